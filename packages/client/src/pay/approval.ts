import type { Review } from "./machine/review.js";
import { digestOf } from "./machine/review.js";

/**
 * Who approves what auth would set going: a function that looks at the review, or the digest of one that a person has
 * looked at. A function can't approve a second auth, nor a payout that only a person says is this one: for those somebody
 * must name the digest.
 */
export type Approval = string | ((review: Review) => boolean | Promise<boolean>);

/**
 * Whether a review is approved. Without an approval, one is of which nobody was refused and whose sum the balance covers,
 * as far as that is known.
 *
 * @example
 * ```ts
 * import type { Observation, PaymentCommand } from "@iyzico-mass-payout/client/payment";
 * import { isApproved } from "@iyzico-mass-payout/client/payment";
 *
 * export async function answer({ review }: Extract<PaymentCommand, { type: "ask" }>): Promise<Observation> {
 *   return { type: (await isApproved(undefined, review)) ? "approved" : "declined", review };
 * }
 * ```
 */
export async function isApproved(approval: Approval | undefined, review: Review): Promise<boolean> {
  if (typeof approval === "string") return approval === (await digestOf(review));
  const { earlierAuths, payoutStatus, isAdopted } = review;
  if (earlierAuths > 0 || payoutStatus !== "INIT" || isAdopted) return false;
  // `true` and nothing like it: an answer that was forgotten, or an object, approves nothing.
  return (await (approval ?? isPlain)(structuredClone(review))) === true;
}

/** Whether a payout may go on without anybody looking. */
function isPlain({ refused, isCovered }: Review): boolean {
  return refused.count === 0 && isCovered !== false;
}
