import type { Amount } from "../../money/amount.js";
import { compareAmounts } from "../../money/arithmetic.js";
import { describeItemStatus } from "../../payouts/status.js";
import type { Payment } from "./payment.js";

/**
 * Where money of a payment is.
 *
 * - `paid`: with the recipient. The amount that was ordered.
 * - `commission`: with iyzico, for an item that was paid.
 * - `refund`: back in the balance: amount and commission of an item that was not paid.
 * - `receivable`: owed by iyzico: amount and commission of an item that was not paid and whose refund failed. If iyzico
 *   refunds it later, the refund of the same item ends the receivable.
 */
export type LedgerKind = "paid" | "commission" | "refund" | "receivable";

/**
 * One ledger entry. `paid`, `commission` and `receivable` have left the balance; a `refund` has left it and come back.
 * There is no entry for an item that is in progress, rejected or cancelled, nor for a commission that is zero or that
 * iyzico has not shown.
 */
export interface LedgerEntry {
  /** The same for the same entry in every report: book each key once. */
  key: string;
  kind: LedgerKind;
  /** Which part of the item it is. */
  of: "amount" | "commission";
  externalId: string;
  itemExternalId: string;
  /** Exact, in units of `currency`: lira, not kuruş. */
  amount: Amount;
  currency: string;
}

/** The entries of all items that are final. */
export function ledgerOf({ key, externalId, items }: Payment): LedgerEntry[] {
  return items.flatMap(({ itemExternalId, amount, currency, commissionAmount = "0", itemStatus = "INIT" }) => {
    const entry = (kind: LedgerKind, of: LedgerEntry["of"]): LedgerEntry[] => {
      const value = of === "amount" ? amount : commissionAmount;
      if (compareAmounts(value, "0") === 0) return [];
      // JSON, because the caller's strings may contain any separator.
      const entryKey = JSON.stringify([key, itemExternalId, kind, of]);
      return [{ key: entryKey, kind, of, externalId, itemExternalId, amount: value, currency }];
    };
    switch (describeItemStatus(itemStatus).state) {
      case "paid":
        return [...entry("paid", "amount"), ...entry("commission", "commission")];
      case "refunded":
        return [...entry("refund", "amount"), ...entry("refund", "commission")];
      case "action-required":
        return [...entry("receivable", "amount"), ...entry("receivable", "commission")];
      default:
        return [];
    }
  });
}
