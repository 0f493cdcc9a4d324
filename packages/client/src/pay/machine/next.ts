import { errorCodes } from "../../errors/codes.js";
import type { Failure } from "../../errors/failure.js";
import { checkNames, type OptionNames } from "../../validation/check-names.js";
import { withoutPolled } from "./abandoned.js";
import { isSameReview } from "./digest.js";
import { recordHistory } from "./history.js";
import type { PaymentInput } from "./input.js";
import { isInitRejected, onNotFound, pollRejectedInit } from "./on-init.js";
import { onPolled, onSettled } from "./on-poll.js";
import { type ActionReason, isNewPayment, type Payment, type PaymentPhase, type Review } from "./payment.js";
import { requiresDigest, reviewOf } from "./review.js";
import {
  areAllPagesDue,
  countedMs,
  defaultSettings,
  enterPhase,
  type PaymentSettings,
  pollAfter,
  pollAgain,
  pollNow,
  recordEvidence,
  requireAction,
  type Step,
  withoutApproval,
  withoutPages,
} from "./step.js";
import {
  authoriseUnpaid,
  awaitsSuperseding,
  commandSupersede,
  mustSupersede,
  type SupersedingPayment,
} from "./superseding.js";

const settingNames: OptionNames<PaymentSettings> = {
  notFoundGraceMs: true,
  pollEveryMs: true,
  maxPollPauseMs: true,
  stuckAfterMs: true,
  restart: true,
};

/**
 * Decides the next step of a payment. Pure: no clock, no network, no randomness; the same payment and input give the same
 * step. Time passes by the pauses of its own commands.
 *
 * 1. Init is commanded only after two polls, some seconds apart, that showed no such payout.
 * 2. Auth is commanded only after a poll that showed exactly what was approved, and no abandoned payout as authorised.
 * 3. After an auth, whatever was answered, a status from before it says nothing for `notFoundGraceMs`.
 * 4. After an unknown outcome the payout is polled, and nothing is sent again. An init that shows no effect for
 *    `notFoundGraceMs` may be sent again under the same ids, because an init pays no recipient.
 * 5. A payout whose requestId was lost is abandoned, and init begins again under another externalId, after polls have shown
 *    for `notFoundGraceMs` that it is not authorised. Every later poll reads the abandoned payouts too.
 * 6. Auth is sent again only if exactly that was approved, and approving it is offered only after rule 3's time.
 *
 * 7. A payment that pays items of another one again has them recorded there first, in each call until its auth: nothing else
 *    is commanded before. Before each auth the other payment is polled once more: between the two, only the payment's own
 *    payout is polled.
 *
 * @throws {MassPayoutError} with code `invalid_configuration` if `settings` has a name that is not known.
 * @throws {TypeError} if the input cannot follow on the payment, such as the result of a command that was not stored.
 *
 * @example
 * ```ts
 * import { next, paymentOf, readPlan } from "@iyzico-mass-payout/client/payment";
 *
 * const plan = await readPlan({
 *   key: "salaries-2026-11",
 *   items: [
 *     {
 *       recipientType: "PHONE",
 *       recipientInfo: "+905555555555",
 *       amount: { value: "100.50", currency: "TRY" },
 *       description: "November",
 *     },
 *   ],
 * });
 * const at = Date.now();
 * const step = next(paymentOf(plan, undefined, at), { type: "resumed", at }); // { state, command: { type: "poll", … } }
 * ```
 */
export function next(state: Payment, input: PaymentInput, settings: PaymentSettings = defaultSettings): Step {
  checkNames("settings", settings, settingNames);
  return recordHistory(state, input, decide(state, input, settings));
}

function decide(state: Payment, input: PaymentInput, settings: PaymentSettings): Step {
  if (state.phase === "settled" && input.type !== "poll-failed")
    return onSettled(withPausedMs(state, input), input, settings);
  const isBegun = input.type !== "resumed" && input.type !== "request-id";
  if (isBegun && awaitsSuperseding(state)) return onSuperseding(state, input, settings);
  return datedSupersession(decideOwn(withPausedMs(state, input), input, settings));
}

/** The payment for the result of a poll: what it was paused before the call counts as part of the pause before the poll. */
function withPausedMs(state: Payment, { type }: PaymentInput): Payment {
  const { pausedMs = 0, ...others } = state;
  const isPoll = type === "polled" || type === "not-found" || type === "poll-failed";
  return isPoll ? { ...others, pauseMs: state.pauseMs + pausedMs } : state;
}

