import type { MassPayoutErrorCode } from "../../errors/codes.js";
import type { Failure } from "../../errors/failure.js";
import type { Outcome } from "../../errors/mass-payout-error.js";
import type { Amount } from "../../money/amount.js";
import type { Recipient } from "../../validation/init-request.js";
import { type JsonSchema, matches } from "./json-schema.js";
import type {
  AbandonedPayout,
  ActionReason,
  FinalStatus,
  FoundAmounts,
  HistoryEntry,
  HistoryEvent,
  Payment,
  PaymentItem,
  PaymentPhase,
  PollEvidence,
  RejectedItem,
  Review,
  ReviewedPayout,
  SameList,
  Sums,
  Superseding,
  Supersession,
} from "./payment.js";
import { paymentUnreadableError } from "./payment-errors.js";

// The types and their schema are tied: a field, a member of a union or an optional mark that only one of them has does not
// compile.

/** A JSON Schema for values of a type. The type exists for the compiler only. */
type Schema<Value> = JsonSchema & { readonly [valueType]?: (value: Value) => Value };
declare const valueType: unique symbol;

type OptionalKeys<Type> = { [Key in keyof Type]-?: object extends Pick<Type, Key> ? Key : never }[keyof Type];
type RequiredFields<Type> = { [Key in Exclude<keyof Type, OptionalKeys<Type>>]: Schema<Type[Key]> };
type OptionalFields<Type> = { [Key in OptionalKeys<Type>]-?: Schema<Exclude<Type[Key], undefined>> };

function object<Type>(required: RequiredFields<Type>, optional: OptionalFields<Type>): Schema<Type> {
  const properties = { ...required, ...optional };
  return { type: "object", required: Object.keys(required), properties, additionalProperties: false };
}

function oneOf<Value extends string>(values: Readonly<Record<Value, true>>): Schema<Value> {
  return { enum: Object.keys(values) };
}

function list<Item>(items: Schema<Item>, minItems: number): Schema<readonly Item[]> {
  return { type: "array", minItems, items };
}

const text: Schema<string> = { type: "string" };
const flag: Schema<boolean> = { type: "boolean" };
const count: Schema<number> = { type: "integer", minimum: 0 };
const milliseconds: Schema<number> = { type: "number", minimum: 0 };
const amount: Schema<Amount> = { type: "string", pattern: "^-?\\d+(\\.\\d+)?$" };
const sums: Schema<Sums> = { type: "object", additionalProperties: amount };
const time: Schema<number> = { type: "number" };
const recipientType = oneOf<Recipient["recipientType"]>({
  IBAN: true,
  PHONE: true,
  IDENTITY_NUMBER: true,
  MEMBER_ID: true,
});
const version: Schema<1> = { const: 1 };
// A newer version may have stored a code that this one does not know; it only informs.
const errorCode: Schema<MassPayoutErrorCode> = { type: "string" };

const phase = oneOf<PaymentPhase>({
  planned: true,
  initiating: true,
  created: true,
  authorising: true,
  authorised: true,
  settled: true,
});

const pollEvidence = oneOf<PollEvidence>({
  "not-found": true,
  "request-id-missing": true,
  "no-items": true,
  "items-missing": true,
  "not-authorised": true,
  "insufficient-balance": true,
  "balance-filled": true,
  "unknown-status": true,
  unreadable: true,
  refused: true,
  "abandoned-not-found": true,
  "superseded-changed": true,
  moving: true,
});

const item = object<PaymentItem>(
  { itemExternalId: text, recipientType, amount, currency: text },
  {
    referenceCode: text,
    itemStatus: text,
    statusAt: time,
    waitingSince: time,
    statusMs: milliseconds,
    finalStatuses: list(object<FinalStatus>({ status: text, at: time }, {}), 1),
    errorCode: text,
    supersededBy: text,
    totalAmount: amount,
    commissionAmount: amount,
  },
);

const itemGroups: Schema<readonly (readonly string[])[]> = list(list(text, 2), 1);
const sameList = list(object<SameList>({ key: text, createdAt: time }, {}), 1);
const supersedes = object<Superseding>({ key: text, items: list(text, 1) }, {});
const supersession = oneOf<Supersession>({ commanded: true, shown: true, recorded: true });

