import type { Approval, PayoutPlan, PayResult, Review } from "@iyzico-mass-payout/client";
import { decideApproval } from "@iyzico-mass-payout/client/payment";
import { digestLength } from "./digest.js";

/** Who approves by a command line, and why. */
export interface GivenApprover {
  by: string | undefined;
  note: string | undefined;
}

/**
 * What a command line approves: the review with the digest, or without one what the client approves by default. Name and
 * note are kept with either.
 *
 * The client takes whole digests. The beginning of one approves nothing by itself: it is compared with the review that
 * `pay` returns, and `pay` is called again with the whole one.
 */
export function approvalOf(
  given: string | undefined,
  { by, note }: GivenApprover,
  plan: PayoutPlan,
): Approval | undefined {
  if (given !== undefined) {
    if (given.length < digestLength) return () => false;
    return { digest: given.toLowerCase(), ...(by !== undefined && { by }), ...(note !== undefined && { note }) };
  }
  if (by === undefined && note === undefined) return undefined;
  return async (review) => {
    // The client has checked the plan before it asks for an approval.
    const { allowRepeatedRecipients = false, allowRepeatedList = false } = plan;
    const allow = { repeatedRecipients: allowRepeatedRecipients, repeatedList: allowRepeatedList };
    const decision = await decideApproval(undefined, review, { allow });
    return decision.type === "approved" && { approved: true, by: by ?? decision.by, note };
  };
}

/** The review of a result that an approval can authorise; without a payable item there is nothing to approve. */
export function approvableReview(result: PayResult): (Review & { digest: string }) | undefined {
  const review = result.outcome === "action-required" ? result.review : undefined;
  return review !== undefined && review.payable.count > 0 ? review : undefined;
}
