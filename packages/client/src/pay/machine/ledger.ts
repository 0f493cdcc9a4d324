import type { Amount } from "../../money/amount.js";
import { compareAmounts } from "../../money/arithmetic.js";
import { describeItemStatus } from "../../payouts/status.js";
import { externalIdOf, type FinalStatus, type Payment, type PaymentItem, statusOf } from "./payment.js";

/**
 * Where money of a payment is.
 *
 * - `paid`: with the recipient. The amount that was ordered, unless `source` says otherwise.
 * - `commission`: with iyzico, for an item that was paid.
 * - `refund`: back in the balance: amount and commission of an item that was not paid.
 * - `receivable`: owed by iyzico: amount and commission of an item that was not paid and whose refund failed.
 */
export type LedgerKind = "paid" | "commission" | "refund" | "receivable";

/**
 * One ledger entry. `paid`, `commission` and `receivable` have left the balance; a `refund` has left it and come back.
 * There is no entry for an item that is in progress, rejected or cancelled, nor for a commission that is zero or that
 * iyzico has not shown.
 */
export interface LedgerEntry {
  /** The same for the same entry in every report: book each final key once. */
  key: string;
  kind: LedgerKind;
  /** Which part of the item it is. */
  of: "amount" | "commission";
  /** The payout's id at iyzico. */
  externalId: string;
  itemExternalId: string;
  /** When a poll first showed the status that the entry is of, in milliseconds since 1970. */
  at: number;
  /**
   * Exact, in units of `currency`: lira, not kuruş. Negative in an entry that takes back an earlier one, after iyzico
   * changed a status that had been final: for example the receivable of a refund that failed first and came later.
   */
  amount: Amount;
  currency: string;
  /** Whether the amount is the one that was ordered, or iyzico's own, as was approved for a payout that was only found. */
  source: "ordered" | "iyzico";
  /**
   * Whether the entry can be booked: polls at least `notFoundGraceMs` apart have shown its status, or the payment is
   * settled. Otherwise iyzico may still change it, and the entry may be missing from the next report.
   */
  isFinal: boolean;
}

/** The entries of all items whose money has arrived somewhere. */
export function ledgerOf(payment: Payment): LedgerEntry[] {
  return payment.items.flatMap((item) => entriesOfItem(payment, item));
}

function entriesOfItem(payment: Payment, item: PaymentItem): LedgerEntry[] {
  const { finalStatuses = [] } = item;
  const itemStatus = statusOf(item);
  const isConfirmed = finalStatuses.at(-1)?.status === itemStatus;
  const shown = { status: itemStatus, at: item.statusAt ?? payment.createdAt };
  const statuses = isConfirmed ? finalStatuses : [...finalStatuses, shown];
  return statuses.flatMap((status, round) => {
    const following = statuses[round + 1];
    if (following === undefined) {
      return entriesOfStatus(payment, item, status, { round, isFinal: isConfirmed || payment.phase === "settled" });
    }
    const { at } = following;
    // A status that was final and is not shown any more: its entries stay, and others take them back. These are final only
    // once the status that follows is: one answer may show an older state.
    const isSuperseded = isConfirmed || round < statuses.length - 2 || payment.phase === "settled";
    return [
      ...entriesOfStatus(payment, item, status, { round, isFinal: true }),
      ...entriesOfStatus(payment, item, { ...status, at }, { round, isFinal: isSuperseded, isTakenBack: true }),
    ];
  });
}

function entriesOfStatus(
  payment: Payment,
  { itemExternalId, amount: ordered, totalAmount, currency, commissionAmount = "0" }: PaymentItem,
  { status, at }: FinalStatus,
  { round, isFinal, isTakenBack = false }: { round: number; isFinal: boolean; isTakenBack?: boolean },
): LedgerEntry[] {
  const { key, hasVendorAmounts = false } = payment;
  const isVendorAmount = hasVendorAmounts && totalAmount !== undefined;
  const amount = isVendorAmount ? totalAmount : ordered;
  const entry = (kind: LedgerKind, of: LedgerEntry["of"]): LedgerEntry[] => {
    const value = of === "amount" ? amount : commissionAmount;
    if (compareAmounts(value, "0") === 0) return [];
    // JSON, because the caller's strings may contain any separator.
    const parts = [
      key,
      itemExternalId,
      kind,
      of,
      ...(round > 0 ? [round] : []),
      ...(isTakenBack ? ["taken-back"] : []),
    ];
    return [
      {
        key: JSON.stringify(parts),
        kind,
        of,
        externalId: externalIdOf(payment),
        itemExternalId,
        at,
        amount: isTakenBack ? negated(value) : value,
        currency,
        source: of === "amount" && !isVendorAmount ? "ordered" : "iyzico",
        isFinal,
      },
    ];
  };
  switch (describeItemStatus(status).state) {
    case "paid":
      return [...entry("paid", "amount"), ...entry("commission", "commission")];
    case "refunded":
      return [...entry("refund", "amount"), ...entry("refund", "commission")];
    case "action-required":
      return [...entry("receivable", "amount"), ...entry("receivable", "commission")];
    default:
      return [];
  }
}

function negated(amount: Amount): Amount {
  return amount.startsWith("-") ? amount.slice(1) : `-${amount}`;
}
