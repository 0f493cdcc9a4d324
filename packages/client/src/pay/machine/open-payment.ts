import { MassPayoutError } from "../../errors/mass-payout-error.js";
import { toMinorUnits } from "../../money/arithmetic.js";
import type { InitItem } from "../../validation/init-request.js";
import type { Payment } from "./payment.js";
import { readPayment } from "./payment-schema.js";
import type { Plan } from "./plan.js";

/**
 * The payment of a plan: the stored one, or a new one if there is none.
 *
 * @param stored what the store has under the plan's key; `undefined` if it has nothing.
 * @param at the time, in milliseconds since 1970: when a new payment is created.
 *
 * @throws {MassPayoutError} with code `payment_unreadable` if what is stored is not a payment of the plan's key, and with
 * `plan_mismatch` if it was begun with another plan or at another address.
 *
 * @example
 * ```ts
 * import { paymentOf, type Plan } from "@iyzico-mass-payout/client/payment";
 *
 * export const isSettled = (plan: Plan, row: { payment: unknown } | undefined) =>
 *   paymentOf(plan, row?.payment, Date.now()).phase === "settled";
 * ```
 */
export function paymentOf({ key, request, supersedes, fingerprint }: Plan, stored: unknown, at: number): Payment {
  if (stored !== undefined) {
    const payment = readPayment(stored, key);
    if (payment.planFingerprint !== fingerprint) throw planMismatchError();
    return payment;
  }
  const repeatedRecipients = groupRepeated(request.items);
  return {
    version: 1,
    key,
    externalId: request.externalId,
    restart: 0,
    planFingerprint: fingerprint,
    createdAt: at,
    phase: "planned",
    ...(supersedes !== undefined && { supersedes }),
    isConfirmed: false,
    isLinkedManually: false,
    inits: 0,
    auths: 0,
    polls: 0,
    pauseMs: 0,
    pollEvidenceMs: 0,
    ...(repeatedRecipients.length > 0 && { repeatedRecipients }),
    items: request.items.map(({ itemExternalId, recipientType, amount: { value, currency } }) => ({
      itemExternalId,
      recipientType,
      amount: value,
      currency,
    })),
    history: [{ at, event: "created" }],
  };
}

/**
 * The ids of items that differ in nothing but their id. Several amounts to one account are usual, a salary and a bonus for
 * example; the same amount with the same description is a sign of a row that was copied.
 */
function groupRepeated(items: readonly InitItem[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const { itemExternalId, recipientType, recipientInfo, recipientName = "", amount, description } of items) {
    const { value, currency } = amount;
    const name = recipientName.normalize("NFC").trim().toLowerCase();
    const units = String(toMinorUnits(value, currency));
    const content = JSON.stringify([recipientType, recipientInfo, name, units, currency, description?.trim()]);
    const group = groups.get(content);
    if (group === undefined) groups.set(content, [itemExternalId]);
    else group.push(itemExternalId);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}

function planMismatchError(): MassPayoutError {
  const message = "pay: this payment was begun with another plan, or at another address.";
  const hint =
    "Give the plan that it was begun with to go on. Another key is another payment, which pays all of its recipients, also " +
    "those that this one pays. This call sent nothing.";
  return new MassPayoutError("plan_mismatch", message, { outcome: "not-sent", hint });
}
