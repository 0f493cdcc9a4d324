import { settlementOf } from "../../payouts/settlement.js";
import { describeItemStatus, describePayoutStatus } from "../../payouts/status.js";
import type { ActionReason } from "./action.js";
import { applyPoll } from "./apply-poll.js";
import type { PolledPayout } from "./input.js";
import type { Payment, PollEvidence } from "./payment.js";
import { isRejected, isSameReview, reviewOf } from "./review.js";
import {
  enterPhase,
  type PaymentSettings,
  pollAgain,
  pollNow,
  recordEvidence,
  requireAction,
  type Step,
  settle,
  withoutApproval,
} from "./step.js";

/** How many inits may be sent without polls showing an effect, before an action is required. */
const maxInits = 3;

/**
 * The step after a poll that showed no payout.
 *
 * @param isCertain whether the answer is a documented rejection or a success without a payout.
 */
export function onNotFound(state: Payment, isCertain: boolean, settings: PaymentSettings): Step {
  const next = recordEvidence(state, "not-found");
  if (state.phase === "planned") {
    // An undocumented rejection may mean anything: only two in a row count as "there is none".
    return isCertain || state.pollEvidence === "not-found" ? commandInit(next) : pollAgain(next, settings);
  }
  if (next.pollEvidenceMs < settings.notFoundGraceMs) return pollAgain(next, settings);
  if (state.phase !== "initiating") return requireAction(next, "payout-not-found");
  if (state.inits < maxInits) return commandInit(next);
  // The next call sends init once more.
  return requireAction(enterPhase(next, "planned"), "init-outcome-unknown");
}

function commandInit(state: Payment): Step {
  return { state: enterPhase({ ...state, inits: state.inits + 1 }, "initiating"), command: { type: "init" } };
}

/** The step after a poll that showed a payout. */
export function onPolled(state: Payment, payout: PolledPayout, settings: PaymentSettings): Step {
  if (state.phase === "planned" && state.inits === 0) return requireAction(state, "external-id-taken");
  const applied = applyPoll(state, payout);
  if (applied === undefined) return requireAction(state, "payout-mismatch");
  const isCancelled = describePayoutStatus(payout.payoutStatus).state === "cancelled";
  const polled = isCancelled ? cancelUnlistedItems(applied) : applied;
  if (polled.phase === "planned" || polled.phase === "initiating") return onInitTookEffect(polled, payout, settings);
  if (polled.items.some(({ itemStatus }) => itemStatus === undefined)) {
    return pollUntilGraceEnds(polled, "items-missing", "payout-not-found", settings);
  }
  if (polled.phase === "authorised") return trackItems(polled, payout, settings);
  switch (progressOf(polled, payout)) {
    case "moved":
      return trackItems(enterPhase(withoutApproval(polled), "authorised"), payout, settings);
    case "unclear":
      return pollUntilGraceEnds(polled, "unknown-status", "unknown-status", settings);
    case "not-authorised":
      return polled.phase === "created"
        ? reviewOrAuthorise(polled, payout, settings)
        : awaitAuth(polled, payout, settings);
  }
}

/** In a cancelled payout, items missing from the listing count as cancelled too. */
function cancelUnlistedItems(state: Payment): Payment {
  return {
    ...state,
    items: state.items.map((item) => ({ ...item, itemStatus: item.itemStatus ?? "MASS_PAYOUT_CANCELED" })),
  };
}

/** An init whose answer was lost took effect. Auth needs the requestId, which not every answer shows. */
function onInitTookEffect(state: Payment, payout: PolledPayout, settings: PaymentSettings): Step {
  if (state.requestId !== undefined) return pollNow(enterPhase(state, "created"));
  if (payout.items.length > 0) return requireAction(state, "request-id-unknown");
  return pollUntilGraceEnds(state, "no-items", "request-id-unknown", settings);
}

