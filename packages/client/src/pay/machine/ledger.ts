import type { Amount } from "../../money/amount.js";
import { compareAmounts } from "../../money/arithmetic.js";
import { describeItemStatus } from "../../payouts/status.js";
import type { Payment } from "./payment.js";

/**
 * Where money of a payment is.
 *
 * - `paid`: with the payee. The amount that was ordered.
 * - `commission`: with iyzico, for an item that was paid.
 * - `refund`: back in the balance: amount and commission of an item that was not paid.
 * - `claim`: with iyzico, to be claimed: amount and commission of an item that was not paid, whose refund failed. Should
 *   iyzico refund it later, the refund of the same item ends the claim.
 */
export type LedgerKind = "paid" | "commission" | "refund" | "claim";

/**
 * One entry of the books. The balance is smaller by what is paid, commission or claim; what is a refund has left it and
 * come back. Nothing is entered for items that are still under way, refused or cancelled, nor for a commission that
 * iyzico has not said or that is zero.
 */
export interface LedgerEntry {
  /** The same for the same entry, however often it is made: enter each key once. */
  key: string;
  kind: LedgerKind;
  /** What of the item it is. */
  of: "amount" | "commission";
  externalId: string;
  itemExternalId: string;
  /** Exact, in units of `currency`, lira and not kuruş. */
  amount: Amount;
  currency: string;
}

/** The entries of all items whose money is where it stays. */
export function ledgerOf({ key, externalId, items }: Payment): LedgerEntry[] {
  return items.flatMap(({ itemExternalId, amount, currency, commissionAmount = "0", itemStatus = "INIT" }) => {
    const entry = (kind: LedgerKind, of: LedgerEntry["of"]): LedgerEntry[] => {
      const value = of === "amount" ? amount : commissionAmount;
      if (compareAmounts(value, "0") === 0) return [];
      // The caller's texts may contain anything: as JSON no two lists of them look alike.
      const entryKey = JSON.stringify([key, itemExternalId, kind, of]);
      return [{ key: entryKey, kind, of, externalId, itemExternalId, amount: value, currency }];
    };
    switch (describeItemStatus(itemStatus).state) {
      case "paid":
        return [...entry("paid", "amount"), ...entry("commission", "commission")];
      case "refunded":
        return [...entry("refund", "amount"), ...entry("refund", "commission")];
      case "needs-a-person":
        return [...entry("claim", "amount"), ...entry("claim", "commission")];
      default:
        return [];
    }
  });
}
