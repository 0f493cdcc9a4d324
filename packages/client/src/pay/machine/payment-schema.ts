import { Validator } from "@cfworker/json-schema";
import { MassPayoutError } from "../../errors/mass-payout-error.js";
import type { Payment } from "./payment.js";

const count = { type: "integer", minimum: 0 };
const milliseconds = { type: "number", minimum: 0 };
const text = { type: "string" };
const amount = { type: "string", pattern: "^-?\\d+(\\.\\d+)?$" };
const sums = { type: "object", additionalProperties: amount };

function object(required: Record<string, unknown>, optional: Record<string, unknown> = {}) {
  const properties = { ...required, ...optional };
  return { type: "object", required: Object.keys(required), properties, additionalProperties: false };
}

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
export const paymentSchema: Readonly<Record<string, unknown>> = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Payment",
  // Whatever iyzico has is known by its id.
  if: { properties: { phase: { enum: ["planned", "initiating"] } } },
  else: { required: ["requestId"] },
  ...object(
    {
      version: { const: 1 },
      key: text,
      externalId: text,
      plan: { type: "string", pattern: "^[0-9a-f]{64}$" },
      phase: { enum: ["planned", "initiating", "created", "authorising", "authorised", "settled"] },
      isAdopted: { type: "boolean" },
      inits: count,
      auths: count,
      looks: count,
      pauseMs: milliseconds,
      sightMs: milliseconds,
      items: {
        type: "array",
        minItems: 1,
        items: object(
          { itemExternalId: text, amount, currency: text },
          { referenceCode: text, itemStatus: text, errorCode: text, totalAmount: amount, commissionAmount: amount },
        ),
      },
    },
    {
      requestId: text,
      sight: { enum: ["nothing", "empty", "incomplete", "untouched", "unclear", "unreadable", "short", "moving"] },
      approved: object(
        {
          requestId: text,
          payoutStatus: text,
          payable: object({ count, amounts: sums }),
          refused: object({
            count,
            amounts: sums,
            items: { type: "array", items: object({ itemExternalId: text }, { errorCode: text }) },
          }),
          balance: amount,
          isAdopted: { type: "boolean" },
          earlierAuths: count,
        },
        { totalAmount: amount, isCovered: { type: "boolean" } },
      ),
      failure: object(
        { code: text, outcome: { enum: ["not-sent", "rejected", "unknown"] }, message: text, hint: text },
        { errorCode: text },
      ),
    },
  ),
};

let validator: Validator | undefined;

/**
 * Takes what a store had under a key for a payment.
 *
 * @throws {MassPayoutError} with code `payment_unreadable` when it is none, is torn, was made by a version that this one
 * does not know, or belongs to another key.
 *
 * @example
 * ```ts
 * import { readPayment } from "@iyzico-mass-payout/client/payment";
 *
 * export const phaseOf = (row: { payment: unknown }) => readPayment(row.payment, "salaries-2026-11").phase;
 * ```
 */
export function readPayment(value: unknown, key: string): Payment {
  // Made when it is first needed: whoever never pays need not wait for it.
  validator ??= new Validator({ ...paymentSchema }, "2020-12");
  const isPayment = validator.validate(value).valid && (value as Payment).key === key;
  if (isPayment) return value as Payment;
  const hint =
    "It is left as it is, and nothing was sent. Ask iyzico what became of the payout before you restore anything: an " +
    "older state may have forgotten an auth.";
  const message = "pay: what the store has under this key is no payment of it that this version can read.";
  throw new MassPayoutError("payment_unreadable", message, { outcome: "not-sent", hint });
}
