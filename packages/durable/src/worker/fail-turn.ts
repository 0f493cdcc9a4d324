import type { Queryable } from "../database/pool.js";
import { inTransaction } from "../database/transaction.js";
import type { DurableContext } from "../payouts/context.js";
import { jobDatabaseOf, payoutQueue, wakePayout } from "../payouts/job-queue.js";
import { readPayoutRow } from "../payouts/rows.js";
import { LedgerListenerError } from "./book-entries.js";
import type { Turn } from "./turn.js";

/** Grows from 5 s to an hour, in milliseconds. */
function failurePauseMs(failures: number): number {
  return Math.min(3_600_000, 5_000 * 2 ** Math.min(failures, 20));
}

/**
 * Ends a turn that failed: nothing of it is stored, except that it failed. The payout is tried again after a pause that grows.
 */
export async function failTurn(context: DurableContext, turn: Turn, error: unknown): Promise<void> {
  const { pool, schema, emit } = context;
  const { payout, job } = turn;
  const boss = await context.boss();
  const failures = await inTransaction(pool, async (tx) => {
    const stored = await readPayoutRow(tx, schema, payout.key, "for update");
    const count = (stored?.failures ?? 0) + 1;
    await storeFailure(tx, schema, payout.key, error);
    const isSame = stored?.wakeCount === payout.wakeCount;
    await wakePayout(boss, tx, schema, payout.key, isSame ? failurePauseMs(count - 1) : 0);
    await boss.complete(payoutQueue, job.id, null, { db: jobDatabaseOf(tx) });
    return count;
  });
  emit({
    type: "failed",
    key: payout.key,
    failures,
    error: causeOf(error),
  });
}

/** Records that a payout could not be read, for `health`. Its job is tried again by the queue. */
export async function recordFailure({ pool, schema }: DurableContext, key: string, error: unknown): Promise<void> {
  await storeFailure(pool, schema, key, error);
}

async function storeFailure(queryable: Queryable, schema: string, key: string, error: unknown): Promise<void> {
  await queryable.query(`update ${schema}.payout set failures = failures + 1, failure = $2 where key = $1`, [
    key,
    nameOf(error),
  ]);
}

function causeOf(error: unknown): unknown {
  return error instanceof LedgerListenerError ? (error.cause ?? error) : error;
}

/** What failed, without the words of the error: they may have data of recipients. */
function nameOf(error: unknown): string {
  const subject = error instanceof LedgerListenerError ? "onLedgerEntries" : "worker";
  const cause = causeOf(error);
  const { name, code } = Object(cause) as { name?: unknown; code?: unknown };
  return [subject, name, code].filter((word) => typeof word === "string" && /^[\w.-]{1,100}$/.test(word)).join(" ");
}
