import type { ActionReason, LedgerEntry, PaymentPhase } from "@iyzico-mass-payout/client";
import { type HistoryEntry, readPayment, reportOf } from "@iyzico-mass-payout/client/payment";
import { milliseconds } from "../database/milliseconds.js";
import { invalidOption } from "../errors/invalid-option.js";
import type { DurableContext } from "./context.js";
import { type PayoutOutcome, readPaymentRows } from "./rows.js";

/** One payout of a list. Times are in milliseconds since 1970. */
export interface PayoutSummary {
  key: string;
  outcome: PayoutOutcome;
  phase: PaymentPhase;
  /** Why an action is required, if one is. */
  reason?: ActionReason;
  submittedBy: string;
  submittedAt: number;
  settledAt?: number;
  itemCount: number;
}

/** Which payouts to list. */
export interface ListOptions {
  outcome?: PayoutOutcome | undefined;
  /** How many at most: 1 to 1,000, and 100 by default. */
  limit?: number | undefined;
  /** The `next` of the page before. */
  after?: string | undefined;
}

/** One page of a list, with the newest submissions first. */
export interface PayoutPage {
  payouts: readonly PayoutSummary[];
  /** For the next page; missing on the last one. */
  next?: string;
}

/** Lists payouts, by an index whatever their number. */
export async function listPayouts({ pool, schema }: DurableContext, options: ListOptions = {}): Promise<PayoutPage> {
  const { outcome, after } = options;
  const limit = readLimit(options.limit, 1_000);
  if (outcome !== undefined && !["in-progress", "action-required", "settled"].includes(outcome)) {
    throw invalidOption('outcome must be "in-progress", "action-required" or "settled".');
  }
  const values: unknown[] = [limit + 1];
  const conditions: string[] = [];
  if (outcome !== undefined) conditions.push(`outcome = $${values.push(outcome)}`);
  if (after !== undefined) {
    const [microseconds, key] = readCursor(after);
    conditions.push(
      `(submitted_at, key) < (timestamptz 'epoch' + $${values.push(microseconds)}::bigint * interval '1 microsecond', $${values.push(key)}::text)`,
    );
  }
  const where = conditions.length === 0 ? "" : `where ${conditions.join(" and ")}`;
  const { rows } = await pool.query(
    `select key, outcome, phase, reason, submitted_by, item_count::text as item_count,
       ${milliseconds("submitted_at")} as submitted_at, ${milliseconds("settled_at")} as settled_at,
       (extract(epoch from submitted_at) * 1000000)::bigint::text as microseconds
     from ${schema}.payout ${where} order by payout.submitted_at desc, payout.key desc limit $1`,
    values,
  );
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    payouts: rows.slice(0, limit).map(summaryOf),
    ...(last !== undefined && { next: writeCursor(last.microseconds, last.key) }),
  };
}

function summaryOf(row: Record<string, string | null>): PayoutSummary {
  const reason = row["reason"] ?? null;
  const settledAt = row["settled_at"] ?? null;
  return {
    key: row["key"] as string,
    outcome: row["outcome"] as PayoutOutcome,
    phase: row["phase"] as PaymentPhase,
    ...(reason !== null && { reason: reason as ActionReason }),
    submittedBy: row["submitted_by"] as string,
    submittedAt: Number(row["submitted_at"]),
    ...(settledAt !== null && { settledAt: Number(settledAt) }),
    itemCount: Number(row["item_count"]),
  };
}

function writeCursor(microseconds: string, key: string): string {
  return Buffer.from(JSON.stringify([microseconds, key])).toString("base64url");
}

function readCursor(cursor: string): [string, string] {
  try {
    const [microseconds, key] = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (/^\d{1,18}$/.test(microseconds) && typeof key === "string") return [microseconds, key];
  } catch {
    // It is no cursor.
  }
  throw invalidOption("after must be the next of the page before.");
}

function readLimit(limit: number = 100, max: number): number {
  if (Number.isSafeInteger(limit) && limit >= 1 && limit <= max) return limit;
  throw invalidOption(`limit must be an integer from 1 to ${max}.`);
}

/** One entry of a payout's history: what a person or the database did, or what a payment went through. */
export interface PayoutEvent {
  /** In milliseconds since 1970. */
  at: number;
  /** What happened: an event of the payout, or one of a payment's history. */
  event: string;
  /** Who did it, if a person did. */
  by?: string;
  /** The payment, for an event of a payment's history. */
  part?: string;
  details?: Readonly<Record<string, unknown>>;
}

/** The history of a payout, in order: what people did, and what was sent and polled. */
export async function readHistory({ pool, schema }: DurableContext, key: string): Promise<PayoutEvent[]> {
  const { rows } = await pool.query(
    `select event, by, details::text as details, ${milliseconds("at")} as at from ${schema}.payout_event
     where payout_key = $1 order by id`,
    [key],
  );
  const recorded = rows.map(
    ({ event, by, details, at }): PayoutEvent => ({
      at: Number(at),
      event,
      ...(by !== null && { by }),
      ...(details !== null && { details: JSON.parse(details) }),
    }),
  );
  const payments = await readPaymentRows(pool, schema, key);
  const own = payments.flatMap(({ key: part, payment }) =>
    reportOf(readPayment(payment, part)).history.map((entry) => eventOf(part, entry)),
  );
  return [...recorded, ...own].sort((one, other) => one.at - other.at);
}

function eventOf(part: string, { at, event, by, ...details }: HistoryEntry): PayoutEvent {
  const hasDetails = Object.keys(details).length > 0;
  return { at, event, part, ...(by !== undefined && { by }), ...(hasDetails && { details }) };
}

/** A ledger entry that is final, and where it stands in the books. */
export interface BookedEntry extends LedgerEntry {
  /** Its place in the order of all entries, from 1: without gaps, and never below one that was readable before. */
  position: number;
  payoutKey: string;
}

/** Which ledger entries to read. */
export interface LedgerOptions {
  /** Only entries with a higher position. From the first one by default. */
  since?: number | undefined;
  /** Only entries of this payout. */
  key?: string | undefined;
  /** How many at most: 1 to 10,000, and 100 by default. */
  limit?: number | undefined;
}

/** Reads final ledger entries in the order in which they were stored. */
export async function readLedger(
  { pool, schema }: DurableContext,
  options: LedgerOptions = {},
): Promise<BookedEntry[]> {
  const { since = 0, key } = options;
  const limit = readLimit(options.limit, 10_000);
  if (!(Number.isSafeInteger(since) && since >= 0))
    throw invalidOption("since must be a position: an integer of 0 or more.");
  const { rows } = await pool.query(
    `select position::text as position, payout_key, entry::text as entry from ${schema}.ledger_entry
     where position > $1 ${key === undefined ? "" : "and payout_key = $3"} order by ledger_entry.position limit $2`,
    key === undefined ? [since, limit] : [since, limit, key],
  );
  return rows.map(({ position, payout_key: payoutKey, entry }) => ({
    ...(JSON.parse(entry) as LedgerEntry),
    position: Number(position),
    payoutKey,
  }));
}
