import { createHash } from "node:crypto";
import { type Amount, compareAmounts, type SameList, type Sums, sumByCurrency } from "@iyzico-mass-payout/client";
import type { Review } from "@iyzico-mass-payout/client/payment";

/** What the auths of a payout would pay, for its approvers. */
export interface PayoutReview {
  /** What an approval names. It is the same as long as all parts show the same. */
  digest: string;
  /** The items that iyzico accepted, of all parts that are not authorised yet, with the amounts that were ordered. */
  payable: { count: number; amounts: Sums };
  /** The sums of the whole plan without rejected items, those of parts that are authorised included: what a policy goes by. */
  total: Sums;
  /** The items that iyzico rejected. They will not be paid. */
  rejected: { count: number; amounts: Sums };
  /** The mass payout balance, as the last part's poll showed it. */
  balance: Amount;
  /** Whether the balance covers `payable`, commission not included. Missing unless everything is in lira. */
  isCovered?: boolean;
  /** Groups of items of the whole plan with the same account, name, amount, currency and description. */
  repeatedRecipients?: readonly (readonly string[])[];
  /** Other payouts and payments that pay the same recipients the same amounts, made in the last 35 days. */
  sameList?: readonly SameList[];
  /** The review of each payment, in order: of the payout itself, or of its parts. */
  parts: readonly PartReview[];
}

/** What the auth of one part would pay. */
export interface PartReview {
  key: string;
  digest: string;
  review: Review;
}

/** What is known of the whole plan of a divided payout, beside what its parts show. */
export interface PlanFindings {
  repeatedRecipients?: readonly (readonly string[])[];
  sameList?: readonly SameList[];
}

/**
 * The review of a payout, of the reviews of its parts.
 *
 * @param parts those that are not authorised yet: at least one.
 * @param total the sums of the whole plan.
 * @param findings of the whole plan, if the payout is divided; otherwise its only part shows them, and its digest is the
 * one that `pay` would show.
 */
export function payoutReviewOf(
  parts: readonly PartReview[],
  total: Sums,
  findings: PlanFindings | undefined,
): PayoutReview {
  const payable = sumOf(parts.map(({ review }) => review.payable));
  const last = parts.at(-1) as PartReview;
  const { balance } = last.review;
  const isCovered = isCoveredBy(balance, payable.amounts);
  return {
    digest: findings === undefined ? last.digest : digestOfParts(parts, { ...findings, isCovered }),
    payable,
    total,
    rejected: sumOf(parts.map(({ review }) => review.rejected)),
    balance,
    ...(isCovered !== undefined && { isCovered }),
    ...findings,
    parts,
  };
}

function digestOfParts(
  parts: readonly PartReview[],
  { repeatedRecipients, sameList, isCovered }: PlanFindings & { isCovered: boolean | undefined },
): string {
  const whole = [repeatedRecipients ?? null, sameList ?? null, isCovered ?? null];
  const content = JSON.stringify([parts.map(({ key, digest }) => [key, digest]), whole]);
  return createHash("sha256").update(content).digest("hex");
}

function sumOf(sums: readonly { count: number; amounts: Sums }[]): { count: number; amounts: Sums } {
  const amounts = sums.flatMap((part) =>
    Object.entries(part.amounts).map(([currency, amount]) => ({ amount, currency })),
  );
  return { count: sums.reduce((count, part) => count + part.count, 0), amounts: sumByCurrency(amounts) };
}

/** `undefined` unless everything is in lira: the balance's currency is undocumented. */
export function isCoveredBy(balance: Amount, { TRY: lira, ...others }: Sums): boolean | undefined {
  return lira !== undefined && Object.keys(others).length === 0 ? compareAmounts(balance, lira) >= 0 : undefined;
}
