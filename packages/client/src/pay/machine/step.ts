import { defaultMaxPauseMs, pollPauseMs } from "../../payouts/poll-schedule.js";
import { othersOf } from "./abandoned.js";
import { type ActionDetails, type ActionRequired, actionRequired } from "./action.js";
import type { PaymentCommand } from "./command.js";
import { areFinalStatusesConfirmed, isFinalStatusChanging } from "./final-statuses.js";
import {
  type ActionReason,
  externalIdOf,
  type Payment,
  type PaymentPhase,
  type PollEvidence,
  type Review,
} from "./payment.js";
import { type PaymentReport, reportOf } from "./report.js";

/** What comes next: a command, a required action, or the end. Store `state` before you act on any of them. */
export type Step =
  | { state: Payment; command: PaymentCommand }
  | { state: Payment; actionRequired: ActionRequired }
  | { state: Payment; done: PaymentReport };

/** How long a payment waits for iyzico. */
export interface PaymentSettings {
  /**
   * For how long polls must agree that there is no such payout, or that an init or auth has had no effect, before that is
   * taken as a fact, in milliseconds. Until then the outcome of what was sent is unknown. 600,000 by default.
   */
  notFoundGraceMs: number;
  /**
   * The pause after the first poll of a phase, in milliseconds; it grows by half each time, up to `maxPollPauseMs`. 5,000 by
   * default.
   */
  pollEveryMs: number;
  /**
   * The largest pause between polls that grow, in milliseconds. 60,000 by default. A longer one, such as hours for a job that
   * follows a payout for a month, is reached only while iyzico pays and nothing depends on how long polls agree: otherwise
   * the pause stays at a minute, or at `pollEveryMs` if that is longer.
   */
  maxPollPauseMs?: number | undefined;
  /**
   * How long an item may stay without a final status before it is reported, in milliseconds. By default 3 days for an IBAN
   * and 35 days for other recipients: one who is not a member of iyzico may have 30 days to claim the money.
   */
  stuckAfterMs?: number | undefined;
  /**
   * Whether the payment may begin again under another externalId, if the answer to init was lost and iyzico does not show
   * the requestId. `true` by default.
   */
  restart?: boolean | undefined;
}

export const defaultSettings: Readonly<PaymentSettings> = { notFoundGraceMs: 600_000, pollEveryMs: 5_000 };

/** Upper bound for the pause that iyzico asks for: 24 h. */
const maxRequestedPauseMs = 86_400_000;

/** A step whose command is a poll. */
interface PollStep {
  state: Payment;
  command: Extract<PaymentCommand, { type: "poll" }>;
}

/** Polls at once. */
export function pollNow(state: Payment): PollStep {
  return pollAfter(state, 0);
}

/** Polls after a pause that grows with each poll of the phase. */
export function pollAgain(state: Payment, settings: PaymentSettings, requestedPauseMs = 0): PollStep {
  const afterMs = Math.max(Math.min(requestedPauseMs, maxRequestedPauseMs), pauseAfter(state, settings));
  return pollAfter({ ...state, polls: state.polls + 1 }, afterMs);
}

/** The pause after the next poll of the phase, in milliseconds. */
export function pauseAfter(
  state: Payment,
  { pollEveryMs, maxPollPauseMs = defaultMaxPauseMs }: PaymentSettings,
): number {
  const maxMs = isSteady(state) ? maxPollPauseMs : Math.min(maxPollPauseMs, defaultMaxPauseMs);
  return pollPauseMs(state.polls, pollEveryMs, maxMs);
}

/**
 * Whether iyzico pays, and no decision depends on how long polls agree. Otherwise two polls that are hours apart, and happen
 * to agree, would do for what is to rest on many.
 */
function isSteady(state: Payment): boolean {
  return state.pollEvidence === "moving" && areFinalStatusesConfirmed(state) && !isFinalStatusChanging(state);
}

/**
 * How much of a pause between two polls counts as time in which polls agreed, in milliseconds: a job engine may have waited
 * hours, such as for a person.
 */
