import { MassPayoutError } from "../../errors/mass-payout-error.js";
import type { Payment } from "./payment.js";
import { readPayment } from "./payment-schema.js";
import type { Plan } from "./plan.js";

/**
 * The payment of a plan: the stored one, or a new one if there is none.
 *
 * @param stored what the store has under the plan's key; `undefined` if it has nothing.
 *
 * @throws {MassPayoutError} with code `payment_unreadable` if what is stored is not a payment of the plan's key, and with
 * `plan_mismatch` if it was begun with another plan or at another address.
 *
 * @example
 * ```ts
 * import { paymentOf, type Plan } from "@iyzico-mass-payout/client/payment";
 *
 * export const isSettled = (plan: Plan, row: { payment: unknown } | undefined) =>
 *   paymentOf(plan, row?.payment).phase === "settled";
 * ```
 */
export function paymentOf({ key, request, fingerprint }: Plan, stored?: unknown): Payment {
  if (stored !== undefined) {
    const payment = readPayment(stored, key);
    if (payment.planFingerprint !== fingerprint) throw planMismatch();
    return payment;
  }
  return {
    version: 1,
    key,
    externalId: request.externalId,
    planFingerprint: fingerprint,
    phase: "planned",
    isLinkedManually: false,
    inits: 0,
    auths: 0,
    polls: 0,
    pauseMs: 0,
    pollEvidenceMs: 0,
    items: request.items.map(({ itemExternalId, amount: { value, currency } }) => ({
      itemExternalId,
      amount: value,
      currency,
    })),
  };
}

function planMismatch(): MassPayoutError {
  const message = "pay: this payment was begun with another plan, or at another address.";
  const hint = "Give the same plan to go on, or another key for another payment. Nothing was sent.";
  return new MassPayoutError("plan_mismatch", message, { outcome: "not-sent", hint });
}
