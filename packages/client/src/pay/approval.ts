import { digestOf } from "./machine/digest.js";
import type { Review } from "./machine/payment.js";
import type { PlanAllowances } from "./machine/plan.js";

/**
 * Who approves what auth would pay: a function that decides on the review, or the digest of a review that was approved. A
 * function cannot approve a second auth, a payout that an operator linked or whose init named items of another payment,
 * nor one that was only found and whose amounts differ from the plan's: those require the digest.
 */
export type Approval = string | ((review: Review) => boolean | Promise<boolean>);

/**
 * Whether a review is approved. Without an approval, it is if iyzico rejected no item, the balance covers the payout as far
 * as that is known, and nothing suggests a double payment that the plan does not allow: no repeated recipients, and no
 * other payment of the same list.
 *
 * @param allow what the plan allows; nothing by default.
 *
 * @example
 * ```ts
 * import type { PaymentCommand, PaymentInput } from "@iyzico-mass-payout/client/payment";
 * import { isApproved } from "@iyzico-mass-payout/client/payment";
 *
 * export async function decide({
 *   review,
 * }: Extract<PaymentCommand, { type: "request-approval" }>): Promise<PaymentInput> {
 *   return { type: (await isApproved(undefined, review)) ? "approved" : "denied", review, at: Date.now() };
 * }
 * ```
 */
export async function isApproved(
  approval: Approval | undefined,
  review: Review,
  allow: PlanAllowances = { repeatedRecipients: false, repeatedList: false },
): Promise<boolean> {
  if (typeof approval === "string") return approval === (await digestOf(review));
  const { earlierAuths, payoutStatus, isLinkedManually, hasForeignItems, found } = review;
  const isByDigestOnly =
    earlierAuths > 0 ||
    payoutStatus !== "INIT" ||
    isLinkedManually ||
    hasForeignItems === true ||
    found?.isConsistent === false;
  if (isByDigestOnly) return false;
  if (approval === undefined) return isApprovedByDefault(review, allow);
  // Only `true` approves: a forgotten return value or an object does not.
  return (await approval(structuredClone(review))) === true;
}

function isApprovedByDefault(
  { rejected, isCovered, repeatedRecipients, sameList }: Review,
  allow: PlanAllowances,
): boolean {
  const mayBePaidTwice =
    (repeatedRecipients !== undefined && !allow.repeatedRecipients) || (sameList !== undefined && !allow.repeatedList);
  return rejected.count === 0 && isCovered !== false && !mayBePaidTwice;
}
