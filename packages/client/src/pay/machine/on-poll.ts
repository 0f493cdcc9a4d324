import { settlementOf } from "../../payouts/settlement.js";
import { describeItemStatus, describePayoutStatus, isOneOf } from "../../payouts/status.js";
import {
  adoptLinked,
  applyOthers,
  canRestart,
  isAbandonedMissing,
  itemsOfMoved,
  othersOf,
  restartPayment,
  summaryOf,
} from "./abandoned.js";
import type { FoundPayout } from "./action.js";
import { applyPoll } from "./apply-poll.js";
import { isSameReview } from "./digest.js";
import {
  areFinalStatusesConfirmed,
  confirmFinalStatuses,
  hasChangedFinalStatus,
  isFinalStatusChanging,
  reportStuckItems,
} from "./final-statuses.js";
import type { OtherPayout, PaymentInput, PolledPayout } from "./input.js";
import { type ActionReason, externalIdOf, type Payment, type PollEvidence, statusOf } from "./payment.js";
import { reportOf } from "./report.js";
import { compareFoundAmounts, coversCommissions, hasNewRejections, isRejected, reviewOf } from "./review.js";
import {
  commandAuth,
  enterPhase,
  type PaymentSettings,
  pauseAfter,
  pollAfter,
  pollAgain,
  pollNow,
  recordEvidence,
  requireAction,
  type Step,
  settle,
  withoutApproval,
  withoutBalance,
} from "./step.js";

/** How many inits may be sent without polls showing an effect, before an action is required. */
const maxInits = 3;

/** How far apart two polls must be that show no payout, before the first init: 3 s. */
const minAbsenceMs = 3_000;

/** The step after a poll that showed no payout. `others` are the other payouts that it read. */
export function onNotFound(
  payment: Payment,
  others: readonly OtherPayout[] | undefined,
  settings: PaymentSettings,
): Step {
  const checked = checkOthers(payment, others, settings);
  if ("state" in checked) return checked;
  const state = recordEvidence(checked, "not-found");
  if (isInitRejected(state)) return pollRejectedInit(state);
  if (state.phase === "planned") {
    // Which answer means "there is none" is undocumented, and one answer may be wrong: two polls must agree.
    return state.pollEvidenceMs >= minAbsenceMs ? commandInit(state) : pollAgain(state, settings, minAbsenceMs);
  }
  if (state.pollEvidenceMs < settings.notFoundGraceMs) return pollAgain(state, settings);
  if (state.phase !== "initiating") return requireAction(state, "payout-not-found");
  if (state.inits < maxInits) return commandInit(state);
  // The next call sends init once more.
  return requireAction(enterPhase(state, "planned"), "init-outcome-unknown");
}

function commandInit({ failure: _, ...state }: Payment): Step {
  const command = { type: "init", externalId: externalIdOf(state) } as const;
  return { state: enterPhase({ ...state, inits: state.inits + 1 }, "initiating"), command };
}

/** Whether the last init was rejected, and polls are to show whether it took effect all the same. */
export function isInitRejected({ phase, failure }: Payment): boolean {
  return phase === "initiating" && failure?.outcome === "rejected";
}

/** The pauses of the polls after a rejected init, in milliseconds: at 2, 10 and 30 s. */
const rejectedPausesMs = [2_000, 8_000, 20_000];

/** Polls a few times before a rejected init is reported: a network may have delivered it twice, and the first may be done. */
export function pollRejectedInit(state: Payment): Step {
  const pauseMs = rejectedPausesMs[state.polls];
  if (pauseMs !== undefined) return pollAfter({ ...state, polls: state.polls + 1 }, pauseMs);
  const { pollEvidence } = state;
  // What the polls have shown says whether the init is in doubt.
  return requireAction({ ...enterPhase(state, "planned"), ...(pollEvidence && { pollEvidence }) }, "init-rejected");
}

/**
 * The step of a payment that was settled: its abandoned payouts are polled again in each later call, because one of them may
 * still be authorised.
 */
export function onSettled(payment: Payment, input: PaymentInput, settings: PaymentSettings): Step {
  if (payment.abandoned === undefined) return { state: payment, done: reportOf(payment) };
  const others = input.type === "polled" ? input.payout.others : input.type === "not-found" ? input.others : undefined;
  if (others === undefined) return pollNow(payment);
  const checked = checkOthers(payment, others, settings);
  return "state" in checked ? checked : { state: checked, done: reportOf(checked) };
}

