import { settlementOf } from "../../payouts/settlement.js";
import { describeItemStatus, describePayoutStatus, isOneOf } from "../../payouts/status.js";
import type { ActionReason } from "./action.js";
import { applyPoll } from "./apply-poll.js";
import { isSameReview } from "./digest.js";
import {
  confirmFinalStatuses,
  hasChangedFinalStatus,
  isFinalStatusChanging,
  reportStuckItems,
} from "./final-statuses.js";
import type { PolledPayout } from "./input.js";
import { type Payment, type PollEvidence, statusOf } from "./payment.js";
import { compareFoundAmounts, coversCommissions, isRejected, reviewOf } from "./review.js";
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

/** How far apart two polls must be that show no payout, before the first init: 3 s. */
const minAbsenceMs = 3_000;

/** The step after a poll that showed no payout. */
export function onNotFound(state: Payment, settings: PaymentSettings): Step {
  const next = recordEvidence(state, "not-found");
  if (state.phase === "planned") {
    // Which answer means "there is none" is undocumented, and one answer may be wrong: two polls must agree.
    return next.pollEvidenceMs >= minAbsenceMs ? commandInit(next) : pollAgain(next, settings, minAbsenceMs);
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

/** The step after a poll that showed a payout. `at` is when, in milliseconds since 1970. */
export function onPolled(state: Payment, payout: PolledPayout, at: number, settings: PaymentSettings): Step {
  if (state.phase === "planned" && state.inits === 0) return requireAction(state, "external-id-taken");
  const applied = applyPoll(state, payout, at);
  if (applied === undefined) return requireAction(state, "payout-mismatch");
  const isCancelled = describePayoutStatus(payout.payoutStatus).state === "cancelled";
  const listed = isCancelled ? cancelUnlistedItems(applied) : applied;
  const polled = areAmountsKnown(listed) ? confirmFinalStatuses(listed, settings) : listed;
  // It is for a person to judge, and such a payment never settles by itself.
  if (hasChangedFinalStatus(polled, settings)) return requireAction(polled, "payout-mismatch");
  // A settled payment is not polled any more: a final status that has just changed is first to be shown for the grace period.
  if (isFinalStatusChanging(polled)) return pollAgain(recordEvidence(polled, "moving"), settings);
  if (polled.phase === "planned" || polled.phase === "initiating") return onInitTookEffect(polled, payout, settings);
  if (polled.items.some(({ itemStatus }) => itemStatus === undefined)) {
    return pollUntilGraceEnds(polled, "items-missing", "payout-not-found", settings);
  }
  const progress = progressOf(polled, payout);
  const isAuthorised = polled.phase === "authorised";
  if (progress === "moved") {
    const authorised = adoptAmounts(isAuthorised ? polled : enterPhase(withoutApproval(polled), "authorised"));
    const isUnapproved = authorised.auths === 0 && authorised.hasVendorAmounts === true;
    return isUnapproved ? requireAction(authorised, "payout-mismatch") : trackItems(authorised, payout, at, settings);
  }
  if (progress === "unclear") return onUnclear(polled, at, settings);
  if (polled.phase === "created") return reviewOrAuthorise(polled, payout, at, settings);
  return isNews(polled, payout)
    ? pollNow(enterPhase(withoutApproval(polled), "created"))
    : awaitAuth(polled, payout, settings);
}

/** In a cancelled payout, items missing from the listing count as cancelled too. */
function cancelUnlistedItems(state: Payment): Payment {
  return {
    ...state,
    items: state.items.map((item) => ({ ...item, itemStatus: item.itemStatus ?? "MASS_PAYOUT_CANCELED" })),
  };
}

/**
 * Whether it is known that the ledger has what is paid. A payout that was only found may have other amounts than those
 * ordered, and all of its items decide that: until they are shown, no entry is final.
 */
function areAmountsKnown({ isConfirmed, auths, requestId, items }: Payment): boolean {
  const isFoundWhole = requestId !== undefined && items.every(({ itemStatus }) => itemStatus !== undefined);
  return isConfirmed || auths > 0 || isFoundWhole;
}

/**
 * The payment of a payout that was only found, and authorised by another program than this one, if at all. If its amounts
 * are not those ordered, the ledger has iyzico's: they are what is paid.
 */
function adoptAmounts(state: Payment): Payment {
  if (state.isConfirmed || state.auths > 0) return state;
  const payable = state.items.filter(
    (item) => !isOneOf(describeItemStatus(statusOf(item)).state, "rejected", "cancelled"),
  );
  return { ...state, hasVendorAmounts: !compareFoundAmounts(payable).isConsistent };
}

/** An init whose answer was lost took effect. Auth needs the requestId, which not every answer shows. */
function onInitTookEffect(state: Payment, payout: PolledPayout, settings: PaymentSettings): Step {
  if (state.requestId !== undefined) return pollNow(enterPhase(state, "created"));
  if (payout.items.length > 0) return requireAction(state, "request-id-unknown");
  return pollUntilGraceEnds(state, "no-items", "request-id-unknown", settings);
}

/** A status that this version does not know. If no item is in progress any more, it is reported at once. */
function onUnclear(polled: Payment, at: number, settings: PaymentSettings): Step {
  const { state } = settlementOf(polled.items.map((item) => ({ itemStatus: statusOf(item) })));
  const isOver = polled.phase === "authorised" && state !== "open";
  if (!isOver) return pollUntilGraceEnds(polled, "unknown-status", "unknown-status", settings);
  return state === "settled" ? settle(polled, at) : requireAction(polled, "unknown-status");
}

/**
 * Whether a status after auth is not the one from before it. INIT, and the status that the approved review had, may be
 * shown for a while after an auth that took effect: they say nothing.
 */
function isNews({ statusBeforeAuth = "INIT" }: Payment, { payoutStatus }: PolledPayout): boolean {
  return payoutStatus !== statusBeforeAuth && describePayoutStatus(payoutStatus).state !== "waiting";
}

/** An auth was sent, and nothing shows its effect. Nothing is asked before the grace period is over. */
function awaitAuth(polled: Payment, payout: PolledPayout, settings: PaymentSettings): Step {
  const state = recordEvidence(polled, "not-authorised");
  if (state.pollEvidenceMs < settings.notFoundGraceMs) return pollAgain(state, settings);
  // iyzico answered that auth succeeded: another one is not offered while the payout shows INIT.
  const isWaiting = describePayoutStatus(payout.payoutStatus).state === "waiting";
  if (polled.phase === "authorised" && isWaiting) return requireAction(state, "stuck");
  // The next poll goes on from what these polls have agreed on.
  const { pollEvidenceMs } = state;
  return pollNow({ ...enterPhase(withoutApproval(state), "created"), pollEvidence: "not-authorised", pollEvidenceMs });
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
  const states = items.map((item) => describeItemStatus(statusOf(item)).state);
  const isMoving = states.some((state) => !isOneOf(state, "waiting", "rejected", "unknown"));
  if (isMoving || isOneOf(payoutState, "in-flight", "paid", "not-paid", "cancelled")) return "moved";
  return payoutState === "unknown" || states.includes("unknown") ? "unclear" : "not-authorised";
}

/** Requests an approval of what auth would pay. Commands auth if the poll still shows exactly what was approved. */
function reviewOrAuthorise(polled: Payment, payout: PolledPayout, at: number, settings: PaymentSettings): Step {
  const { payoutStatus, totalAmount, balance } = payout;
  if (balance === undefined) throw new TypeError("payout.balance is required: the command asked for it.");
  // There is no item left to pay.
  if (polled.items.every(isRejected)) return settle(polled, at);
  const { requestId, approved } = polled;
  const review = reviewOf(polled, { payoutStatus, totalAmount, balance });
  const waiting =
    payoutStatus === "INSUFFICIENT_BALANCE"
      ? awaitBalance(polled, coversCommissions(adoptAmounts(polled), balance), settings)
      : awaitEarlierAuth(polled, settings);
  if ("state" in waiting) return waiting;
  if (requestId === undefined || approved === undefined) {
    return { state: waiting, command: { type: "request-approval", review } };
  }
  // Asking again at once could ask the approver without end while the payout changes.
  if (!isSameReview(approved, review)) return pollAgain(withoutApproval(waiting), settings);
  const state = enterPhase(
    {
      ...waiting,
      auths: polled.auths + 1,
      statusBeforeAuth: payoutStatus,
      ...(review.found !== undefined && { hasVendorAmounts: !review.found.isConsistent }),
    },
    "authorising",
  );
  return { state, command: { type: "auth", requestId } };
}

/**
 * The step while a payout shows INIT and an earlier auth may still take effect, or the payment once it may be reviewed. The
 * auth may be one of this payment, whose effect was shown and is not any more, that of the store that a linked payout was
 * lost with, or that of the payment whose items the answer to init named.
 */
function awaitEarlierAuth(polled: Payment, settings: PaymentSettings): Step | Payment {
  if (polled.auths === 0 && !polled.isLinkedManually && polled.hasForeignItems !== true) return polled;
  const state = recordEvidence(polled, "not-authorised");
  return state.pollEvidenceMs < settings.notFoundGraceMs ? pollAgain(withoutApproval(state), settings) : state;
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

/** The payout is authorised: its items decide. */
function trackItems(payment: Payment, payout: PolledPayout, at: number, settings: PaymentSettings): Step {
  const items = payment.items.map((item) => ({ itemStatus: statusOf(item) }));
  const { state, itemsRequiringAction } = settlementOf(items, payout.payoutStatus);
  if (state === "settled") return settle(payment, at);
  if (state === "action-required") {
    if (itemsRequiringAction.length === 0) return requireAction(payment, "insufficient-balance");
    const isUnknown = itemsRequiringAction.some(({ itemStatus }) => describeItemStatus(itemStatus).state === "unknown");
    return requireAction(payment, isUnknown ? "unknown-status" : "refund-failed");
  }
  const stuck = reportStuckItems(payment, at, settings);
  if (stuck !== undefined) return requireAction(stuck.state, stuck.reason);
  const isShort = payout.payoutStatus === "INSUFFICIENT_BALANCE";
  if (isShort) return pollUntilGraceEnds(payment, "insufficient-balance", "insufficient-balance", settings);
  return pollAgain(recordEvidence(payment, "moving"), settings);
}
