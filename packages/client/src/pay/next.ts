import { settlementOf } from "../settlement.js";
import { describeItemStatus } from "../status.js";
import type { PaymentCommand } from "./command.js";
import type { Failure } from "./failure.js";
import type { Observation, ObservedPayout } from "./observation.js";
import { observed } from "./observed.js";
import type { Payment, PaymentPhase } from "./payment.js";
import { type PersonNeeded, type PersonReason, personNeeded } from "./person.js";
import { type PaymentReport, reportOf } from "./report.js";
import { isRefused, isSameReview, type Review, reviewOf } from "./review.js";

/** How patient a payment is. */
export interface PaymentSettings {
  /**
   * How long iyzico must keep saying that it has no such payout, or that a payout still is not authorised, before that
   * counts, in milliseconds. Until then the outcome of what was sent is unknown. 600,000 by default.
   */
  absentAfterMs: number;
  /** The pause after the first look of a phase, in milliseconds; it grows by half each time, up to a minute. 5,000 by default. */
  pollEveryMs: number;
}

/** What comes next: something to do, a person, or nothing more. `state` is to be stored before anything is done. */
export type Step =
  | { state: Payment; command: PaymentCommand }
  | { state: Payment; needsAPerson: PersonNeeded }
  | { state: Payment; done: PaymentReport };

export const defaultSettings: PaymentSettings = { absentAfterMs: 600_000, pollEveryMs: 5_000 };

/** How many inits may be sent of which iyzico then shows nothing, before a person must look. */
const mostInits = 3;
const longestPause = 60_000;
const growth = 1.5;

/**
 * Decides what comes next for a payment. Pure: no clock, no network, no randomness; the same payment and observation give
 * the same step. Time passes in it by the pauses that it asked for itself.
 *
 * The rules: init is sent only after a look that showed no such payout; auth only for one payout, after a look that
 * showed exactly what was approved. What was sent with an unknown outcome is looked for and not sent again: an init that
 * iyzico does not show for `absentAfterMs` may be repeated under the same ids, because an init pays nobody; an auth is
 * never repeated unless a person approves just that.
 *
 * @throws {TypeError} when the observation can't follow the payment, such as an answer to a command that was not stored.
 *
 * @example
 * ```ts
 * import { begin, next, readPlan } from "@iyzico-mass-payout/client/payment";
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
 * const step = next(begin(plan), { type: "resumed" }); // { state, command: { type: "look", … } }
 * ```
 */
export function next(state: Payment, observation: Observation, settings: PaymentSettings = defaultSettings): Step {
  if (state.phase === "settled") return { state, done: reportOf(state) };
  switch (observation.type) {
    case "resumed":
      return look({ ...state, lookedForMs: state.lookedForMs + (observation.pausedMs ?? 0) });
    case "request-id":
      return named(state, observation.requestId);
    case "not-found":
      return notFound(pauseOver(state), settings);
    case "looked":
      return looked(pauseOver(state), observation.payout, settings);
    case "look-failed": {
      const { failure, isPassing, leastPauseMs } = observation;
      const failed = { ...pauseOver(state), failure };
      return isPassing ? lookAgain(failed, settings, leastPauseMs) : person(failed, "look-failed");
    }
    case "initiated":
      expectPhase(state, "initiating", observation);
      return initiated(state, observation);
    case "init-failed":
      expectPhase(state, "initiating", observation);
      return writeFailed(state, "planned", { inits: state.inits - 1 }, observation, settings);
    case "approved":
      expectPhase(state, "created", observation);
      // What was approved must still be so: auth follows only on a look that shows the same.
      return look({ ...state, approved: observation.review });
    case "declined":
      expectPhase(state, "created", observation);
      return declined(state, observation.review);
    case "authorised":
      expectPhase(state, "authorising", observation);
      return look(enter(withoutApproval(state), "authorised"));
    case "auth-failed":
      expectPhase(state, "authorising", observation);
      return writeFailed(state, "created", { auths: state.auths - 1 }, observation, settings);
  }
}

function expectPhase(state: Payment, phase: PaymentPhase, { type }: Observation): void {
  if (state.phase !== phase) throw new TypeError(`"${type}" can't follow on a payment that is ${state.phase}.`);
}

