import { MassPayoutError } from "@iyzico-mass-payout/client";
import type { Queryable } from "../database/pool.js";
import { inTransaction } from "../database/transaction.js";
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
    const payout = await readPayoutRow(tx, schema, key, "for update");
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
