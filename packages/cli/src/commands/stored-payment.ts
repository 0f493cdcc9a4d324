import type { HistoryEntry, PaymentReport } from "@iyzico-mass-payout/client";
import { readPayment, reportOf } from "@iyzico-mass-payout/client/payment";
import { type Standing, standingOf } from "../views/outcome.js";

/** A payment as its store has it. */
export interface StoredReport extends Standing {
  report: PaymentReport;
  /** When the payment last changed, in milliseconds since 1970. */
  changedAt: number;
}

/**
 * Reads what a store has under a key.
 *
 * @throws {MassPayoutError} `payment_unreadable` if it is no payment of this key.
 */
export function readStored(payment: unknown, key: string): StoredReport {
  const report = reportOf(readPayment(payment, key));
  // The first entry is that the payment was created.
  const { at: changedAt } = report.history.at(-1) as HistoryEntry;
  return { report, ...standingOf(report), changedAt };
}
