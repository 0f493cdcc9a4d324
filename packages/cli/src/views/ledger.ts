import { type Amount, type LedgerKind, type PaymentReport, sumByCurrency } from "@iyzico-mass-payout/client";

/** The kinds of ledger entries, in the order in which they are shown. */
export const ledgerKinds: readonly LedgerKind[] = ["paid", "commission", "refund", "receivable"];

/** The part of a total of the ledger that may still change; `undefined` if there is none. */
export function openSumOf({ ledger }: PaymentReport, currency: string, kind: LedgerKind): Amount | undefined {
  const open = ledger.filter((entry) => !entry.isFinal && entry.kind === kind && entry.currency === currency);
  return sumByCurrency(open)[currency];
}
