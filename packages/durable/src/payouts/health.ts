import type { ActionReason, PaymentPhase } from "@iyzico-mass-payout/client";
import { milliseconds, numberOf } from "../database/milliseconds.js";
import type { DurableContext } from "./context.js";

/** How the payouts of a schema are, for alerts and metrics. */
export interface Health {
  /** How many payouts are not settled, by phase. */
  open: Readonly<Partial<Record<PaymentPhase, number>>>;
  /** How long ago the oldest of them was submitted, in milliseconds. */
  oldestOpenMs?: number;
  /** How many require an action, by reason. */
  actionRequired: Readonly<Partial<Record<ActionReason, number>>>;
  /** How many should have been advanced more than a minute ago. More than 0 for long: there are too few workers, or none. */
  overdue: number;
  /** The payouts whose last jobs failed, such as because `onLedgerEntries` did: up to 100. */
  failing: readonly { key: string; failures: number; failure: string }[];
  /** How long the last request of each merchant waited for the shared rate limit, in milliseconds. */
  rateLimitWaitMs: Readonly<Record<string, number>>;
  /** When the database was last seen to be another one, in milliseconds since 1970. */
  restoredAt?: number;
}

/** Reads how the payouts are. Only open payouts are counted, by an index. */
export async function readHealth({ pool, schema }: DurableContext): Promise<Health> {
  const { rows: open } = await pool.query(
    `select phase, reason, count(*)::text as count,
       count(*) filter (where wake_at < clock_timestamp() - interval '1 minute')::text as overdue,
       (extract(epoch from clock_timestamp() - min(submitted_at)) * 1000)::text as age
     from ${schema}.payout where outcome <> 'settled' group by phase, reason`,
  );
  const { rows: failing } = await pool.query(
    `select key, failures::text as failures, failure from ${schema}.payout
     where outcome <> 'settled' and failures > 0 order by payout.failures desc limit 100`,
  );
  const { rows: limits } = await pool.query(`select merchant, waited_ms::text as waited_ms from ${schema}.rate_limit`);
  const { rows: settings } = await pool.query(
    `select ${milliseconds("restored_at")} as restored_at from ${schema}.payout_settings`,
  );
  const ages = open.map(({ age }) => Number(age));
  const restoredAt = numberOf(settings[0]?.restored_at ?? null);
  return {
    open: countBy(open, "phase"),
    ...(ages.length > 0 && { oldestOpenMs: Math.max(...ages) }),
    actionRequired: countBy(
      open.filter(({ reason }) => reason !== null),
      "reason",
    ),
    overdue: open.reduce((sum, { overdue }) => sum + Number(overdue), 0),
    failing: failing.map(({ key, failures, failure }) => ({ key, failures: Number(failures), failure })),
    rateLimitWaitMs: Object.fromEntries(limits.map(({ merchant, waited_ms: ms }) => [merchant, Number(ms)])),
    ...(restoredAt !== undefined && { restoredAt }),
  };
}

function countBy(rows: readonly Record<string, string>[], column: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) {
    const name = row[column] as string;
    counts[name] = (counts[name] ?? 0) + Number(row["count"]);
  }
  return counts;
}