/**
 * The payment with what a poll showed of its other payouts; or the step, if one of them is or may be authorised. Then
 * nothing is sent or approved.
 */
function checkOthers(
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

function foundIn(others: readonly OtherPayout[]): FoundPayout[] {
  return others.flatMap(({ externalId, payoutStatus: status, count, amounts }) =>
    status === undefined ? [] : [{ externalId, status, count, amounts }],
  );
}

/** The step after a poll that showed a payout. `at` is when, in milliseconds since 1970. */
export function onPolled(payment: Payment, payout: PolledPayout, at: number, settings: PaymentSettings): Step {
  const state = adoptLinked(payment, payout);
  // Which other payouts there are, the next poll shows.
  if (state.restart !== payment.restart) return pollNow(state);
  if (state.phase === "planned" && state.inits === 0) {
    const own = { externalId: externalIdOf(state), status: payout.payoutStatus, ...summaryOf(state, payout) };
    const checked = state.abandoned === undefined ? state : checkOthers(state, payout.others, settings);
    if ("state" in checked) return checked;
    return requireAction(checked, "external-id-taken", { foundPayouts: [own, ...foundIn(payout.others ?? [])] });
  }
  const applied = applyPoll(state, payout, at);
  if (applied === undefined) return requireAction(state, "payout-mismatch");
  const read = recordPages(applied, payout, at, settings);
  const step = afterPoll(read, payout, at, settings);
  // Only what a whole poll has shown is concluded from.
  const isConclusion = !("command" in step) || step.command.type !== "poll";
  return payout.isPartial === true && isConclusion ? pollNow(withoutPages(read)) : step;
}

/** All pages are read at least this often, in milliseconds. */
const maxPartialMs = 600_000;

/** Where the next poll may begin, unless all pages are due before it. */
function recordPages(state: Payment, payout: PolledPayout, at: number, settings: PaymentSettings): Payment {
  const { openPage, isPartial = false } = payout;
  const { allPagesAt = at, allPagesMs = 0, ...others } = withoutPages(state);
  const pages = isPartial ? { allPagesAt, allPagesMs: allPagesMs + state.pauseMs } : { allPagesAt: at, allPagesMs: 0 };
  const sinceMs = Math.max(Math.abs(at - pages.allPagesAt), pages.allPagesMs);
  // The next poll and the one after it, whose pauses may be a quarter longer, would be too late.
  const isDue = sinceMs + 2.5 * pauseAfter(state, settings) >= maxPartialMs;
  return { ...others, ...pages, ...(openPage !== undefined && !isDue && { openPage }) };
}

function withoutPages({ openPage: _, ...state }: Payment): Payment {
  return state;
}

function afterPoll(applied: Payment, payout: PolledPayout, at: number, settings: PaymentSettings): Step {
  const isCancelled = describePayoutStatus(payout.payoutStatus).state === "cancelled";
  const listed = isCancelled ? cancelUnlistedItems(applied) : applied;
  const isBookable = payout.isPartial !== true && areAmountsKnown(listed);
  const polled = isBookable ? confirmFinalStatuses(listed, settings) : listed;
  // It is for a person to judge, and such a payment never settles by itself.
  if (hasChangedFinalStatus(polled, settings)) return requireAction(polled, "payout-mismatch");
  const checked = checkOthers(polled, payout.others, settings);
  if ("state" in checked) return checked;
  // A settled payment is not polled any more: a final status that has just changed is first to be shown for the grace period.
  if (isFinalStatusChanging(checked)) return pollAgain(withoutPages(recordEvidence(checked, "moving")), settings);
  if (checked.phase === "planned" || checked.phase === "initiating") {
    return onInitTookEffect(checked, payout, settings);
  }
  if (checked.items.some(({ itemStatus }) => itemStatus === undefined)) {
    return pollUntilGraceEnds(checked, "items-missing", "payout-not-found", settings);
  }
  const progress = progressOf(checked, payout);
  const isAuthorised = checked.phase === "authorised";
  if (progress === "moved") {
    const authorised = adoptAmounts(isAuthorised ? checked : enterPhase(withoutApproval(checked), "authorised"));
    const isUnapproved = authorised.auths === 0 && authorised.hasVendorAmounts === true;
    return isUnapproved ? requireAction(authorised, "payout-mismatch") : trackItems(authorised, payout, at, settings);
  }
  if (progress === "unclear") return onUnclear(checked, at, settings);
  if (checked.phase === "created") return reviewOrAuthorise(checked, payout, at, settings);
  return isNews(checked, payout)
    ? pollNow(enterPhase(withoutApproval(checked), "created"))
    : awaitAuth(checked, payout, settings);
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
function onInitTookEffect(polled: Payment, payout: PolledPayout, settings: PaymentSettings): Step {
  const state = withoutRejection(polled);
  if (state.requestId !== undefined) return pollNow(enterPhase(state, "created"));
  const isRestartable = settings.restart !== false && canRestart(state) && isUnauthorised(state, payout);
  if (!isRestartable) {
    // An answer that shows it otherwise ends the time for which polls have agreed that it is not authorised.
    if (payout.items.length > 0) return requireAction(recordEvidence(state, "moving"), "request-id-unknown");
    return pollUntilGraceEnds(state, "no-items", "request-id-unknown", settings);
  }
  const unlinked = recordEvidence(state, "request-id-missing");
  if (unlinked.pollEvidenceMs < settings.notFoundGraceMs) return pollAgain(unlinked, settings);
  return pollNow(restartPayment(unlinked, payout));
}

/** That init was rejected says nothing any more: it took effect all the same. */
function withoutRejection(state: Payment): Payment {
  const { failure, ...others } = state;
  return failure?.outcome === "rejected" ? others : state;
}

/** Whether nothing of a payout shows that it was authorised or cancelled. */
function isUnauthorised({ items }: Payment, { payoutStatus }: PolledPayout): boolean {
  const isWaiting = items.every(({ itemStatus = "INIT" }) => itemStatus === "INIT" || itemStatus === "INVALID");
  return payoutStatus === "INIT" && isWaiting;
}

/** A status that this version does not know. If no item is in progress any more, it is reported at once. */
function onUnclear(polled: Payment, at: number, settings: PaymentSettings): Step {
  const { state } = settlementOf(polled.items.map((item) => ({ itemStatus: statusOf(item) })));
  const isOver = polled.phase === "authorised" && state !== "open";
  if (!isOver) return pollUntilGraceEnds(polled, "unknown-status", "unknown-status", settings);
  return state === "settled" ? settleUnlessDoubtful(polled, at) : requireAction(polled, "unknown-status");
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
  return commandAuth(waiting, review);
}

/**
 * The step while a payout shows INIT and an earlier auth may still take effect, or the payment once it may be reviewed. The
 * auth may be one of this payment, whose effect was shown and is not any more, that of the store that a linked payout was
 * lost with, or that of the payment whose items the answer to init named.
 */
function awaitEarlierAuth(polled: Payment, settings: PaymentSettings): Step | Payment {
  if (!mayTakeEffect(polled)) return polled;
  const state = recordEvidence(polled, "not-authorised");
  if (state.pollEvidenceMs >= settings.notFoundGraceMs) return state;
  return withoutBalance(pollAgain(withoutApproval(state), settings));
}

function mayTakeEffect({ auths, isLinkedManually, hasForeignItems }: Payment): boolean {
  return auths > 0 || isLinkedManually || hasForeignItems === true;
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

/**
 * Settles the payment, unless another program authorised it and it rejects items that an abandoned payout may have accepted:
 * that they are not paid was not approved.
 */
function settleUnlessDoubtful(payment: Payment, at: number): Step {
  const { abandoned = [], auths, items } = payment;
  const rejected = { items: items.filter(isRejected) };
  const open = abandoned.filter(({ status }) => status !== "CANCELED");
  const isDoubtful = auths === 0 && hasNewRejections({ rejected, abandoned: open });
  return isDoubtful ? requireAction(payment, "payout-mismatch") : settle(payment, at);
}

/** The payout is authorised: its items decide. */
function trackItems(payment: Payment, payout: PolledPayout, at: number, settings: PaymentSettings): Step {
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
