import type { Failure } from "../../errors/failure.js";
import type { Observation } from "./input.js";
import { looked, notFound } from "./on-poll.js";
import type { Payment, PaymentPhase } from "./payment.js";
import { reportOf } from "./report.js";
import type { Review } from "./review.js";
import {
  defaultSettings,
  enter,
  look,
  lookAgain,
  type PaymentSettings,
  person,
  type Step,
  showing,
  withoutApproval,
} from "./step.js";

/**
 * Decides what comes next for a payment. Pure: no clock, no network, no randomness; the same payment and observation give
 * the same step. Time passes in it by the pauses that it asked for itself.
 *
 * The rules: init is sent only after a look that showed no such payout; auth only for one payout, after a look that
 * showed exactly what was approved. What was sent with an unknown outcome is looked for and not sent again: an init of
 * which looks keep showing nothing for `absentAfterMs` may be repeated under the same ids, because an init pays nobody;
 * an auth is never repeated unless a person approves just that.
 *
 * @throws {TypeError} when the observation can't follow the payment, such as an answer to a command that was not stored.
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
 * const step = next(paymentOf(plan), { type: "resumed" }); // { state, command: { type: "look", … } }
 * ```
 */
export function next(state: Payment, observation: Observation, settings: PaymentSettings = defaultSettings): Step {
  if (state.phase === "settled") return { state, done: reportOf(state) };
  switch (observation.type) {
    case "resumed":
      return resumed(state, observation.pausedMs ?? 0);
    case "request-id":
      return named(state, observation.requestId);
    case "not-found":
      return notFound(state, observation.isCertain, settings);
    case "looked":
      return looked(state, observation.payout, settings);
    case "look-failed": {
      const { failure, isPassing, leastPauseMs } = observation;
      if (!isPassing) return person({ ...state, pauseMs: 0 }, "look-failed", { failure });
      // An outage passes; an answer that can't be understood, again and again, is for a person.
      const isOdd = failure.code === "incomplete_listing" || failure.code === "unreadable_response";
      if (!isOdd) return lookAgain(state, settings, leastPauseMs);
      const seen = showing(state, "unreadable");
      return seen.sightMs < settings.absentAfterMs
        ? lookAgain(seen, settings, leastPauseMs)
        : person(seen, "look-failed", { failure });
    }
    case "initiated":
      expectPhase(state, "initiating", observation);
      return initiated(state, observation);
    case "init-failed":
      expectPhase(state, "initiating", observation);
      return initFailed(state, observation, settings);
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
      return authFailed(state, observation, settings);
  }
}

function expectPhase(state: Payment, phase: PaymentPhase, { type }: Observation): void {
  if (state.phase !== phase) throw new TypeError(`"${type}" can't follow on a payment that is ${state.phase}.`);
}

/** Nobody knows what became of the last command: only a look tells. Who approved is asked again. */
function resumed(state: Payment, pausedMs: number): Step {
  if (!(pausedMs >= 0 && pausedMs < Number.POSITIVE_INFINITY)) throw new TypeError("pausedMs is not a number from 0.");
  return look({ ...withoutApproval(state), sightMs: state.sightMs + pausedMs });
}

function initiated(state: Payment, { requestId, refused }: Extract<Observation, { type: "initiated" }>): Step {
  const { failure: _, ...others } = state;
  const items = state.items.map((item) => {
    const refusal = refused.find(({ itemExternalId }) => itemExternalId === item.itemExternalId);
    if (refusal === undefined) return item;
    const { errorCode } = refusal;
    return { ...item, itemStatus: "INVALID", ...(errorCode !== undefined && { errorCode }) };
  });
  const created = enter({ ...others, requestId, items }, "created");
  const isOwn = refused.every(({ itemExternalId }) => items.some((item) => item.itemExternalId === itemExternalId));
  // Nothing goes on with it by itself, now or later.
  return isOwn ? look(created) : person({ ...created, isAdopted: true }, "another-payout");
}

interface Failed {
  failure: Failure;
  leastPauseMs: number;
}

function initFailed(state: Payment, { failure, leastPauseMs }: Failed, settings: PaymentSettings): Step {
  const failed = { ...state, failure };
  if (failure.outcome === "unknown") return lookAgain(failed, settings, leastPauseMs);
  if (failure.outcome === "not-sent") {
    return person(enter({ ...failed, inits: state.inits - 1 }, "planned"), "not-sent", { failure });
  }
  // A refusal is no proof that nothing was done: a network may deliver a request twice, and it be the second one's. It
  // counts as sent, so that a payout that shows up all the same is known to be this one.
  const planned = enter(failed, "planned");
  if (failure.code === "rate_limited") return lookAgain(planned, settings, leastPauseMs);
  return person(planned, "refused", { failure });
}

function authFailed(state: Payment, { failure, leastPauseMs }: Failed, settings: PaymentSettings): Step {
  const failed = { ...state, failure };
  if (failure.outcome === "not-sent") {
    const created = enter(withoutApproval({ ...failed, auths: state.auths - 1 }), "created");
    return person(created, "not-sent", { failure });
  }
  // That the limit refuses before anything is done is inferred and not documented.
  const isUnknown = failure.outcome === "unknown" || failure.code === "rate_limited";
  if (isUnknown) return lookAgain(failed, settings, leastPauseMs);
  // No proof either, as for init: the look tells, or a person must.
  return look(enter(withoutApproval(failed), "created"));
}

/** A person says which payout it is. That it has this payment's items is seen at the next look. */
function named(state: Payment, requestId: string): Step {
  if (!mayBeNamed(state, requestId)) throw new TypeError("The payment has another requestId already.");
  if (state.requestId === requestId) return resumed(state, 0);
  return look(enter({ ...state, requestId, isAdopted: state.inits === 0 }, "created"));
}

/** Whether a person may say that this is the payout: as long as no look has confirmed another one. */
export function mayBeNamed(state: Payment, requestId: string): boolean {
  const isSeen = state.items.some(({ itemStatus, referenceCode }) => (itemStatus ?? referenceCode) !== undefined);
  return state.requestId === undefined || state.requestId === requestId || (state.phase === "created" && !isSeen);
}

function declined(state: Payment, review: Review): Step {
  const { payoutStatus, earlierAuths } = review;
  const isShort = payoutStatus === "INSUFFICIENT_BALANCE";
  const reason = isShort ? "insufficient-balance" : earlierAuths > 0 ? "auth-unknown" : "approval-needed";
  return person(state, reason, { review });
}
