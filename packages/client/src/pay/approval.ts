import type { Review } from "./machine/payment.js";
import { digestOf } from "./machine/review.js";

/**
 * Who approves what auth would pay: a function that decides on the review, or the digest of a review that was approved. A
 * function cannot approve a second auth, nor a payout that an operator linked: those need the digest.
 */
export type Approval = string | ((review: Review) => boolean | Promise<boolean>);

/**
 * Whether a review is approved. Without an approval, it is if iyzico rejected no item and the balance covers the payout, as
 * far as that is known.
 *
 * @example
 * ```ts
 * import type { PaymentCommand, PaymentInput } from "@iyzico-mass-payout/client/payment";
 * import { isApproved } from "@iyzico-mass-payout/client/payment";
 *
 * export async function decide({
 *   review,
 * }: Extract<PaymentCommand, { type: "request-approval" }>): Promise<PaymentInput> {
 *   return { type: (await isApproved(undefined, review)) ? "approved" : "denied", review };
 * }
 * ```
 */
export async function isApproved(approval: Approval | undefined, review: Review): Promise<boolean> {
  if (typeof approval === "string") return approval === (await digestOf(review));
  const { earlierAuths, payoutStatus, isLinkedManually } = review;
  if (earlierAuths > 0 || payoutStatus !== "INIT" || isLinkedManually) return false;
  // Only `true` approves: a forgotten return value or an object does not.
  return (await (approval ?? approveByDefault)(structuredClone(review))) === true;
}

function approveByDefault({ rejected, isCovered }: Review): boolean {
  return rejected.count === 0 && isCovered !== false;
}
