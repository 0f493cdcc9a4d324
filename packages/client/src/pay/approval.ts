import { checkNames, type OptionNames } from "../validation/check-names.js";
import { digestOf } from "./machine/digest.js";
import type { PaymentInput } from "./machine/input.js";
import type { Review } from "./machine/payment.js";
import type { PlanAllowances } from "./machine/plan.js";
import { requiresDigest } from "./machine/review.js";

/**
 * Who approves what auth would pay: a function that decides on the review, or the digest of a review that was approved. A
 * function cannot approve a second auth, also one that may be the second because the store may have lost the first, a payout that
 * an operator linked or whose init named items of another payment, one that was only found and whose amounts differ from the plan's, nor one that rejects items which an abandoned payout
 * may have accepted: those require the digest.
 */
export type Approval =
  | string
  | ({ digest: string } & Partial<Approver>)
  | ((review: Review) => ApprovalAnswer | Promise<ApprovalAnswer>);

/** The answer of a function: `true`, or an approval with the name of its approver. Every other value approves nothing. */
export type ApprovalAnswer = boolean | ({ approved: true } & Approver);

/** Who approves, and why. Both are kept in the payment's history as they are given. */
export interface Approver {
  by: string;
  note?: string | undefined;
}

/** What an approval may depend on beside the review. */
export interface ApprovalOptions {
  /** What the plan allows the default approval; nothing by default. */
  allow?: PlanAllowances | undefined;
  /** The wall time, in milliseconds since 1970; `Date.now` by default. */
  date?: (() => number) | undefined;
}

const approvalOptionNames: OptionNames<ApprovalOptions> = { allow: true, date: true };

/**
 * Decides on a review, and returns what comes of it for `next`. Without an approval, it is approved if iyzico rejected no
 * item, the balance covers the payout as far as that is known, and nothing suggests a double payment that the plan does not
 * allow: no repeated recipients, and no other payment of the same list.
 *
 * @example
 * ```ts
 * import { decideApproval, next, type Payment, type PaymentCommand } from "@iyzico-mass-payout/client/payment";
 *
 * export async function decide(state: Payment, command: Extract<PaymentCommand, { type: "request-approval" }>) {
 *   const isApprover = { approved: true, by: "finance" } as const;
 *   return next(state, await decideApproval(({ rejected }) => rejected.count === 0 && isApprover, command.review));
 * }
 * ```
 */
export async function decideApproval(
  approval: Approval | undefined,
  review: Review,
  options: ApprovalOptions = {},
): Promise<Extract<PaymentInput, { type: "approved" | "denied" }>> {
  checkNames("options", options, approvalOptionNames);
  const { allow, date = Date.now } = options;
  const digest = await digestOf(review);
  const approver = await approverOf(approval, review, digest, allow);
  if (approver === undefined) return { type: "denied", review, at: date() };
  return { type: "approved", review, digest, ...approver, at: date() };
}

async function approverOf(
  approval: Approval | undefined,
  review: Review,
  digest: string,
  allow: PlanAllowances = { repeatedRecipients: false, repeatedList: false },
): Promise<Approver | undefined> {
  if (typeof approval === "string") return approval === digest ? { by: "digest" } : undefined;
  if (typeof approval === "object") {
    const { digest: given, by = "digest", note } = approval;
    return given === digest ? { by, ...(note !== undefined && { note }) } : undefined;
  }
  if (requiresDigest(review)) return undefined;
  if (approval === undefined) return isApprovedByDefault(review, allow) ? { by: "default" } : undefined;
  return approverOfAnswer(await approval(structuredClone(review)));
}

/** A forgotten return value, an object without a name or any other value does not approve. */
function approverOfAnswer(answer: unknown): Approver | undefined {
  if (answer === true) return { by: "function" };
  const { approved, by, note } = Object(answer) as Readonly<Record<string, unknown>>;
  if (approved !== true || typeof by !== "string" || by === "") return undefined;
  if (note === undefined) return { by };
  return typeof note === "string" ? { by, note } : undefined;
}

function isApprovedByDefault(
  { rejected, isCovered, repeatedRecipients, sameList }: Review,
  allow: PlanAllowances,
): boolean {
  const mayBePaidTwice =
    (repeatedRecipients !== undefined && !allow.repeatedRecipients) || (sameList !== undefined && !allow.repeatedList);
  return rejected.count === 0 && isCovered !== false && !mayBePaidTwice;
}
