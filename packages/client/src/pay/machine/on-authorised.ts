import { settlementOf } from "../../payouts/settlement.js";
import { describeItemStatus, describePayoutStatus } from "../../payouts/status.js";
import { areFinalStatusesConfirmed, reportStuckItems } from "./final-statuses.js";
import type { PolledPayout } from "./input.js";
import { type Payment, statusOf } from "./payment.js";
import { hasNewRejections, isRejected } from "./review.js";
import {
  enterPhase,
  type PaymentSettings,
  pollAgain,
  pollNow,
  pollUntilGraceEnds,
  recordEvidence,
  requireAction,
  type Step,
  settle,
  withoutApproval,
} from "./step.js";

/**
 * Whether a status after auth is not the one from before it. INIT, and the status that the approved review had, may be
 * shown for a while after an auth that took effect: they say nothing.
 */
export function isNews({ statusBeforeAuth = "INIT" }: Payment, { payoutStatus }: PolledPayout): boolean {
  return payoutStatus !== statusBeforeAuth && describePayoutStatus(payoutStatus).state !== "waiting";
}

/** An auth was sent, and nothing shows its effect. Nothing is asked before the grace period is over. */
export function awaitAuth(polled: Payment, payout: PolledPayout, settings: PaymentSettings): Step {
  const state = recordEvidence(polled, "not-authorised");
  if (state.pollEvidenceMs < settings.notFoundGraceMs) return pollAgain(state, settings);
  // iyzico answered that auth succeeded: another one is not offered while the payout shows INIT.
  const isWaiting = describePayoutStatus(payout.payoutStatus).state === "waiting";
  if (polled.phase === "authorised" && isWaiting) return requireAction(state, "stuck");
  // The next poll goes on from what these polls have agreed on.
  const { pollEvidenceMs } = state;
  return pollNow({ ...enterPhase(withoutApproval(state), "created"), pollEvidence: "not-authorised", pollEvidenceMs });
}

/** The payout is authorised: its items decide. */
export function trackItems(payment: Payment, payout: PolledPayout, at: number, settings: PaymentSettings): Step {
  const items = payment.items.map((item) => ({ itemStatus: statusOf(item) }));
  const { state, itemsRequiringAction } = settlementOf(items, payout.payoutStatus);
  if (state === "settled") return settleUnlessDoubtful(payment, at);
  if (state === "action-required") {
    if (itemsRequiringAction.length === 0) return requireAction(payment, "insufficient-balance");
    // The next call begins to count again: entries that are not final now would never be.
    if (!areFinalStatusesConfirmed(payment)) return pollAgain(recordEvidence(payment, "moving"), settings);
    const isUnknown = itemsRequiringAction.some(({ itemStatus }) => describeItemStatus(itemStatus).state === "unknown");
    return requireAction(payment, isUnknown ? "unknown-status" : "refund-failed");
  }
  const stuck = reportStuckItems(payment, at, settings);
  if (stuck !== undefined) return requireAction(stuck.state, stuck.reason);
  const isShort = payout.payoutStatus === "INSUFFICIENT_BALANCE";
  if (isShort) return pollUntilGraceEnds(payment, "insufficient-balance", "insufficient-balance", settings);
  return pollAgain(recordEvidence(payment, "moving"), settings);
}

/**
 * Settles the payment, unless another program authorised it and it rejects items that an abandoned payout may have accepted:
 * that they are not paid was not approved.
 */
export function settleUnlessDoubtful(payment: Payment, at: number): Step {
  const { abandoned = [], auths, items } = payment;
  const rejected = { items: items.filter(isRejected) };
  const open = abandoned.filter(({ status }) => status !== "CANCELED");
  const isDoubtful = auths === 0 && hasNewRejections({ rejected, abandoned: open });
  return isDoubtful ? requireAction(payment, "payout-mismatch") : settle(payment, at);
}
