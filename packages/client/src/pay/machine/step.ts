import type { Failure } from "../../errors/failure.js";
import { type PersonNeeded, type PersonReason, personNeeded } from "./action.js";
import type { PaymentCommand } from "./command.js";
import type { Payment, PaymentPhase, Sight } from "./payment.js";
import { type PaymentReport, reportOf } from "./report.js";
import type { Review } from "./review.js";

/** What comes next: something to do, a person, or nothing more. `state` is to be stored before anything is done. */
export type Step =
  | { state: Payment; command: PaymentCommand }
  | { state: Payment; needsAPerson: PersonNeeded }
  | { state: Payment; done: PaymentReport };

const longestPause = 60_000;
const growth = 1.5;

/** More than anybody asks to be left alone for. */
const longestLeastPause = 86_400_000;

/** Looks at once. */
export function look(state: Payment): Step {
  return lookAfter(state, 0);
}

/** Looks later, and later each time. */
export function lookAgain(state: Payment, { pollEveryMs }: PaymentSettings, leastPauseMs = 0): Step {
  const pauseMs = Math.min(Math.max(longestPause, pollEveryMs), Math.round(pollEveryMs * growth ** state.looks));
  const afterMs = Math.max(Math.min(leastPauseMs, longestLeastPause), pauseMs);
  return lookAfter({ ...state, looks: state.looks + 1 }, afterMs);
}

function lookAfter(state: Payment, afterMs: number): Step {
  const { requestId, externalId, phase } = state;
  const reference = requestId === undefined ? { externalMassPayoutId: externalId } : { requestId };
  const withBalance = phase === "created" || phase === "authorising";
  return { state: { ...state, pauseMs: afterMs }, command: { type: "look", reference, withBalance, afterMs } };
}

export function person(state: Payment, reason: PersonReason, more: { review?: Review; failure?: Failure } = {}): Step {
  return { state, needsAPerson: personNeeded(state, reason, more) };
}

export function settled(seen: Payment): Step {
  const { failure: _, ...state } = enter(seen, "settled");
  return { state, done: reportOf(state) };
}

/** The payment in another phase, in which nothing has been seen yet. */
export function enter({ sight: _, ...state }: Payment, phase: PaymentPhase): Payment {
  return { ...state, phase, looks: 0, pauseMs: 0, sightMs: 0 };
}

/** Notes what a look showed, and for how long looks have kept showing it. What failed has shown nothing, and counts for nothing. */
export function showing(state: Payment, sight: Sight): Payment {
  const sightMs = state.sight === sight ? state.sightMs + state.pauseMs : 0;
  return { ...state, sight, sightMs, pauseMs: 0 };
}

export function withoutApproval({ approved: _, ...state }: Payment): Payment {
  return state;
}

/** How patient a payment is. */
export interface PaymentSettings {
  /**
   * For how long looks must keep showing that there is no such payout, or that nothing has happened to it, before that
   * counts, in milliseconds. Until then the outcome of what was sent is unknown. 600,000 by default.
   */
  absentAfterMs: number;
  /** The pause after the first look of a phase, in milliseconds; it grows by half each time, up to a minute. 5,000 by default. */
  pollEveryMs: number;
}

export const defaultSettings: Readonly<PaymentSettings> = { absentAfterMs: 600_000, pollEveryMs: 5_000 };
