import type { Amount } from "../../money/amount.js";
import type { MassPayoutReference } from "../../operations/retrieve.js";
import type { Review } from "./payment.js";

/**
 * What to do next for a payment. Store the payment before you execute the command: `init` and `auth` are sent at most
 * once for each time that they are commanded, and a stored payment is how a later process knows that they may have been.
 *
 * - `poll`: read the payout and all of its items, after a pause of at least `afterMs` milliseconds; with the balance if
 *   `withBalance`. If `fromPage` is given, only an item in progress is looked for: the reading may begin at that page, and
 *   end at the first page with one. `others` are the externalIds of payouts to read beside it: each may
 *   pay the same recipients.
 * - `supersede`: after a pause of at least `afterMs` milliseconds, poll the settled payment `key`, check that these items of
 *   it were shown as refunded or rejected and still are, and store in it, by compare-and-set, that `by` supersedes them.
 *   Nothing is sent for this payment before. `supersede` does that with a `PaymentStore`.
 * - `init`: create the payout, under this externalId.
 * - `request-approval`: have a person or a rule approve the review.
 * - `auth`: authorise the payout. From here on recipients are paid.
 */
export type PaymentCommand =
  | {
      type: "poll";
      reference: MassPayoutReference;
      withBalance: boolean;
      afterMs: number;
      /** The page, counted from 0, that last had an item in progress. Without it, every page is read. */
      fromPage?: number;
      others?: readonly string[];
    }
  | { type: "supersede"; key: string; by: string; items: readonly SupersedingItem[]; afterMs: number }
  | { type: "init"; externalId: string }
  | { type: "request-approval"; review: Review }
  | { type: "auth"; requestId: string };

/** An item of a settled payment that another payment pays again. */
export interface SupersedingItem {
  /** Its id in the settled payment. */
  itemExternalId: string;
  /** The amount with which it is paid again, in units of `currency`: lira, not kuruş. It must be the item's own. */
  amount: Amount;
  currency: string;
}
