import type { Queryable } from "./pool.js";

/**
 * Makes this transaction the only one that creates something under a key, until it ends: a payout and a payment of the same
 * key are in different tables.
 */
export async function lockKey(tx: Queryable, schema: string, key: string): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`mass-payout key ${schema} ${key}`]);
}