/** An auth was sent, and nothing shows its effect. After the grace period only an approval leads to another auth. */
function awaitAuth(polled: Payment, payout: PolledPayout, settings: PaymentSettings): Step {
  const state = recordEvidence(polled, "not-authorised");
  if (state.pollEvidenceMs < settings.notFoundGraceMs) return pollAgain(state, settings);
  return reviewOrAuthorise(enterPhase(withoutApproval(state), "created"), payout, settings);
}

/** Polls until polls have agreed on the evidence for the grace period, and then requires an action. */
function pollUntilGraceEnds(
  polled: Payment,
  evidence: PollEvidence,
  reason: ActionReason,
  settings: PaymentSettings,
): Step {
  const state = recordEvidence(polled, evidence);
  return state.pollEvidenceMs < settings.notFoundGraceMs ? pollAgain(state, settings) : requireAction(state, reason);
}

/**
 * Whether a status shows that the payout was authorised or cancelled. An unknown status shows neither: taken for
 * authorised, it could leave a payout unpaid; taken for not authorised, it could have it authorised twice.
 */
function progressOf({ items }: Payment, { payoutStatus }: PolledPayout): "not-authorised" | "moved" | "unclear" {
  const payoutState = describePayoutStatus(payoutStatus).state;
  const states = items.map(({ itemStatus = "INIT" }) => describeItemStatus(itemStatus).state);
  const isMoving = states.some((state) => !["waiting", "rejected", "unknown"].includes(state));
  if (isMoving || ["in-flight", "paid", "not-paid", "cancelled"].includes(payoutState)) return "moved";
  return payoutState === "unknown" || states.includes("unknown") ? "unclear" : "not-authorised";
}

/** Requests an approval of what auth would pay. Commands auth if the poll still shows exactly what was approved. */
function reviewOrAuthorise(polled: Payment, payout: PolledPayout, settings: PaymentSettings): Step {
  const { payoutStatus, totalAmount, balance } = payout;
  if (balance === undefined) throw new TypeError("payout.balance is required: the command asked for it.");
  // There is no item left to pay.
  if (polled.items.every(isRejected)) return settle(polled);
  const { requestId, approved } = polled;
  const review = reviewOf(polled, { payoutStatus, totalAmount, balance });
  if (requestId === undefined || approved === undefined) {
    return { state: polled, command: { type: "request-approval", review } };
  }
  // Asking again at once could ask the approver without end while the payout changes.
  if (!isSameReview(approved, review)) return pollAgain(withoutApproval(polled), settings);
  const state = enterPhase({ ...polled, auths: polled.auths + 1 }, "authorising");
  return { state, command: { type: "auth", requestId } };
}

/** The payout is authorised: its items decide. */
function trackItems(polled: Payment, payout: PolledPayout, settings: PaymentSettings): Step {
  const { payoutStatus } = payout;
  const progress = progressOf(polled, payout);
  const isShort = payoutStatus === "INSUFFICIENT_BALANCE";
  // It waits for balance and for another auth, whose review shows the balance.
  if (isShort && progress === "not-authorised") return pollNow(enterPhase(polled, "created"));
  const items = polled.items.map(({ itemStatus = "INIT" }) => ({ itemStatus }));
  const { state, itemsRequiringAction } = settlementOf(items, payoutStatus);
  if (state === "settled") return settle(polled);
  if (state === "action-required") {
    if (itemsRequiringAction.length === 0) return requireAction(polled, "insufficient-balance");
    const isUnknown = itemsRequiringAction.some(({ itemStatus }) => describeItemStatus(itemStatus).state === "unknown");
    return requireAction(polled, isUnknown ? "unknown-status" : "refund-failed");
  }
  if (isShort) return pollUntilGraceEnds(polled, "insufficient-balance", "insufficient-balance", settings);
  if (progress === "unclear") return pollUntilGraceEnds(polled, "unknown-status", "unknown-status", settings);
  if (progress === "not-authorised") return pollUntilGraceEnds(polled, "not-authorised", "stuck", settings);
  return pollAgain(recordEvidence(polled, "moving"), settings);
}
