import type { Failure } from "../../errors/failure.js";
import type { ActionReason } from "./action.js";
import type { PaymentInput } from "./input.js";
import { onNotFound, onPolled } from "./on-poll.js";
import type { Payment, PaymentPhase, Review } from "./payment.js";
import { reportOf } from "./report.js";
import {
  defaultSettings,
  enterPhase,
  type PaymentSettings,
  pollAgain,
  pollNow,
  recordEvidence,
  requireAction,
  type Step,
  withoutApproval,
} from "./step.js";

/**
 * Decides the next step of a payment. Pure: no clock, no network, no randomness; the same payment and input give the same
 * step. Time passes by the pauses of its own commands.
 *
 * 1. Init is commanded only after two polls, some seconds apart, that showed no such payout.
 * 2. Auth is commanded only after a poll that showed exactly what was approved.
 * 3. After an auth, whatever was answered, a status from before it says nothing for `notFoundGraceMs`.
 * 4. After an unknown outcome the payout is polled, and nothing is sent again. An init that shows no effect for
 *    `notFoundGraceMs` may be sent again under the same ids, because an init pays no recipient.
 * 5. Auth is sent again only if exactly that was approved, and approving it is offered only after rule 3's time.
 *
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
  if (state.phase === "settled") return { state, done: reportOf(state) };
  switch (input.type) {
    case "resumed":
      return resume(state, input.pausedMs ?? 0);
    case "request-id":
      return linkPayout(state, input.requestId);
    case "not-found":
      return onNotFound(state, settings);
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
      // Auth follows only on a poll that still shows what was approved.
      return pollNow({ ...state, approved: input.review });
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

function expectPhase(state: Payment, phase: PaymentPhase, { type }: PaymentInput): void {
  if (state.phase !== phase) throw new TypeError(`"${type}" cannot follow on a payment that is ${state.phase}.`);
}

/** The result of the last command is unknown: a poll shows it. An approval from before is asked for again. */
function resume(state: Payment, pausedMs: number): Step {
  if (!(pausedMs >= 0 && pausedMs < Number.POSITIVE_INFINITY)) {
    throw new TypeError("pausedMs must be a number of milliseconds, 0 or more.");
  }
  return pollNow({
    ...withoutApproval(state),
    pollEvidenceMs: state.pollEvidenceMs + pausedMs,
    items: state.items.map((item) =>
      item.statusMs === undefined ? item : { ...item, statusMs: item.statusMs + pausedMs },
    ),
  });
}

function onPollFailed(
  state: Payment,
  { failure, isTransient, minPauseMs }: Extract<PaymentInput, { type: "poll-failed" }>,
  settings: PaymentSettings,
): Step {
  if (!isTransient) return requireAction({ ...state, pauseMs: 0 }, "retrieve-failed", { failure });
  // An outage ends by itself. An answer that cannot be understood for the whole grace period requires an action.
  const isUnreadable = failure.code === "incomplete_listing" || failure.code === "unreadable_response";
  if (!isUnreadable) return pollAgain(state, settings, minPauseMs);
  const unreadable = recordEvidence(state, "unreadable");
  return unreadable.pollEvidenceMs < settings.notFoundGraceMs
    ? pollAgain(unreadable, settings, minPauseMs)
    : requireAction(unreadable, "retrieve-failed", { failure });
}

function onInitiated(state: Payment, { requestId, rejected }: Extract<PaymentInput, { type: "initiated" }>): Step {
  const { failure: _, ...others } = state;
  const items = state.items.map((item) => {
    const rejection = rejected.find(({ itemExternalId }) => itemExternalId === item.itemExternalId);
    if (rejection === undefined) return item;
    const { errorCode } = rejection;
    return { ...item, itemStatus: "INVALID", ...(errorCode !== undefined && { errorCode }) };
  });
  const created = enterPhase({ ...others, requestId, isConfirmed: true, items }, "created");
  const isOwn = rejected.every(({ itemExternalId }) => items.some((item) => item.itemExternalId === itemExternalId));
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
    // The rate limit had no slot in time: that passes.
    if (failure.code === "deadline_exceeded") return pollAgain(planned, settings, minPauseMs);
    return requireAction(planned, "not-sent", { failure });
  }
  // A rejection does not prove that nothing took effect: a network may deliver a request twice, and the answer may be the
  // second delivery's. The init stays counted, so that a payout that shows up later is known to be this one.
  const planned = enterPhase(failed, "planned");
  if (failure.code === "rate_limited") return pollAgain(planned, settings, minPauseMs);
  return requireAction(planned, "init-rejected", { failure });
}

function onAuthFailed(state: Payment, { failure, minPauseMs }: Failed, settings: PaymentSettings): Step {
  const failed = { ...state, failure };
  if (failure.outcome === "not-sent") {
    const created = enterPhase(withoutApproval({ ...failed, auths: state.auths - 1 }), "created");
    if (failure.code === "deadline_exceeded") return pollAgain(created, settings, minPauseMs);
    return requireAction(created, "not-sent", { failure });
  }
  // As for init, a rejection is not a proof: the auth may have been delivered twice, and the answer be the second's. It is
  // waited out as a lost answer is.
  return pollAgain(failed, settings, minPauseMs);
}

/** An operator says which payout belongs to the payment. The next poll shows whether it has the payment's items. */
function linkPayout(state: Payment, requestId: string): Step {
  if (!canLinkPayout(state, requestId)) throw new TypeError("The payment already has another requestId.");
  if (state.requestId === requestId) return resume(state, 0);
  // The foreign items were those of the payout that was linked before.
  const { hasForeignItems: _, ...others } = state;
  return pollNow(
    enterPhase({ ...others, requestId, isConfirmed: false, isLinkedManually: state.inits === 0 }, "created"),
  );
}

/** Whether an operator may link this payout: as long as no poll has confirmed another one. */
export function canLinkPayout(state: Payment, requestId: string): boolean {
  const isPolled = state.items.some(({ itemStatus, referenceCode }) => (itemStatus ?? referenceCode) !== undefined);
  return state.requestId === undefined || state.requestId === requestId || (state.phase === "created" && !isPolled);
}

function onDenied(state: Payment, review: Review): Step {
  return requireAction(state, reasonOfDenial(review), { review });
}

function reasonOfDenial({ payoutStatus, earlierAuths, found }: Review): ActionReason {
  if (payoutStatus === "INSUFFICIENT_BALANCE") return "insufficient-balance";
  if (earlierAuths > 0) return "auth-outcome-unknown";
  return found?.isConsistent === false ? "payout-mismatch" : "approval-required";
}