/** What was shown of superseded items holds for the next poll only. */
function datedSupersession(step: Step): Step {
  const { state } = step;
  const isCommanded = "command" in step && step.command.type === "supersede";
  return state.supersession === undefined || isCommanded
    ? step
    : { ...step, state: { ...state, supersession: "recorded" } };
}

function decideOwn(state: Payment, input: PaymentInput, settings: PaymentSettings): Step {
  switch (input.type) {
    case "resumed":
      return supersedeFirst(resume(input.isRestored === true ? restore(state, input.at) : state, input, settings));
    case "request-id":
      return supersedeFirst(linkPayout(state, input.requestId, settings));
    case "superseded":
      throw new TypeError('"superseded" cannot follow on a payment that supersedes nothing, or has done so.');
    case "not-found":
      return onNotFound(state, input.others, settings);
    case "polled":
      return onPolled(state, input.payout, input.at, settings);
    case "poll-failed":
      return onPollFailed(state, input, settings);
    case "initiated":
      expectPhase(state, "initiating", input);
      return onInitiated(state, input);
    case "init-failed":
      expectPhase(state, "initiating", input);
      return onInitFailed(state, input, settings);
    case "approved":
      expectPhase(state, "created", input);
      return onApproved(state, input);
    case "denied":
      expectPhase(state, "created", input);
      return onDenied(state, input.review);
    case "authorised":
      expectPhase(state, "authorising", input);
      return pollNow(enterPhase(withoutApproval(state), "authorised"));
    case "auth-failed":
      expectPhase(state, "authorising", input);
      return onAuthFailed(state, input, settings);
  }
}

/** In each call the other payment is polled again, and recorded in if that is not done yet. */
function supersedeFirst(step: Step): Step {
  return mustSupersede(step.state) ? commandSupersede(step.state, 0) : step;
}

function onSuperseding(state: SupersedingPayment, input: PaymentInput, settings: PaymentSettings): Step {
  if (input.type === "superseded") return pollNow({ ...state, supersession: "shown" });
  if (input.type !== "poll-failed") {
    throw new TypeError(`"${input.type}" cannot follow on a payment whose superseded items are not recorded.`);
  }
  const { failure } = input;
  // The state stays as it is: what has failed and how often polls were made belongs to the payment's own payout.
  return isOutage(failure)
    ? commandSupersede(state, Math.max(failedPauseMs(input), settings.pollEveryMs))
    : requireAction(state, "retrieve-failed", { failure });
}

function expectPhase(state: Payment, phase: PaymentPhase, { type }: PaymentInput): void {
  if (state.phase !== phase) throw new TypeError(`"${type}" cannot follow on a payment that is ${state.phase}.`);
}

/** The result of the last command is unknown: a poll shows it. An approval from before is asked for again. */
function resume(state: Payment, { pausedMs = 0 }: { pausedMs?: number | undefined }, settings: PaymentSettings): Step {
  if (!(pausedMs >= 0 && pausedMs < Number.POSITIVE_INFINITY)) {
    throw new TypeError("pausedMs must be a number of milliseconds, 0 or more.");
  }
  const stored = areAllPagesDue(state, pausedMs) ? withoutPages(state) : state;
  const { unsentAuths: _, pollEvidence, pausedMs: beforeMs = 0, ...resumed } = withoutApproval(stored);
  const allPausedMs = countedMs(beforeMs + pausedMs, settings);
  // Nothing was sent yet: another call polls the whole chain again. A job that ends in each pause goes on.
  const isNew = isNewPayment(state) && pausedMs === 0;
  return pollNow({
    ...resumed,
    ...(!isNew && pollEvidence !== undefined && { pollEvidence }),
    ...(allPausedMs > 0 && { pausedMs: allPausedMs }),
  });
}

/**
 * The payment of a store that may have lost what was stored last. What polls had agreed on before says nothing of what was
 * sent after it.
 */
function restore({ pollEvidence: _, pausedMs: __, ...state }: Payment, restoredAt: number): Payment {
  return { ...state, mayHaveLostWrites: true, restoredAt, pollEvidenceMs: 0 };
}

