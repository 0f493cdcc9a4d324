import type { Amount } from "../../money/amount.js";
import { compareAmounts, sumAmounts, sumByCurrency } from "../../money/arithmetic.js";
import { describeItemStatus, isOneOf } from "../../payouts/status.js";
import {
  type FoundAmounts,
  type Payment,
  type PaymentItem,
  type Review,
  type ReviewedPayout,
  type Sums,
  statusOf,
} from "./payment.js";

/** What auth would pay, as the latest poll shows it. */
export function reviewOf(
  payment: Payment,
  { payoutStatus, totalAmount, balance }: { payoutStatus: string; totalAmount: Amount | undefined; balance: Amount },
): Review {
  const { requestId = "", items, isConfirmed, isLinkedManually, hasForeignItems, auths } = payment;
  const { mayHaveLostWrites, restoredAt, repeatedRecipients, sameList, supersedes, abandoned } = payment;
  const rejected = items.filter(isRejected);
  const payable = items.filter((item) => !isRejected(item));
  const amounts = sumByCurrency(payable);
  const isCovered = isCoveredBy(balance, amounts);
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
    ...(hasForeignItems === true && { hasForeignItems }),
    ...(mayHaveLostWrites === true && { mayHaveLostWrites }),
    ...(restoredAt !== undefined && { restoredAt }),
    earlierAuths: auths,
    ...(!isConfirmed && { found: compareFoundAmounts(payable) }),
    ...(repeatedRecipients !== undefined && { repeatedRecipients }),
    ...(sameList !== undefined && { sameList }),
    ...(supersedes !== undefined && { supersedes }),
    ...(abandoned !== undefined && {
      abandoned: abandoned.map(({ restart: _, inits: __, moved: ___, ...reviewed }) => reviewed),
    }),
  };
}

/**
 * Whether only the digest of a review approves it: a second auth, or one that may be the second because the store may have
 * lost the first; a payout that an operator linked, that has items of another payment, that was only found and has other amounts, or that rejects items which an abandoned payout may have
 * accepted.
 */
export function requiresDigest(review: Review): boolean {
  const { earlierAuths, payoutStatus, isLinkedManually, hasForeignItems, mayHaveLostWrites, found } = review;
  return (
    earlierAuths > 0 ||
    payoutStatus !== "INIT" ||
    isLinkedManually ||
    hasForeignItems === true ||
    mayHaveLostWrites === true ||
    found?.isConsistent === false ||
    hasNewRejections(review)
  );
}

/**
 * Whether items are rejected that an abandoned payout was not seen to reject. Perhaps their ids are rejected because that
 * payout has them: whether an id may be in two payouts is undocumented.
 */
export function hasNewRejections({
  rejected,
  abandoned = [],
}: {
  rejected: { items: readonly { itemExternalId: string }[] };
  abandoned?: readonly Pick<ReviewedPayout, "rejected">[];
}): boolean {
  return abandoned.some((payout) => {
    const known = new Set(payout.rejected);
    return rejected.items.some(({ itemExternalId }) => !known.has(itemExternalId));
  });
}

/**
 * Whether a balance covers the payable items and the commissions that iyzico shows: both leave it. `undefined` if that is
 * not known.
 */
export function coversCommissions({ items, hasVendorAmounts }: Payment, balance: Amount): boolean | undefined {
  const costs = items
    .filter((item) => !isRejected(item))
    .flatMap(({ amount, totalAmount = amount, commissionAmount = "0", currency }) => [
      { amount: hasVendorAmounts === true ? totalAmount : amount, currency },
      { amount: commissionAmount, currency },
    ]);
  return isCoveredBy(balance, sumByCurrency(costs));
}

/** `undefined` unless everything is in lira: the balance's currency is undocumented. */
function isCoveredBy(balance: Amount, { TRY: lira, ...others }: Sums): boolean | undefined {
  return lira !== undefined && Object.keys(others).length === 0 ? compareAmounts(balance, lira) >= 0 : undefined;
}

/** Compares iyzico's amounts of the payable items of a payout that was only found with those ordered. */
function compareFoundAmounts(items: readonly PaymentItem[]): FoundAmounts {
  const shown = items.flatMap(({ totalAmount, currency }) =>
    totalAmount === undefined ? [] : [{ amount: totalAmount, currency }],
  );
  const readings: readonly ((ordered: Amount, commission: Amount) => Amount)[] = [
    (ordered) => ordered,
    (ordered, commission) => sumAmounts([ordered, commission]),
    (ordered, commission) => sumAmounts([ordered, `-${commission}`]),
  ];
  const isConsistent = readings.some((read) =>
    items.every(
      ({ amount, totalAmount, commissionAmount = "0" }) =>
        totalAmount !== undefined && compareAmounts(totalAmount, read(amount, commissionAmount)) === 0,
    ),
  );
  return { amounts: sumByCurrency(shown), isConsistent };
}

/**
 * The payment of a payout that was only found, and authorised by another program than this one, if at all. If its amounts
 * are not those ordered, the ledger has iyzico's: they are what is paid.
 */
export function adoptAmounts(state: Payment): Payment {
  if (state.isConfirmed || state.auths > 0) return state;
  const payable = state.items.filter(
    (item) => !isOneOf(describeItemStatus(statusOf(item)).state, "rejected", "cancelled"),
  );
  return { ...state, hasVendorAmounts: !compareFoundAmounts(payable).isConsistent };
}

export function isRejected({ itemStatus }: PaymentItem): boolean {
  return itemStatus === "INVALID";
}
