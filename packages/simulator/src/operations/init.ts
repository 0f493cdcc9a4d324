import { type Locale, massPayoutCurrencies, massPayoutPurposes, recipientTypes } from "@iyzico-mass-payout/types";
import { isMoney, parseMoney, sumOf } from "../model/money.js";
import type { ItemOutcome, OrderedItem } from "../model/ordered-item.js";
import { attemptOutcomesOf, beginAttempt, type Item, type Payout } from "../model/payout.js";
import type { Context, OperationHandler, OperationRequest } from "./context.js";
import { readFields, readJson } from "./json.js";
import { Rejection, type VendorFailure, vendorFailures } from "./vendor-failure.js";

/** Receives a payout. Items that are invalid by themselves are stored as INVALID, and init succeeds all the same. */
export const receivePayout: OperationHandler = (context, request) => {
  const { settings, payouts } = context;
  const fields = readFields(
    readJson(request.body),
    { externalId: "string", items: "array" },
    { conversationId: "string", purpose: "string" },
  );
  const { externalId, conversationId, purpose } = fields;
  request.ids.externalId = externalId;
  const items = fields.items.map((item) => readItem(item, externalId));
  const isPurpose = purpose === undefined || massPayoutPurposes.some((known) => known === purpose);
  const ids = new Set(items.map(({ itemExternalId }) => itemExternalId));
  const currencies = new Set(items.map(({ amount }) => amount.currency));
  const [currency] = currencies;
  if (currency === undefined || currencies.size > 1 || ids.size < items.length || !isPurpose) {
    throw new Rejection(vendorFailures.invalidRequest);
  }

  const earlier = payouts.findByExternalId(externalId);
  if (earlier !== undefined && settings.repeatedInit === "rejected") {
    throw new Rejection(vendorFailures.externalIdTaken);
  }
  const isSame = earlier !== undefined && settings.repeatedInit === "same-payout";
  const payout = isSame ? earlier : storePayout(context, request, { externalId, purpose, currency, items });
  request.ids.requestId = payout.requestId;
  const invalidItems = payout.items
    .filter(({ outcome }) => outcome === "rejected")
    .map((item) => invalidItemFields(item, request.locale));
  return {
    conversationId,
    requestId: payout.requestId,
    ...(invalidItems.length > 0 && { invalidItems }),
  };
};

// iyzico rejected more than two decimals. What it does with other forms of a number is unknown.
const amountValue = /^-?\d{1,60}(\.\d{1,2})?$/;

function readItem(value: unknown, externalId: string): OrderedItem {
  const fields = readFields(
    value,
    { itemExternalId: "string", recipientType: "string", recipientInfo: "string", amount: "object" },
    { recipientName: "string", description: "string", nonWithdrawable: "boolean" },
  );
  const amount = readFields(fields.amount, { value: "number", currency: "string" }, {});
  if (!amountValue.test(amount.value)) throw new Rejection(vendorFailures.invalidSignature);
  return { ...fields, externalId, amount };
}

function storePayout(
  { settings, random, payouts, lifeCycle }: Context,
  { now }: OperationRequest,
  { items, ...fields }: Pick<Payout, "externalId" | "purpose" | "currency"> & { items: readonly OrderedItem[] },
): Payout {
  const requestId = random.nextUuid();
  const visibleAt = now + lifeCycle.drawDelay("visible");
  const stored = items.map((ordered): Item => {
    const referenceCode = random.nextUuid();
    const outcome = isPayable(ordered) ? checkOutcome(settings.outcomeOf(ordered, random.nextFraction)) : "rejected";
    const later = attemptOutcomesOf(outcome).slice(1);
    const commissionDigits = checkCommission(settings.commissionOf(ordered));
    return {
      ordered,
      amount: parseMoney(ordered.amount.value),
      commission: parseMoney(commissionDigits),
      commissionDigits,
      outcome,
      referenceCodes: [referenceCode, ...later.map(() => random.nextUuid())],
      attempts: [],
      money: "balance",
      repeatedPayments: 0,
      taken: 0n,
      refunded: 0n,
    };
  });
  const accepted = stored.filter(({ outcome }) => outcome !== "rejected");
  const payout: Payout = {
    ...fields,
    requestId,
    receivedAt: now,
    items: stored,
    accepted,
    acceptedSums: {
      amount: sumOf(accepted.map(({ amount }) => amount)),
      commission: sumOf(accepted.map(({ commission }) => commission)),
    },
    paidSums: [],
    listings: { all: [], VALID: [], INVALID: [] },
    visibleAt,
    status: "INIT",
    statusChanges: [{ at: now, status: "INIT", message: undefined }],
    phase: "received",
    auths: 0,
    bankResults: { paid: 0, failed: 0, other: 0 },
    openRepeats: 0,
    completedAt: undefined,
    canceledAt: undefined,
  };
  for (const item of stored) {
    const isRejected = item.outcome === "rejected";
    const message = isRejected ? failureOf(item.ordered).message.en : undefined;
    beginAttempt(payout, item, { at: now, status: isRejected ? "INVALID" : "INIT", message });
  }
  payouts.add(payout);
  return payout;
}

/** Whether an item is valid by itself. IBANs are not checked: the vendor's own samples are invalid. */
function isPayable({ recipientType, recipientName, amount }: OrderedItem): boolean {
  return (
    recipientTypes.some((known) => known === recipientType) &&
    (recipientType !== "IBAN" || recipientName !== undefined) &&
    massPayoutCurrencies.some((known) => known === amount.currency) &&
    parseMoney(amount.value) > 0n
  );
}

function invalidItemFields({ ordered }: Item, locale: Locale) {
  const { errorCode, message } = failureOf(ordered);
  return { externalId: ordered.itemExternalId, errorCode, errorMessage: message[locale] };
}

function failureOf({ recipientType }: OrderedItem): VendorFailure {
  return recipientType === "IBAN" ? vendorFailures.invalidIban : vendorFailures.invalidRequest;
}

const namedOutcomes: readonly unknown[] = [
  "paid",
  "failed-refunded",
  "failed-unrefunded",
  "stuck-processing",
  "stuck-failed",
];

function checkOutcome(outcome: ItemOutcome): ItemOutcome {
  const { secondAttempt } = Object(outcome) as { secondAttempt?: unknown };
  if (outcome === "rejected" || isAttemptOutcome(outcome) || isAttemptOutcome(secondAttempt)) return outcome;
  const names = [...namedOutcomes, "rejected"].join(", ");
  throw new TypeError(`outcomeOf must return one of ${names}, { status }, or { secondAttempt }.`);
}

function isAttemptOutcome(outcome: unknown): boolean {
  const { status } = Object(outcome) as { status?: unknown };
  return namedOutcomes.includes(outcome) || (typeof status === "string" && status !== "");
}

function checkCommission(commission: string): string {
  if (isMoney(commission)) return commission;
  throw new TypeError('commissionOf must return a non-negative decimal string, such as "100.50".');
}
