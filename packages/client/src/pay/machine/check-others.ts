import { applyOthers, isAbandonedMissing, itemsOfMoved, othersOf } from "./abandoned.js";
import type { FoundPayout } from "./action.js";
import type { OtherPayout } from "./input.js";
import type { Payment } from "./payment.js";
import { type PaymentSettings, pollUntilGraceEnds, requireAction, type Step, withoutApproval } from "./step.js";

/**
 * The payment with what a poll showed of its other payouts; or the step, if one of them is or may be authorised. Then
 * nothing is sent or approved.
 */
export function checkOthers(
  payment: Payment,
  shown: readonly OtherPayout[] | undefined,
  settings: PaymentSettings,
): Step | Payment {
  if (othersOf(payment) === undefined) return payment;
  if (shown === undefined) throw new TypeError("others is required: the command asked for it.");
  const isNew = payment.phase === "planned" && payment.inits === 0 && payment.abandoned === undefined;
  if (isNew) {
    const foundPayouts = foundIn(shown);
    return foundPayouts.length > 0 ? requireAction(payment, "external-id-taken", { foundPayouts }) : payment;
  }
  // Which payout of the chain was linked, its own poll shows first.
  const isUnknown = payment.isLinkedManually && payment.items.every(({ itemStatus }) => itemStatus === undefined);
  if (isUnknown) return payment;
  const state = applyOthers(payment, shown);
  const itemsOfAbandoned = itemsOfMoved(state);
  if (itemsOfAbandoned !== undefined) {
    return requireAction(withoutApproval(state), "abandoned-payout-moved", { itemsOfAbandoned });
  }
  return isAbandonedMissing(state, shown)
    ? pollUntilGraceEnds(withoutApproval(state), "abandoned-not-found", "abandoned-payout-moved", settings)
    : state;
}

export function foundIn(others: readonly OtherPayout[]): FoundPayout[] {
  return others.flatMap(({ externalId, payoutStatus: status, count, amounts }) =>
    status === undefined ? [] : [{ externalId, status, count, amounts }],
  );
}
