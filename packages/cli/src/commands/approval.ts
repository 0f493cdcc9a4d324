import type { Approval, PayoutPlan } from "@iyzico-mass-payout/client";
import { decideApproval } from "@iyzico-mass-payout/client/payment";

/** Who approves by a command line, and why. */
export interface GivenApprover {
  by: string | undefined;
  note: string | undefined;
}

/**
 * What a command line approves: the review with the digest, or without one what the client approves by default. Name and
 * note are kept with either.
 */
export function approvalOf(
  digest: string | undefined,
  { by, note }: GivenApprover,
  plan: PayoutPlan,
): Approval | undefined {
  if (digest !== undefined) return { digest, ...(by !== undefined && { by }), ...(note !== undefined && { note }) };
  if (by === undefined && note === undefined) return undefined;
  return async (review) => {
    // The client has checked the plan before it asks for an approval.
    const { allowRepeatedRecipients = false, allowRepeatedList = false } = plan;
    const allow = { repeatedRecipients: allowRepeatedRecipients, repeatedList: allowRepeatedList };
    const decision = await decideApproval(undefined, review, { allow });
    return decision.type === "approved" && { approved: true, by: by ?? decision.by, note };
  };
}
