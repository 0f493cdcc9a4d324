import { readIdentity } from "../database/identity.js";
import { inTransaction } from "../database/transaction.js";
import type { DurableContext } from "../payouts/context.js";
import { wakePayout } from "../payouts/job-queue.js";
import { recordEvent } from "../payouts/rows.js";

/** Whether the database is the one that stored the payouts. */
async function isSameDatabase({ pool, schema }: DurableContext): Promise<boolean> {
  const { system, timeline } = await readIdentity(pool, schema);
  const { rows } = await pool.query(
    `select system = $1 and timeline = $2::bigint as same from ${schema}.payout_settings`,
    [system, timeline],
  );
  return rows[0]?.same === true;
}

/**
 * Compares the database with the one that stored the payouts. If it is another one, after a fail-over or a restore, commits
 * may be lost that had been confirmed, such as that an auth was about to be sent: approvals are void, and every open payout
 * is polled as one whose writes may be lost, before anything is sent for it.
 *
 * @returns whether it was another one, and this call has recorded that.
 */
export async function checkDatabase(context: DurableContext): Promise<boolean> {
  const { pool, schema } = context;
  if (await isSameDatabase(context)) return false;
  const boss = await context.boss();
  return inTransaction(pool, async (tx) => {
    const { system, timeline } = await readIdentity(tx, schema);
    const { rowCount } = await tx.query(
      `update ${schema}.payout_settings
       set system = $1, timeline = $2, restored_at = clock_timestamp()
       where (system, timeline) is distinct from ($1, $2::bigint)`,
      [system, timeline],
    );
    // Another worker has recorded it.
    if (rowCount === 0) return false;
    const { rows } = await tx.query(
      `update ${schema}.payout
       set restored_at = clock_timestamp(), wake_count = wake_count + 1,
           progress = (progress::jsonb - 'approval' - 'review' - 'resting')::json
       where outcome <> 'settled' returning key`,
    );
    await tx.query(
      `update ${schema}.payout_approval set void_at = clock_timestamp(), void_reason = 'database-restored'
       where void_at is null and payout_key = any ($1)`,
      [rows.map((row) => row.key)],
    );
    await recordEvent(tx, schema, { key: null, event: "database-restored", details: { system, timeline } });
    for (const { key } of rows) await wakePayout(boss, tx, schema, key, 0);
    return true;
  });
}
