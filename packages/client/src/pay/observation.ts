import type { Amount } from "../amount.js";
import type { Failure } from "./failure.js";
import type { Review } from "./review.js";

/** What iyzico showed of one item. */
export interface ObservedItem {
  itemExternalId?: string;
  referenceCode?: string;
  itemStatus: string;
  totalAmount?: Amount;
  commissionAmount?: Amount;
  /** The payout's id, where the answer has it. */
  massPayoutRequestId?: string;
}

/** What iyzico showed of a payout: every item, those that it refused included. */
export interface ObservedPayout {
  externalId?: string;
  payoutStatus: string;
  totalAmount?: Amount;
  items: readonly ObservedItem[];
  /** There when the command asked for it. */
  balance?: Amount;
}

/**
 * What came of a command, or of a person.
 *
 * - `resumed`: the payment was loaded from its store; what the last command came to is not known. `pausedMs` is how long
 *   ago it surely was stored, for jobs that end in a pause.
 * - `looked`, `not-found`, `look-failed`: of `look`. `isPassing` says whether another look may get over it, and
 *   `leastPauseMs` how long iyzico wants to be left alone.
 * - `initiated`, `init-failed`: of `init`. `authorised`, `auth-failed`: of `auth`.
 * - `approved`, `declined`: of `ask`, with the review that was asked about.
 * - `request-id`: a person has found out which payout at iyzico is this one.
 */
export type Observation =
  | { type: "resumed"; pausedMs?: number }
  | { type: "looked"; payout: ObservedPayout }
  | { type: "not-found" }
  | { type: "look-failed"; failure: Failure; isPassing: boolean; leastPauseMs: number }
  | { type: "initiated"; requestId: string; refused: readonly { itemExternalId: string; errorCode?: string }[] }
  | { type: "init-failed"; failure: Failure; leastPauseMs: number }
  | { type: "authorised" }
  | { type: "auth-failed"; failure: Failure; leastPauseMs: number }
  | { type: "approved"; review: Review }
  | { type: "declined"; review: Review }
  | { type: "request-id"; requestId: string };
