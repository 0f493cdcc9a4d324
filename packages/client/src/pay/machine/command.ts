import type { MassPayoutReference } from "../../operations/retrieve.js";
import type { Review } from "./payment.js";

/**
 * What to do next for a payment. Store the payment before you execute the command: `init` and `auth` are sent at most
 * once for each time that they are commanded, and a stored payment is how a later process knows that they may have been.
 *
 * - `poll`: read the payout and all of its items, after a pause of at least `afterMs` milliseconds; with the balance if
 *   `withBalance`.
 * - `init`: create the payout.
 * - `request-approval`: have a person or a rule approve the review.
 * - `auth`: authorise the payout. From here on recipients are paid.
 */
export type PaymentCommand =
  | { type: "poll"; reference: MassPayoutReference; withBalance: boolean; afterMs: number }
  | { type: "init" }
  | { type: "request-approval"; review: Review }
  | { type: "auth"; requestId: string };