/** iyzico asks merchants to contact it on more than 5 equal errors in a minute: at most 4 requests a minute fail alike. */
const minFailedPauseMs = 15_000;

/** Refused credentials are reported after three reads, this far apart: 5 s. */
const refusedPauseMs = 5_000;
const maxRefusedReads = 3;

type PollFailed = Extract<PaymentInput, { type: "poll-failed" }>;

/** The pause after a failed poll, in milliseconds. */
function failedPauseMs({ failure, attempts, minPauseMs }: PollFailed): number {
  const isAnswered = failure.errorCode !== undefined || !isOutage(failure);
  return isAnswered ? Math.max(minPauseMs, minFailedPauseMs * attempts) : minPauseMs;
}

function onPollFailed(state: Payment, input: PollFailed, settings: PaymentSettings): Step {
  const { failure } = input;
  // The client itself cannot ask. A code of a newer version is polled through.
  const isPolledThrough = errorCodes[failure.code]?.isPolledThrough ?? true;
  if (!isPolledThrough) return requireAction({ ...state, pauseMs: 0 }, "retrieve-failed", { failure });
  if (isInitRejected(state)) return pollRejectedInit(recordEvidence(state, "unreadable"));
  const isRefused = failure.code === "authentication_failed" || failure.code === "product_not_enabled";
  if (isRefused && state.phase === "planned" && state.inits === 0 && state.abandoned === undefined) {
    const refused = recordEvidence(state, "refused");
    return refused.pollEvidenceMs < (maxRefusedReads - 1) * refusedPauseMs
      ? pollAfter(refused, refusedPauseMs)
      : requireAction({ ...refused, pollEvidenceMs: 0 }, "retrieve-failed", { failure });
  }
  const pauseMs = failedPauseMs(input);
  // An outage ends by itself. Any other answer that stays for the whole grace period requires an action.
  if (isOutage(failure)) return pollAgain(state, settings, pauseMs);
  const unreadable = recordEvidence(state, "unreadable");
  return unreadable.pollEvidenceMs < settings.notFoundGraceMs
    ? pollAgain(unreadable, settings, pauseMs)
    : requireAction(unreadable, "retrieve-failed", { failure });
}

/** Whether a failure passes without an action: of the network, of iyzico's service, or of its request limit. */
function isOutage({ code }: Failure): boolean {
  return code === "deadline_exceeded" || errorCodes[code]?.isRetried === true;
}

function onInitiated(state: Payment, { requestId, rejected }: Extract<PaymentInput, { type: "initiated" }>): Step {
  const { failure: _, ...others } = state;
  const errorCodeOf = new Map(rejected.map(({ itemExternalId, errorCode }) => [itemExternalId, errorCode]));
  const items = state.items.map((item) => {
    if (!errorCodeOf.has(item.itemExternalId)) return item;
    const errorCode = errorCodeOf.get(item.itemExternalId);
    return { ...item, itemStatus: "INVALID", ...(errorCode !== undefined && { errorCode }) };
  });
  const created = enterPhase({ ...others, requestId, isConfirmed: true, items }, "created");
  const ids = new Set(items.map(({ itemExternalId }) => itemExternalId));
  const isOwn = rejected.every(({ itemExternalId }) => ids.has(itemExternalId));
  return isOwn ? pollNow(created) : requireAction({ ...created, hasForeignItems: true }, "payout-mismatch");
}

interface Failed {
  failure: Failure;
  minPauseMs: number;
}

function onInitFailed(state: Payment, { failure, minPauseMs }: Failed, settings: PaymentSettings): Step {
  const failed = { ...state, failure };
  if (failure.outcome === "unknown") return pollAgain(failed, settings, minPauseMs);
  if (failure.outcome === "not-sent") {
    const planned = enterPhase({ ...failed, inits: state.inits - 1 }, "planned");
    // There was no connection, or no slot of the rate limit in time: that passes.
    return isOutage(failure)
      ? pollAgain(planned, settings, minPauseMs)
      : requireAction(planned, "not-sent", { failure });
  }
  // A rejection does not prove that nothing took effect: a network may deliver a request twice, and the answer may be the
  // second delivery's. The init stays counted, so that a payout that shows up later is known to be this one.
  if (failure.code === "rate_limited") return pollAgain(enterPhase(failed, "planned"), settings, minPauseMs);
  return pollRejectedInit(failed);
}

