import type { ActionReason, Locale, PaymentReport, RecipientReport } from "@iyzico-mass-payout/client";
import { payMessages, payoutsMessages } from "../messages/catalogs.js";
import { printable } from "../terminal/printable.js";
import type { Standing } from "./outcome.js";

/** Reasons whose message asks for something else than that the abandoned payouts are cancelled. */
const reasonsAboutAbandoned: readonly ActionReason[] = ["abandoned-payout-moved", "request-id-unknown"];

/**
 * What is left to do for a payment beside the action that its last call required, each as a paragraph: payouts to cancel,
 * and items that may be paid again. `pay`, `status` and the page of a report say the same.
 */
export function formatRemaining(payment: PaymentReport & Standing, locale: Locale): string[] {
  const { outcome, reason, inits, externalId, items } = payment;
  const pay = payMessages.in(locale);
  const uncancelled = uncancelledOf(payment);
  const isCancelling = uncancelled.length > 0 && (reason === undefined || !reasonsAboutAbandoned.includes(reason));
  const isDecided = outcome === "settled" && uncancelled.length === 0;
  return [
    ...(inits > 1 ? [pay.severalInits(inits)] : []),
    ...(isCancelling ? [pay.cancelAbandoned(printable(uncancelled.join(", ")), printable(externalId))] : []),
    ...(isDecided ? repaymentOf(items, locale) : []),
  ];
}

function repaymentOf(items: readonly RecipientReport[], locale: Locale): string[] {
  const { payAgain, cancelled } = payoutsMessages.in(locale);
  // The client plans no repayment of such a payment: rejected items are part of the list that is planned again.
  const isCancelled = items.every(({ state }) => state === "cancelled" || state === "rejected");
  if (isCancelled && items.some(({ state }) => state === "cancelled")) return [cancelled];
  return items.some(isRepayable) ? [payAgain] : [];
}

/** The externalIds of the abandoned payouts that were not seen to be cancelled. */
export function uncancelledOf({ abandoned }: PaymentReport): string[] {
  return abandoned.filter(({ status }) => status !== "CANCELED").map(({ externalId }) => externalId);
}

/** Whether `repay` may take an item. One that another payment pays again must not be paid a third time. */
function isRepayable({ state, supersededBy }: RecipientReport): boolean {
  return (state === "refunded" || state === "rejected") && supersededBy === undefined;
}