export function countedMs(pauseMs: number, { pollEveryMs }: PaymentSettings): number {
  return Math.min(pauseMs, Math.max(defaultMaxPauseMs, pollEveryMs));
}

/** All pages are read at least this often, in milliseconds. */
export const maxPartialMs = 600_000;

/** Whether all pages are to be read by the poll after a pause, whichever had an item in progress. */
export function areAllPagesDue({ allPagesMs = 0 }: Payment, pauseMs: number): boolean {
  return allPagesMs + pauseMs >= maxPartialMs;
}

export function withoutPages({ openPage: _, ...state }: Payment): Payment {
  return state;
}

/** Polls after a pause. */
export function pollAfter(state: Payment, afterMs: number): PollStep {
  const { requestId, phase, openPage, pollEvidence } = state;
  const reference = requestId === undefined ? { externalMassPayoutId: externalIdOf(state) } : { requestId };
  // The balance is shown in a review, and decides whether auth may be sent.
  const withBalance = phase === "created";
  const isUnderway = phase === "authorising" || phase === "authorised";
  const isFollowed = isUnderway && (pollEvidence === "moving" || pollEvidence === "not-authorised");
  const isOpen = isFollowed && !areAllPagesDue(state, afterMs);
  const others = othersOf(state);
  return {
    state: { ...state, pauseMs: afterMs },
    command: {
      type: "poll",
      reference,
      withBalance,
      afterMs,
      ...(isOpen && openPage !== undefined && { fromPage: openPage }),
      ...(others !== undefined && { others }),
    },
  };
}

/** The poll without the balance: no review is about to be shown. */
export function withoutBalance({ state, command }: PollStep): PollStep {
  return { state, command: { ...command, withBalance: false } };
}

export function requireAction(state: Payment, reason: ActionReason, details: ActionDetails = {}): Step {
  return { state, actionRequired: actionRequired(state, reason, details) };
}

export function settle(payment: Payment, at: number): Step {
  const { mayHaveLostWrites: _, restoredAt: __, ...known } = payment;
  const { failure: ___, ...state } = enterPhase({ ...known, settledAt: at }, "settled");
  return { state, done: reportOf(state) };
}

/** The payment in another phase, without the poll evidence of the one before. */
export function enterPhase({ pollEvidence: _, ...state }: Payment, phase: PaymentPhase): Payment {
  return { ...state, phase, polls: 0, pauseMs: 0, pollEvidenceMs: 0 };
}

/**
 * Records what a poll showed, and for how long polls have agreed on it. A poll that failed shows nothing and is not
 * recorded.
 */
export function recordEvidence(state: Payment, pollEvidence: PollEvidence): Payment {
  const pollEvidenceMs = state.pollEvidence === pollEvidence ? state.pollEvidenceMs + state.pauseMs : 0;
  return { ...state, pollEvidence, pollEvidenceMs, pauseMs: 0 };
}

/** Polls until polls have agreed on the evidence for the grace period, and then requires an action. */
export function pollUntilGraceEnds(
  polled: Payment,
  evidence: PollEvidence,
  reason: ActionReason,
  settings: PaymentSettings,
  details: ActionDetails = {},
): Step {
  const state = recordEvidence(polled, evidence);
  if (state.pollEvidenceMs < settings.notFoundGraceMs) return pollAgain(state, settings);
  return requireAction(state, reason, details);
}

/** Sends auth, for exactly the review that was approved. */
export function commandAuth(payment: Payment, { requestId, payoutStatus, found }: Review): Step {
  const { openPage: _, failure: __, ...others } = payment;
  const state = enterPhase(
    {
      ...others,
      auths: payment.auths + 1,
      statusBeforeAuth: payoutStatus,
      ...(found !== undefined && { hasVendorAmounts: !found.isConsistent }),
    },
    "authorising",
  );
  return { state, command: { type: "auth", requestId } };
}

export function withoutApproval({ approved: _, ...state }: Payment): Payment {
  return state;
}
