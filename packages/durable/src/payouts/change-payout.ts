import { MassPayoutError } from "@iyzico-mass-payout/client";
import type { Queryable } from "../database/pool.js";
import { inTransaction } from "../database/transaction.js";
import { checkTables } from "./check-tables.js";
import type { DurableContext } from "./context.js";
import { wakePayout } from "./job-queue.js";
import { type PayoutRow, readPayoutRow } from "./rows.js";

/** The keys of a payout's payments that are authorised, or may be. */
export async function readAuthorised(tx: Queryable, schema: string, key: string): Promise<string[]> {
  const { rows } = await tx.query(
    `select key from ${schema}.payment
     where payout_key = $1 and phase in ('authorising', 'authorised', 'settled') order by part`,
    [key],
  );
  return rows.map((row) => row.key as string);
}

/** Changes a payout under its lock, and wakes the worker. */
export async function changePayout<Result>(
  context: DurableContext,
  key: string,
  change: (tx: Queryable, payout: PayoutRow, schema: string) => Promise<Result>,
): Promise<Result> {
  const { pool, schema } = context;
  const boss = await context.boss();
  return inTransaction(pool, async (tx) => {
    await checkTables({ pool: tx, schema });
    const payout = await lockPayout(tx, schema, key);
    if (payout === undefined) throw unknownPayoutError(key);
    if (payout.outcome === "settled") {
      throw refused("The payout is settled.", "Nothing can be changed any more. Nothing was recorded.");
    }
    const result = await change(tx, payout, schema);
    await tx.query(`update ${schema}.payout set wake_count = wake_count + 1 where key = $1`, [key]);
    await wakePayout(boss, tx, schema, key, 0);
    return result;
  });
}

/** How long to wait for a worker that is storing the payout, in milliseconds. */
const lockTimeoutMs = 10_000;

async function lockPayout(tx: Queryable, schema: string, key: string): Promise<PayoutRow | undefined> {
  await tx.query("select set_config('lock_timeout', $1, true)", [String(lockTimeoutMs)]);
  try {
    return await readPayoutRow(tx, schema, key, "for update");
  } catch (error) {
    if (Object(error).code !== "55P03") throw error;
    throw new MassPayoutError("payment_locked", "A worker is storing the payout.", {
      outcome: "not-sent",
      hint: "Call again. If it stays so, onLedgerEntries does not end. Nothing was recorded.",
    });
  }
}

/** The error for a key under which nothing was submitted. */
export function unknownPayoutError(key: string): MassPayoutError {
  return refused(
    `There is no payout with the key ${JSON.stringify(key)}.`,
    "Check the key and the schema. Nothing was recorded.",
  );
}

/** The error for what may not be recorded. */
export function refused(message: string, hint: string): MassPayoutError {
  return new MassPayoutError("invalid_request", message, { outcome: "not-sent", hint });
}
