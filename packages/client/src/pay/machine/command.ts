import type { MassPayoutReference } from "../../operations/retrieve.js";
import type { Review } from "./review.js";

/**
 * What is to be done next for a payment. Store the payment before you do it: `init` and `auth` are sent at most once for
 * each time that they are said, and never again because nobody remembers.
 *
 * - `look`: read the payout, all of it, after a pause of at least `afterMs`; with the balance where it says so.
 * - `init`: create the payout.
 * - `ask`: let somebody, or a rule, approve the review.
 * - `auth`: authorise the payout. From here on people are paid.
 */
export type PaymentCommand =
  | { type: "look"; reference: MassPayoutReference; withBalance: boolean; afterMs: number }
  | { type: "init" }
  | { type: "ask"; review: Review }
  | { type: "auth"; requestId: string };
