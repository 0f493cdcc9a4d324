import { settlementOf } from "../../payouts/settlement.js";
import { describeItemStatus, describePayoutStatus, isOneOf } from "../../payouts/status.js";
import { adoptLinked, summaryOf } from "./abandoned.js";
import { applyPoll } from "./apply-poll.js";
import { checkOthers, foundIn } from "./check-others.js";
import { confirmFinalStatuses, hasChangedFinalStatus, isFinalStatusChanging } from "./final-statuses.js";
import type { PaymentInput, PolledPayout } from "./input.js";
import { awaitAuth, isNews, settleUnlessDoubtful, trackItems } from "./on-authorised.js";
import { reviewOrAuthorise } from "./on-created.js";
import { onInitTookEffect } from "./on-init.js";
import { externalIdOf, type Payment, statusOf } from "./payment.js";
import { reportOf } from "./report.js";
import { adoptAmounts } from "./review.js";
import {
  enterPhase,
  maxPartialMs,
  type PaymentSettings,
  pauseAfter,
  pollAgain,
  pollNow,
  pollUntilGraceEnds,
  recordEvidence,
  requireAction,
  type Step,
  withoutApproval,
  withoutPages,
} from "./step.js";
import { changedSuperseded } from "./superseding.js";

/** The step after a poll that showed a payout. `at` is when, in milliseconds since 1970. */
export function onPolled(payment: Payment, payout: PolledPayout, at: number, settings: PaymentSettings): Step {
  const state = adoptLinked(payment, payout);
  // Which other payouts there are, the next poll shows.
  if (state.restart !== payment.restart) return pollNow(state);
  const applied = applyPoll(state, payout, at);
  if (state.phase === "planned" && state.inits === 0) {
    const others = foundIn(payout.others ?? []);
    // The store may have lost the init of this payout: as if its answer had been lost.
    const isOwn = state.mayHaveLostWrites === true && applied?.requestId !== undefined && others.length === 0;
    if (isOwn) return pollNow(enterPhase({ ...applied, inits: 1 }, "created"));
    const own = { externalId: externalIdOf(state), status: payout.payoutStatus, ...summaryOf(state, payout) };
    const checked = state.abandoned === undefined ? state : checkOthers(state, payout.others, settings);
    if ("state" in checked) return checked;
    return requireAction(checked, "external-id-taken", { foundPayouts: [own, ...others] });
  }
  if (applied === undefined) return requireAction(state, "payout-mismatch");
  const read = recordPages(applied, payout, at, settings);
  const step = afterPoll(read, payout, at, settings);
  // Only what a whole poll has shown is concluded from.
  const isConclusion = !("command" in step) || step.command.type !== "poll";
  return payout.isPartial === true && isConclusion ? pollNow(withoutPages(read)) : step;
}

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

/** A status that this version does not know. If no item is in progress any more, it is reported at once. */
function onUnclear(polled: Payment, at: number, settings: PaymentSettings): Step {
  const { state } = settlementOf(polled.items.map((item) => ({ itemStatus: statusOf(item) })));
  const isOver = polled.phase === "authorised" && state !== "open";
  if (!isOver) return pollUntilGraceEnds(polled, "unknown-status", "unknown-status", settings);
  return state === "settled" ? settleUnlessDoubtful(polled, at) : requireAction(polled, "unknown-status");
}

/**
 * The step of a payment that was settled. It is polled again in each later call if it has abandoned payouts, because one of
 * them may still be authorised, or items that another payment pays again: if iyzico shows that one was paid after all, its
 * recipient may be paid twice.
 */
export function onSettled(payment: Payment, input: PaymentInput, settings: PaymentSettings): Step {
  const isSuperseded = payment.items.some(({ supersededBy }) => supersededBy !== undefined);
  if (payment.abandoned === undefined && !isSuperseded) return { state: payment, done: reportOf(payment) };
  if (input.type !== "polled" && input.type !== "not-found") return pollNow(payment);
  const { others } = input.type === "polled" ? input.payout : input;
  const checked = checkOthers(payment, others, settings);
  if ("state" in checked) return checked;
  // That iyzico does not show the payout any more changes no status.
  const changedItems = input.type === "polled" ? changedSuperseded(checked, input.payout) : [];
  if (changedItems.length === 0) return { state: checked, done: reportOf(checked) };
  return pollUntilGraceEnds(checked, "superseded-changed", "payout-mismatch", settings, { changedItems });
}