const texts = list(text, 0);
const reviewedPayout = object<ReviewedPayout>(
  { externalId: text, count, amounts: sums, rejected: texts },
  { status: text },
);
const abandonedPayout = object<AbandonedPayout>(
  { externalId: text, count, amounts: sums, rejected: texts, restart: count, inits: count },
  { status: text, moved: list(text, 1) },
);

const review = object<Review>(
  {
    requestId: text,
    payoutStatus: text,
    payable: object<Review["payable"]>({ count, amounts: sums }, {}),
    rejected: object<Review["rejected"]>(
      { count, amounts: sums, items: list(object<RejectedItem>({ itemExternalId: text }, { errorCode: text }), 0) },
      {},
    ),
    balance: amount,
    isLinkedManually: flag,
    earlierAuths: count,
  },
  {
    totalAmount: amount,
    isCovered: flag,
    hasForeignItems: flag,
    mayHaveLostWrites: flag,
    restoredAt: time,
    found: object<FoundAmounts>({ amounts: sums, isConsistent: flag }, {}),
    repeatedRecipients: itemGroups,
    sameList,
    supersedes,
    abandoned: list(reviewedPayout, 1),
  },
);

const outcome = oneOf<Outcome>({ "not-sent": true, rejected: true, unknown: true });

// A newer version may have stored an event or a reason that this one does not know; both only inform.
const historyEntry = object<HistoryEntry>(
  { at: time, event: text as Schema<HistoryEvent> },
  {
    externalId: text,
    requestId: text,
    rejected: count,
    code: errorCode,
    outcome,
    errorCode: text,
    payoutStatus: text,
    itemStatuses: { type: "object", additionalProperties: count },
    digest: text,
    by: text,
    note: text,
    key: text,
    reason: text as Schema<ActionReason>,
  },
);

const failure = object<Failure>(
  {
    code: errorCode,
    outcome,
    message: text,
    hint: text,
  },
  { errorCode: text },
);

const schema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Payment",
  // From `created` on the requestId is known.
  if: { properties: { phase: { enum: ["planned", "initiating"] } } },
  else: { required: ["requestId"] },
  ...object<Payment>(
    {
      version,
      key: text,
      externalId: text,
      restart: { type: "integer", minimum: 0, maximum: 3 },
      planFingerprint: { type: "string", pattern: "^[0-9a-f]{64}$" },
      createdAt: time,
      phase,
      isConfirmed: flag,
      isLinkedManually: flag,
      inits: count,
      auths: count,
      polls: count,
      pauseMs: milliseconds,
      pollEvidenceMs: milliseconds,
      items: list(item, 1),
      history: list(historyEntry, 1),
    },
    {
      settledAt: time,
      supersedes,
      supersession,
      requestId: text,
      abandoned: list(abandonedPayout, 1),
      merchantId: { type: "number" },
      hasForeignItems: flag,
      mayHaveLostWrites: flag,
      restoredAt: time,
      unsentAuths: count,
      statusBeforeAuth: text,
      hasVendorAmounts: flag,
      pausedMs: milliseconds,
      pollEvidence,
      openPage: count,
      allPagesAt: time,
      allPagesMs: milliseconds,
      stuckReportedAt: time,
      repeatedRecipients: itemGroups,
      listFingerprint: text,
      sameList,
      approved: review,
      failure,
    },
  ),
};

/**
 * The schema of a {@link Payment} (JSON Schema, draft 2020-12).
 *
 * @example
 * ```ts
 * import { paymentSchema } from "@iyzico-mass-payout/client/payment";
 *
 * console.log(JSON.stringify(paymentSchema));
 * ```
 */
export const paymentSchema: Readonly<Record<string, unknown>> = { ...schema };

/**
 * Reads what a store has under a key as a payment.
 *
 * @throws {MassPayoutError} with code `payment_unreadable` if it is damaged, is not a payment, belongs to another key, or
 * was stored by a version that this one cannot read.
 *
 * @example
 * ```ts
 * import { readPayment } from "@iyzico-mass-payout/client/payment";
 *
 * export const phaseOf = (row: { payment: unknown }) => readPayment(row.payment, "salaries-2026-11").phase;
 * ```
 */
export function readPayment(value: unknown, key: string): Payment {
  const isPayment = matches(schema, value) && (value as Payment).key === key;
  if (isPayment) return value as Payment;
  const message = "what the store has under this key is not a payment of it that this version can read";
  throw paymentUnreadableError(message, "The store");
}
