import type { Amount } from "../amount.js";
import { sumAmounts } from "../money.js";
import { describeItemStatus } from "../status.js";
import type { Payment, PaymentItem } from "./payment.js";

/**
 * Where money of a payment is.
 *
 * - `paid`: with the payee. The amount that was ordered.
 * - `commission`: with iyzico, for an item that was paid. Missing where iyzico did not say it.
 * - `refund`: back in the balance: amount and commission of an item that was not paid.
 * - `claim`: with iyzico, to be claimed: amount and commission of an item that was not paid, whose refund failed.
 */
export type LedgerKind = "paid" | "commission" | "refund" | "claim";

/**
 * One entry of the books. The balance is smaller by what is paid, commission or claim; what is a refund has left it and
 * come back. Nothing is entered for items that are still under way, refused or cancelled.
 */
export interface LedgerEntry {
  /** The same for the same entry, however often it is made: enter each key once. */
  key: string;
  kind: LedgerKind;
  externalId: string;
  itemExternalId: string;
  /** Exact, in units of `currency`, lira and not kuruş. */
  amount: Amount;
  currency: string;
  /** Set where iyzico did not say the item's commission, which belongs to the amount. */
  isWithoutCommission?: true;
}

/** The entries of all items whose money is where it stays. */
export function ledgerOf({ externalId, items }: Payment): LedgerEntry[] {
  return items.flatMap((item) => {
    const { itemExternalId, amount, currency, commissionAmount, itemStatus = "" } = item;
    const entry = (kind: LedgerKind, value: Amount): LedgerEntry => ({
      // Both ids are the caller's and may contain anything: as JSON no two pairs look alike.
      key: JSON.stringify([externalId, itemExternalId, kind]),
      kind,
      externalId,
      itemExternalId,
      amount: value,
      currency,
      ...(commissionAmount === undefined && kind !== "paid" && { isWithoutCommission: true as const }),
    });
    switch (describeItemStatus(itemStatus).state) {
      case "paid":
        return [
          entry("paid", amount),
          ...(commissionAmount === undefined ? [] : [entry("commission", commissionAmount)]),
        ];
      case "refunded":
        return [entry("refund", withCommission(item))];
      case "needs-a-person":
        return [entry("claim", withCommission(item))];
      default:
        return [];
    }
  });
}

function withCommission({ amount, commissionAmount = "0" }: PaymentItem): Amount {
  return sumAmounts([amount, commissionAmount]);
}