/** How many auths that could not be sent one call tries again. */
const maxUnsentAuths = 3;

function onAuthFailed(state: Payment, { failure, minPauseMs }: Failed, settings: PaymentSettings): Step {
  const failed = { ...state, failure };
  if (failure.outcome === "not-sent") {
    const unsentAuths = (state.unsentAuths ?? 0) + (failure.code === "deadline_exceeded" ? 0 : 1);
    // The approval stays valid: auth is sent once a poll has shown exactly what was approved.
    const created = enterPhase({ ...failed, auths: state.auths - 1, unsentAuths }, "created");
    return isOutage(failure) && unsentAuths < maxUnsentAuths
      ? pollAgain(created, settings, minPauseMs)
      : requireAction(withoutApproval(created), "not-sent", { failure });
  }
  // As for init, a rejection is not a proof: the auth may have been delivered twice, and the answer be the second's. It is
  // waited out as a lost answer is.
  return pollAgain(failed, settings, minPauseMs);
}

/** How old the poll of a review may be when auth is sent without another poll: 10 s. */
const maxApprovalMs = 10_000;

/** Auth follows only on a poll that shows what was approved: the review's if it has just been made, or another. */
function onApproved(state: Payment, input: Extract<PaymentInput, { type: "approved" }>): Step {
  const { review, elapsedMs = Number.POSITIVE_INFINITY } = input;
  const { payoutStatus, totalAmount, balance } = review;
  const approved = { ...state, approved: review };
  const isFresh = elapsedMs <= maxApprovalMs && state.requestId !== undefined && !requiresDigest(review);
  return isFresh && isSameReview(review, reviewOf(state, { payoutStatus, totalAmount, balance }))
    ? authoriseUnpaid(approved, review)
    : pollNow(approved);
}

/** An operator says which payout belongs to the payment. The next poll shows whether it has the payment's items. */
function linkPayout(state: Payment, requestId: string, settings: PaymentSettings): Step {
  if (!canLinkPayout(state, requestId)) throw new TypeError("The payment already has another requestId.");
  if (state.requestId === requestId) return resume(state, {}, settings);
  // The foreign items were those of the payout that was linked before.
  const { hasForeignItems: _, ...others } = state;
  // After a restart it may be any payout of the chain: only a digest approves its auth.
  const isLinkedManually = state.inits === 0 || state.abandoned !== undefined || state.mayHaveLostWrites === true;
  const items = isLinkedManually ? withoutPolled(state.items) : state.items;
  return pollNow(enterPhase({ ...others, requestId, isConfirmed: false, isLinkedManually, items }, "created"));
}

/**
 * Whether an operator may link this payout with the input `request-id`: as long as no poll has confirmed another one; or, if
 * there may be others because the payment has begun again or its store has lost writes, as long as no auth was sent.
 *
 * @example
 * ```ts
 * import { canLinkPayout, next, type Payment } from "@iyzico-mass-payout/client/payment";
 *
 * export function link(state: Payment, requestId: string, at: number) {
 *   if (!canLinkPayout(state, requestId)) throw new Error("The payment already has another requestId.");
 *   return next(state, { type: "request-id", requestId, at });
 * }
 * ```
 */
export function canLinkPayout(state: Payment, requestId: string): boolean {
  const { phase, abandoned, mayHaveLostWrites, auths, items } = state;
  if (state.requestId === undefined || state.requestId === requestId) return true;
  const isPolled = items.some(({ itemStatus, referenceCode }) => (itemStatus ?? referenceCode) !== undefined);
  const mayHaveOthers = abandoned !== undefined || mayHaveLostWrites === true;
  return phase === "created" && (!isPolled || (mayHaveOthers && auths === 0));
}

function onDenied(state: Payment, review: Review): Step {
  return requireAction(state, reasonOfDenial(review), { review });
}

function reasonOfDenial({ payoutStatus, earlierAuths, mayHaveLostWrites, found }: Review): ActionReason {
  if (payoutStatus === "INSUFFICIENT_BALANCE") return "insufficient-balance";
  if (earlierAuths > 0 || mayHaveLostWrites === true) return "auth-outcome-unknown";
  return found?.isConsistent === false ? "payout-mismatch" : "approval-required";
}
