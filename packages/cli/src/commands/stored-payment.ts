import type { ActionReason, HistoryEntry, PaymentReport } from "@iyzico-mass-payout/client";
import { readPayment, reportOf } from "@iyzico-mass-payout/client/payment";
import type { StoredOutcome } from "../messages/list.js";

/** A payment as its store has it. */
export interface StoredReport {
  report: PaymentReport;
  outcome: StoredOutcome;
  /** Why the last call of `pay` ended with an action, if nothing has happened since. */
  reason?: ActionReason;
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
  const last = report.history.at(-1) as HistoryEntry;
  const reason = last.event === "action-required" ? last.reason : undefined;
  const changedAt = last.at;
  // A settled payment may still require that iyzico is asked about an abandoned payout.
  if (reason !== undefined) return { report, outcome: "action-required", reason, changedAt };
  return { report, outcome: report.phase === "settled" ? "settled" : "in-progress", changedAt };
}
