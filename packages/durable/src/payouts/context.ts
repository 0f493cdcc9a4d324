import type { KeyObject } from "node:crypto";
import type { ActionReason, LedgerEntry, MassPayoutClient } from "@iyzico-mass-payout/client";
import type { PaymentSettings } from "@iyzico-mass-payout/client/payment";
import type { PgBoss } from "pg-boss";
import type { Pool, Queryable } from "../database/pool.js";

/** What happened to a payout, for alerts. Nothing of recipients is in it. */
export type DurableEvent =
  | { type: "action-required"; key: string; reason: ActionReason; message: string; digest?: string }
  | { type: "settled"; key: string; paid: "all" | "some" | "none" }
  | { type: "balance-low"; key: string; digest: string; balance: string; required: string }
  | { type: "failed"; key: string; failures: number; error: unknown }
  | { type: "queue-failed"; error: unknown };

/** Books final ledger entries in the transaction that stores them. Each has the key of its payout. */
export type LedgerListener = (entries: readonly (LedgerEntry & { payoutKey: string })[], tx: Queryable) => unknown;

/** What the functions of payouts and workers work with. */
export interface DurableContext {
  pool: Pool;
  schema: string;
  client: MassPayoutClient;
  encryptionKey: KeyObject | undefined;
  settings: PaymentSettings;
  pageSize: number | undefined;
  onLedgerEntries: LedgerListener | undefined;
  /** Ends what only reads or waits, when the worker stops. */
  stopSignal: AbortSignal | undefined;
  /** Tells the caller's listener. Its errors are ignored. */
  emit(event: DurableEvent): void;
  /** pg-boss, started: it is started at the first use. */
  boss(): Promise<PgBoss>;
}
