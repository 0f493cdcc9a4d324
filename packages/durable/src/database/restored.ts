import { readIdentity } from "./identity.js";
import type { Pool, Queryable } from "./pool.js";
import { inTransaction } from "./transaction.js";

/**
 * Whether the database is the one that stored the payments; `undefined` if none is recorded yet. In a transaction, it holds
 * for what the transaction stores.
 */
export async function isSameDatabase(queryable: Queryable, schema: string): Promise<boolean | undefined> {
  const { system, timeline } = await readIdentity(queryable, schema);
  const { rows } = await queryable.query(
    `select system = $1 and timeline = $2::bigint as same from ${schema}.payout_settings`,
    [system, timeline],
  );
  return rows[0]?.same ?? undefined;
}

/**
 * Compares the database with the one that stored the payments. If it is another one, after a fail-over or a restore, commits
 * may be lost that had been confirmed, such as that an auth was about to be sent: approvals are void, and every open payment
 * gets another revision and is marked, so that it is polled as one whose writes may be lost before anything is sent for it.
 *
 * Payouts are made overdue: workers wake what is overdue.
 *
 * @returns whether it was another one, and this call has recorded that.
 */
export async function recordRestored(pool: Pool, schema: string): Promise<boolean> {
  if (await isSameDatabase(pool, schema)) return false;
  return inTransaction(pool, async (tx) => {
    const { system, timeline } = await readIdentity(tx, schema);
    const { rows } = await tx.query(
      `with before as (select system from ${schema}.payout_settings for update)
       update ${schema}.payout_settings
       set system = $1, timeline = $2::bigint,
           restored_at = case when before.system is null then restored_at else clock_timestamp() end
       from before
       where (payout_settings.system, payout_settings.timeline) is distinct from ($1, $2::bigint)
       returning before.system is not null as restored`,
      [system, timeline],
    );
    // Another process has recorded it, or this is the first use.
    if (rows[0]?.restored !== true) return false;
    await tx.query(
      `update ${schema}.payout_approval set void_at = clock_timestamp(), void_reason = 'database-restored'
       from ${schema}.payout where void_at is null and payout_key = key and outcome <> 'settled'`,
    );
    await tx.query(
      `update ${schema}.payout
       set restored_at = clock_timestamp(), wake_count = wake_count + 1, wake_at = clock_timestamp() - interval '1 hour',
           progress = (progress::jsonb - 'approval' - 'review' - 'resting')::json
       where outcome <> 'settled'`,
    );
    await tx.query(
      `update ${schema}.payment set is_restored = true, revision = gen_random_uuid()::text
       where phase <> 'settled'`,
    );
    await tx.query(`insert into ${schema}.payout_event (event, details) values ('database-restored', $1::json)`, [
      JSON.stringify({ system, timeline }),
    ]);
    return true;
  });
}
