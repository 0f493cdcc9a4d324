import type { Amount } from "../../money/amount.js";
import { compareAmounts, sumByCurrency } from "../../money/arithmetic.js";
import { canonicalJson, sha256 } from "./digest.js";
import type { Payment, PaymentItem } from "./payment.js";

/** Exact sums, one for each currency. */
export type Sums = Readonly<Record<string, Amount>>;

/** What auth would pay, for its approver. An approval is valid for exactly this. */
export interface Review {
  requestId: string;
  /** INIT as a rule; INSUFFICIENT_BALANCE if an earlier auth met too little balance. */
  payoutStatus: string;
  /** The items that iyzico accepted, with the amounts that were ordered. */
  payable: { count: number; amounts: Sums };
  /** The items that iyzico rejected. They will not be paid, and auth does not mention them again. */
  rejected: { count: number; amounts: Sums; items: readonly RejectedItem[] };
  /**
   * iyzico's own sum for the payout. What it contains is undocumented; the amounts above are those that were ordered. For
   * a payout that an operator linked, it is the only indication of what iyzico would pay.
   */
  totalAmount?: Amount;
  /** The mass payout balance. The answer names no currency. */
  balance: Amount;
  /**
   * Whether the balance covers `payable`, commission not included. Missing unless everything is in lira: the balance's
   * currency is undocumented, and taken to be lira.
   */
  isCovered?: boolean;
  /** Whether an operator linked a payout that the store has no record of. */
  isLinkedManually: boolean;
  /** How many auths of this payment may have taken effect already. The effect of a second one is undocumented. */
  earlierAuths: number;
}

/** An item that iyzico rejected. */
export interface RejectedItem {
  itemExternalId: string;
  errorCode?: string;
}

export function reviewOf(
  { requestId = "", items, isLinkedManually, auths }: Payment,
  { payoutStatus, totalAmount, balance }: { payoutStatus: string; totalAmount: Amount | undefined; balance: Amount },
): Review {
  const rejected = items.filter(isRejected);
  const payable = items.filter((item) => !isRejected(item));
  const amounts = sumByCurrency(payable);
  const { TRY: lira, ...others } = amounts;
  const isCovered =
    lira !== undefined && Object.keys(others).length === 0 ? compareAmounts(balance, lira) >= 0 : undefined;
  return {
    requestId,
    payoutStatus,
    payable: { count: payable.length, amounts },
    rejected: {
      count: rejected.length,
      amounts: sumByCurrency(rejected),
      items: rejected.map(({ itemExternalId, errorCode }) => ({
        itemExternalId,
        ...(errorCode !== undefined && { errorCode }),
      })),
    },
    ...(totalAmount !== undefined && { totalAmount }),
    balance,
    ...(isCovered !== undefined && { isCovered }),
    isLinkedManually,
    earlierAuths: auths,
  };
}

/** Whether an approval of one review is valid for the other. */
export function isSameReview(one: Review, other: Review): boolean {
  return approvedContent(one) === approvedContent(other);
}

/** The digest that approves a review: SHA-256 of its content, in hexadecimal. */
export function digestOf(review: Review): Promise<string> {
  return sha256(approvedContent(review));
}

/**
 * What an approval covers: everything but the balance itself. On an account with other payments the balance changes all
 * the time; `isCovered` is part of the approval.
 */
function approvedContent({ balance: _, ...content }: Review): string {
  return canonicalJson(content);
}

export function isRejected({ itemStatus }: PaymentItem): boolean {
  return itemStatus === "INVALID";
}
