import type { Failure } from "../../errors/failure.js";
import type { Amount } from "../../money/amount.js";
import type { Review, Sums } from "./payment.js";

/** One item of a payout, as a poll showed it. */
export interface PolledItem {
  itemExternalId?: string | undefined;
  referenceCode?: string | undefined;
  itemStatus: string;
  totalAmount?: Amount | undefined;
  commissionAmount?: Amount | undefined;
  /** The payout's requestId, if the answer has it. */
  massPayoutRequestId?: string | undefined;
  /** Whether it goes to another recipient than the plan's item of this id, or is in another currency. */
  isOtherRecipient?: boolean | undefined;
}

/** Another payout that a poll read: one that may pay the same recipients. */
export interface OtherPayout {
  externalId: string;
  /** Missing if iyzico shows no such payout. */
  payoutStatus?: string | undefined;
  /** The number of its items, and iyzico's sums of them, one for each currency. */
  count: number;
  amounts: Sums;
  /** The ids of its items that are neither waiting, rejected nor cancelled: iyzico pays them, or may have paid them. */
  moved: readonly string[];
  /** The ids of its items that iyzico rejected. */
  rejected: readonly string[];
}

/**
 * A payout, as a poll showed it: every row of it, those that iyzico rejected included, or some of its pages if `isPartial`.
 * One item may have several rows, one for each attempt to pay it.
 */
export interface PolledPayout {
  externalId?: string | undefined;
  merchantId?: number | undefined;
  payoutStatus: string;
  totalAmount?: Amount | undefined;
  items: readonly PolledItem[];
  /** Set if the command asked for it. */
  balance?: Amount | undefined;
  /** The first page that was read, counted from 0, with an item in progress; missing if there is none. */
  openPage?: number | undefined;
  /** Whether pages are missing: the reading ended at `openPage`. */
  isPartial?: boolean | undefined;
  /** Whether rows may be missing, because pages overlapped. */
  isIncomplete?: boolean | undefined;
  /** The other payouts that the command asked for, without the payment's own. */
  others?: readonly OtherPayout[] | undefined;
}

/**
 * The result of a command, or a fact from an operator.
 *
 * - `resumed`: the payment was loaded from its store, and the result of the last command is unknown. `pausedMs` is for how
 *   long it has been stored at least, for job engines that end a job in a pause. A minute of it counts as time in which polls
 *   agree, or `pollEveryMs` if that is longer. `isTakenOver` says that another process had not released the payment's lock;
 *   `isRestored` that the store may have lost what was stored last, as after a fail-over to a replica or a restore: an init or
 *   an auth may have been sent that it does not know of.
 * - `polled`, `not-found`, `poll-failed`: of `poll`. `attempts` is how many requests failed; `minPauseMs` how long iyzico
 *   asks to wait.
 * - `superseded`: of `supersede`; if the other payment could not be polled, `poll-failed`.
 * - `initiated`, `init-failed`: of `init`. `authorised`, `auth-failed`: of `auth`.
 * - `approved`, `denied`: of `request-approval`, with the review that was decided on. `digest` is the review's; `by` and
 *   `note` are kept as they are given. `elapsedMs` says how long ago the poll of the review was, if that is known for sure:
 *   after 10 seconds the payout is polled again before auth.
 * - `request-id`: an operator found out which payout at iyzico belongs to the payment.
 *
 * `at` is when it happened, in milliseconds since 1970. It dates what the payment remembers, and decides only when items
 * that do not move on are reported; how long polls agree is counted by their pauses, so a clock that jumps does no harm.
 */
export type PaymentInput = { at: number } & (
  | {
      type: "resumed";
      pausedMs?: number | undefined;
      isTakenOver?: boolean | undefined;
      isRestored?: boolean | undefined;
    }
  | { type: "polled"; payout: PolledPayout }
  | { type: "not-found"; others?: readonly OtherPayout[] | undefined }
  | { type: "poll-failed"; failure: Failure; attempts: number; minPauseMs: number }
  | { type: "superseded" }
  | {
      type: "initiated";
      requestId: string;
      rejected: readonly { itemExternalId: string; errorCode?: string | undefined }[];
    }
  | { type: "init-failed"; failure: Failure; minPauseMs: number }
  | { type: "authorised" }
  | { type: "auth-failed"; failure: Failure; minPauseMs: number }
  | {
      type: "approved";
      review: Review;
      digest: string;
      by: string;
      note?: string | undefined;
      elapsedMs?: number | undefined;
    }
  | { type: "denied"; review: Review }
  | { type: "request-id"; requestId: string }
);
