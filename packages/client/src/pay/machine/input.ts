import type { Failure } from "../../errors/failure.js";
import type { Amount } from "../../money/amount.js";
import type { Review } from "./review.js";

/** What iyzico showed of one item. */
export interface ObservedItem {
  itemExternalId?: string | undefined;
  referenceCode?: string | undefined;
  itemStatus: string;
  totalAmount?: Amount | undefined;
  commissionAmount?: Amount | undefined;
  /** The payout's id, where the answer has it. */
  massPayoutRequestId?: string | undefined;
  /** Whether it goes to somebody else than the plan's item of this id, or in another currency. */
  isAnotherPayee?: boolean | undefined;
}

/** What iyzico showed of a payout: every item, those that it refused included. */
export interface ObservedPayout {
  externalId?: string | undefined;
  payoutStatus: string;
  totalAmount?: Amount | undefined;
  items: readonly ObservedItem[];
  /** There when the command asked for it. */
  balance?: Amount | undefined;
}

/**
 * What came of a command, or of a person.
 *
 * - `resumed`: the payment was loaded from its store; what the last command came to is not known. `pausedMs` is how long
 *   ago it surely was stored, for jobs that end in a pause.
 * - `looked`, `not-found`, `look-failed`: of `look`. `isCertain` says whether the answer is one that is documented to be a
 *   refusal, or a success without a payout; `isPassing` whether another look may get over a failure; `leastPauseMs` how
 *   long iyzico wants to be left alone.
 * - `initiated`, `init-failed`: of `init`. `authorised`, `auth-failed`: of `auth`.
 * - `approved`, `declined`: of `ask`, with the review that was asked about.
 * - `request-id`: a person has found out which payout at iyzico is this one.
 */
export type Observation =
  | { type: "resumed"; pausedMs?: number | undefined }
  | { type: "looked"; payout: ObservedPayout }
  | { type: "not-found"; isCertain: boolean }
  | { type: "look-failed"; failure: Failure; isPassing: boolean; leastPauseMs: number }
  | {
      type: "initiated";
      requestId: string;
      refused: readonly { itemExternalId: string; errorCode?: string | undefined }[];
    }
  | { type: "init-failed"; failure: Failure; leastPauseMs: number }
  | { type: "authorised" }
  | { type: "auth-failed"; failure: Failure; leastPauseMs: number }
  | { type: "approved"; review: Review }
  | { type: "declined"; review: Review }
  | { type: "request-id"; requestId: string };
