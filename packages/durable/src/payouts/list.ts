import type { ActionReason, PaymentPhase } from "@iyzico-mass-payout/client";
import { milliseconds } from "../database/milliseconds.js";
import { invalidOption } from "../errors/invalid-option.js";
import { checkOptionNames } from "./check-options.js";
import type { DurableContext } from "./context.js";
import { readLimit } from "./limit.js";
import type { PayoutOutcome } from "./rows.js";

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
  checkOptionNames(options, "outcome", "limit", "after");
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