/** Init or auth failed: `before` is the phase that it was sent from, and `undone` what is so if nothing was done. */
function writeFailed(
  state: Payment,
  before: PaymentPhase,
  undone: Partial<Payment>,
  { failure, leastPauseMs }: { failure: Failure; leastPauseMs: number },
  settings: PaymentSettings,
): Step {
  const failed = { ...state, failure };
  if (failure.outcome === "unknown") return lookAgain(failed, settings, leastPauseMs);
  const unsent = enter({ ...failed, ...undone }, before);
  if (failure.outcome === "not-sent") return person(unsent, "not-sent");
  // That the limit refuses before anything is done is inferred and not documented: an init still counts as sent, so that
  // a payout that shows up all the same is known to be this one.
  if (failure.code === "rate_limited") {
    return lookAgain({ ...unsent, inits: state.inits }, settings, leastPauseMs);
  }
  // A network may deliver a request twice, and a refusal be the second one's. Both count as sent then.
  const refused = failure.code === "refused" ? enter(failed, before) : unsent;
  const step = withoutApproval(refused);
  return before === "created" && step.auths > 0 ? look(step) : person(step, "refused");
}

function notFound(state: Payment, settings: PaymentSettings): Step {
  if (state.phase === "planned") return init(state);
  if (state.lookedForMs < settings.absentAfterMs) return lookAgain(state, settings);
  if (state.phase !== "initiating") return person(state, "payout-not-shown");
  if (state.inits < mostInits) return init(state);
  // Whoever calls again after that has it sent once more.
  return person(enter(state, "planned"), "init-unknown");
}

function init(state: Payment): Step {
  return { state: enter({ ...state, inits: state.inits + 1 }, "initiating"), command: { type: "init" } };
}

function initiated(state: Payment, { requestId, refused }: Extract<Observation, { type: "initiated" }>): Step {
  const items = state.items.map((item) => {
    const refusal = refused.find(({ itemExternalId }) => itemExternalId === item.itemExternalId);
    if (refusal === undefined) return item;
    const { errorCode } = refusal;
    return { ...item, itemStatus: "INVALID", ...(errorCode !== undefined && { errorCode }) };
  });
  const created = enter({ ...withoutFailure(state), requestId, items }, "created");
  const isOwn = refused.every(({ itemExternalId }) => items.some((item) => item.itemExternalId === itemExternalId));
  return isOwn ? look(created) : person(created, "another-payout");
}

/** A person says which payout it is. That it has this payment's items is seen at the next look. */
function named(state: Payment, requestId: string): Step {
  if (state.requestId === requestId) return look(state);
  if (state.requestId !== undefined) {
    throw new TypeError("The payment has a requestId already, and another one can't be given to it.");
  }
  return look(enter({ ...state, requestId, isAdopted: state.inits === 0 }, "created"));
}

function looked(state: Payment, payout: ObservedPayout, settings: PaymentSettings): Step {
  if (state.phase === "planned" && state.inits === 0) return person(state, "external-id-taken");
  const seen = observed(state, payout);
  if (seen === undefined) return person(state, "another-payout");
  if (seen.phase === "planned" || seen.phase === "initiating") return found(seen, payout, settings);
  const isMissing = seen.items.some(({ itemStatus }) => itemStatus === undefined);
  if (isMissing) {
    return seen.lookedForMs < settings.absentAfterMs ? lookAgain(seen, settings) : person(seen, "payout-not-shown");
  }
  if (seen.phase === "authorised") return watched(seen, payout, settings);
  if (!isUntouched(seen, payout)) return watched(enter(withoutApproval(seen), "authorised"), payout, settings);
  if (seen.phase === "created") return reviewed(seen, payout);
  if (seen.lookedForMs < settings.absentAfterMs) return lookAgain(seen, settings);
  // The auth counts as sent for good: only somebody who approves a second one gets any further.
  return reviewed(enter(withoutApproval(seen), "created"), payout);
}

/** An init whose answer was lost was done. Auth needs iyzico's id, which not every answer shows. */
function found(seen: Payment, payout: ObservedPayout, settings: PaymentSettings): Step {
  if (seen.requestId !== undefined) return look(enter(seen, "created"));
  const isEmpty = payout.items.length === 0 && seen.lookedForMs < settings.absentAfterMs;
  return isEmpty ? lookAgain(seen, settings) : person(seen, "request-id-unknown");
}

