import { isSameReview } from "./digest.js";
import type { PolledPayout } from "./input.js";
import type { Payment } from "./payment.js";
import { adoptAmounts, coversCommissions, hasNewRejections, isRejected, reviewOf } from "./review.js";
import {
  type PaymentSettings,
  pollAgain,
  pollNow,
  recordEvidence,
  requireAction,
  type Step,
  settle,
  withoutApproval,
  withoutBalance,
} from "./step.js";
import { authoriseUnpaid } from "./superseding.js";

/** Requests an approval of what auth would pay. Commands auth if the poll still shows exactly what was approved. */
export function reviewOrAuthorise(polled: Payment, payout: PolledPayout, at: number, settings: PaymentSettings): Step {
  // There is no item left to pay.
  if (polled.items.every(isRejected) && polled.abandoned === undefined) return settle(polled, at);
  const isShort = payout.payoutStatus === "INSUFFICIENT_BALANCE";
  const early = isShort ? polled : awaitEarlierAuth(polled, settings);
  if ("state" in early) return early;
  const { payoutStatus, totalAmount, balance } = payout;
  if (balance === undefined) {
    // It was not asked for while an earlier auth could still take effect.
    if (mayTakeEffect(early)) return pollNow(early);
    throw new TypeError("payout.balance is required: the command asked for it.");
  }
  const waiting = isShort ? awaitBalance(early, coversCommissions(adoptAmounts(early), balance), settings) : early;
  if ("state" in waiting) return waiting;
  const { requestId, approved } = waiting;
  const review = reviewOf(waiting, { payoutStatus, totalAmount, balance });
  if (review.payable.count === 0) {
    // Perhaps the abandoned payout has them: that it cannot be authorised by itself does not settle the payment.
    return hasNewRejections(review) ? requireAction(waiting, "request-id-unknown", { review }) : settle(waiting, at);
  }
  if (requestId === undefined || approved === undefined) {
    return { state: waiting, command: { type: "request-approval", review } };
  }
  // Asking again at once could ask the approver without end while the payout changes.
  if (!isSameReview(approved, review)) return pollAgain(withoutApproval(waiting), settings);
  return authoriseUnpaid(waiting, review);
}

/**
 * The step while a payout shows INIT and an earlier auth may still take effect, or the payment once it may be reviewed. The
 * auth may be one of this payment, whose effect was shown and is not any more, that of the store that a linked payout was
 * lost with, one that this store has lost, or that of the payment whose items the answer to init named.
 */
function awaitEarlierAuth(polled: Payment, settings: PaymentSettings): Step | Payment {
  if (!mayTakeEffect(polled)) return polled;
  const state = recordEvidence(polled, "not-authorised");
  if (state.pollEvidenceMs >= settings.notFoundGraceMs) return state;
  return withoutBalance(pollAgain(withoutApproval(state), settings));
}

function mayTakeEffect({ auths, isLinkedManually, hasForeignItems, mayHaveLostWrites }: Payment): boolean {
  return auths > 0 || isLinkedManually || hasForeignItems === true || mayHaveLostWrites === true;
}

/**
 * The step while a payout waits for balance, or the payment once another auth may be offered. It is reported at once. iyzico
 * may continue by itself after the balance was filled, so another auth may pay twice: it is offered by a later call, and
 * only when polls have shown the filled balance for the grace period. Where it is not known whether the balance covers the
 * payout, the time counts from the call that reported it.
 */
function awaitBalance(polled: Payment, isCovered: boolean | undefined, settings: PaymentSettings): Step | Payment {
  if (isCovered === false) {
    return requireAction(recordEvidence(withoutApproval(polled), "insufficient-balance"), "insufficient-balance");
  }
  const isReported = polled.pollEvidence === "insufficient-balance" || polled.pollEvidence === "balance-filled";
  const state = recordEvidence(polled, isCovered === true ? "balance-filled" : "insufficient-balance");
  if (!isReported) return requireAction(withoutApproval(state), "insufficient-balance");
  return state.pollEvidenceMs < settings.notFoundGraceMs ? pollAgain(withoutApproval(state), settings) : state;
}
