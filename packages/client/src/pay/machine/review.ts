import type { Amount } from "../../money/amount.js";
import { compareAmounts, sumAmounts } from "../../money/arithmetic.js";
import { canonicalJson, sha256 } from "./digest.js";
import type { Payment, PaymentItem } from "./payment.js";

/** Exact sums, one for each currency. */
export type Sums = Readonly<Record<string, Amount>>;

/** What auth would set going, for whoever approves it. An approval is good for exactly this, and for nothing else. */
export interface Review {
  requestId: string;
  /** INIT as a rule; INSUFFICIENT_BALANCE when an earlier auth met too little balance. */
  payoutStatus: string;
  /** What would be paid: the items that iyzico accepted, with the amounts that were ordered. */
  payable: { count: number; amounts: Sums };
  /** Whom iyzico refused. They will not be paid, and auth does not mention them again. */
  refused: { count: number; amounts: Sums; items: readonly RefusedItem[] };
  /**
   * iyzico's own sum for the payout. What it contains is undocumented; the amounts above are those that were ordered. Of a
   * payout that a person named, it is all that says what iyzico would pay.
   */
  totalAmount?: Amount;
  /** The mass payout balance. The answer names no currency. */
  balance: Amount;
  /**
   * Whether the balance covers what would be paid, commission left out. Missing where all is not in lira: the balance's
   * own currency is undocumented, and taken to be lira.
   */
  isCovered?: boolean;
  /** Whether a person named a payout that the store has no record of. */
  isAdopted: boolean;
  /** How many auths this payment has sent before that may have been done. What a second one does is undocumented. */
  earlierAuths: number;
}

/** A payee whom iyzico refused. */
export interface RefusedItem {
  itemExternalId: string;
  errorCode?: string;
}

export function reviewOf(
  { requestId = "", items, isAdopted, auths }: Payment,
  { payoutStatus, totalAmount, balance }: { payoutStatus: string; totalAmount: Amount | undefined; balance: Amount },
): Review {
  const refused = items.filter(isRefused);
  const payable = items.filter((item) => !isRefused(item));
  const amounts = sumsOf(payable);
  const { TRY: lira, ...others } = amounts;
  const isCovered =
    lira !== undefined && Object.keys(others).length === 0 ? compareAmounts(balance, lira) >= 0 : undefined;
  return {
    requestId,
    payoutStatus,
    payable: { count: payable.length, amounts },
    refused: {
      count: refused.length,
      amounts: sumsOf(refused),
      items: refused.map(({ itemExternalId, errorCode }) => ({
        itemExternalId,
        ...(errorCode !== undefined && { errorCode }),
      })),
    },
    ...(totalAmount !== undefined && { totalAmount }),
    balance,
    ...(isCovered !== undefined && { isCovered }),
    isAdopted,
    earlierAuths: auths,
  };
}

/** Whether two reviews show the same state. */
export function isSameReview(one: Review, other: Review): boolean {
  return approvedText(one) === approvedText(other);
}

/** A short name for exactly this state, for a person to approve it by: SHA-256 in hexadecimal. */
export function digestOf(review: Review): Promise<string> {
  return sha256(approvedText(review));
}

/**
 * What an approval is of: all but the balance's digits. On an account that others use too they change all the time; what
 * is approved is whether they cover the sum.
 */
function approvedText({ balance: _, ...state }: Review): string {
  return canonicalJson(state);
}

export function isRefused({ itemStatus }: PaymentItem): boolean {
  return itemStatus === "INVALID";
}

function sumsOf(items: readonly PaymentItem[]): Sums {
  const sums = new Map<string, Amount>();
  for (const { amount, currency } of items) sums.set(currency, sumAmounts([sums.get(currency) ?? "0", amount]));
  return Object.fromEntries(sums);
}