/** Whether nothing shows that the payout was authorised or cancelled. */
function isUntouched({ items }: Payment, { payoutStatus }: ObservedPayout): boolean {
  const isWaiting = ["INIT", "INSUFFICIENT_BALANCE"].includes(payoutStatus);
  const isBefore = (status = "INIT") => ["waiting", "refused"].includes(describeItemStatus(status).state);
  return isWaiting && items.every(({ itemStatus }) => isBefore(itemStatus));
}

/** Somebody must approve what auth would do, and it must still be so when auth is sent. */
function reviewed(seen: Payment, { payoutStatus, totalAmount, balance }: ObservedPayout): Step {
  if (balance === undefined) throw new TypeError("The look was to be taken with the balance.");
  // Nobody is left to be paid.
  if (seen.items.every(isRefused)) return settled(seen);
  const { requestId, approved } = seen;
  const review = reviewOf(seen, { payoutStatus, balance, ...(totalAmount !== undefined && { totalAmount }) });
  if (requestId === undefined || approved === undefined || !isSameReview(approved, review)) {
    return { state: withoutApproval(seen), command: { type: "ask", review } };
  }
  const state = enter({ ...seen, auths: seen.auths + 1 }, "authorising");
  return { state, command: { type: "auth", requestId } };
}

function declined(state: Payment, review: Review): Step {
  const { payoutStatus, earlierAuths } = review;
  if (payoutStatus === "INSUFFICIENT_BALANCE") return person(state, "insufficient-balance", review);
  if (earlierAuths === 0) return person(state, "approval-needed", review);
  return person(state, state.failure?.outcome === "rejected" ? "refused" : "auth-unknown", review);
}

/** The payout is on its way: its items decide. */
function watched(seen: Payment, payout: ObservedPayout, settings: PaymentSettings): Step {
  const { payoutStatus } = payout;
  // It waits for balance and for another auth, which somebody must approve with the balance in view.
  if (payoutStatus === "INSUFFICIENT_BALANCE" && isUntouched(seen, payout)) return look(enter(seen, "created"));
  const items = seen.items.map(({ itemStatus = "INIT" }) => ({ itemStatus }));
  const { state, itemsForAPerson } = settlementOf(items, payoutStatus);
  if (state === "settled") return settled(seen);
  if (state === "open") return lookAgain(seen, settings);
  if (itemsForAPerson.length === 0) return person(seen, "insufficient-balance");
  const isUnknown = itemsForAPerson.some(({ itemStatus }) => describeItemStatus(itemStatus).state === "unknown");
  return person(seen, isUnknown ? "unknown-status" : "claim");
}

function settled(seen: Payment): Step {
  const state = enter(withoutFailure(seen), "settled");
  return { state, done: reportOf(state) };
}

function person(state: Payment, reason: PersonReason, review?: Review): Step {
  return { state, needsAPerson: personNeeded(state, reason, review) };
}

/** Looks at once. */
function look(state: Payment): Step {
  return lookAfter(state, 0);
}

/** Looks later, and later each time. */
function lookAgain(state: Payment, { pollEveryMs }: PaymentSettings, leastPauseMs = 0): Step {
  const pauseMs = Math.min(Math.max(longestPause, pollEveryMs), pollEveryMs * growth ** state.looks);
  return lookAfter({ ...state, looks: state.looks + 1 }, Math.max(leastPauseMs, Math.round(pauseMs)));
}

function lookAfter(state: Payment, afterMs: number): Step {
  const { requestId, externalId, phase } = state;
  const reference = requestId === undefined ? { externalMassPayoutId: externalId } : { requestId };
  const withBalance = phase === "created" || phase === "authorising";
  return { state: { ...state, pauseMs: afterMs }, command: { type: "look", reference, withBalance, afterMs } };
}

/** The pause that was asked for has passed. */
function pauseOver(state: Payment): Payment {
  return { ...state, lookedForMs: state.lookedForMs + state.pauseMs, pauseMs: 0 };
}

function enter(state: Payment, phase: PaymentPhase): Payment {
  return { ...state, phase, looks: 0, pauseMs: 0, lookedForMs: 0 };
}

function withoutApproval({ approved: _, ...state }: Payment): Payment {
  return state;
}

function withoutFailure({ failure: _, ...state }: Payment): Payment {
  return state;
}
