import type { Review } from "./review.js";
import { digestOf } from "./review.js";

/**
 * Who approves what auth would set going: a function that looks at the review, or the digest of one that a person has
 * looked at. A function can't approve a second auth of the same payout: for that a person must name the digest.
 */
export type Approval = string | ((review: Review) => boolean | Promise<boolean>);

/** Whether the review is approved. */
export async function accepts(approval: Approval = isPlain, review: Review): Promise<boolean> {
  if (typeof approval === "string") return approval === (await digestOf(review));
  const isFirst = review.earlierAuths === 0 && review.payoutStatus === "INIT";
  // `true` and nothing like it: an answer that was forgotten, or an object, approves nothing.
  return isFirst && (await approval(structuredClone(review))) === true;
}

/** Whether a payout may go on without anybody looking: nobody was refused, the balance covers it, and it is surely ours. */
function isPlain({ refused, isCovered, isAdopted }: Review): boolean {
  return refused.count === 0 && isCovered !== false && !isAdopted;
}
