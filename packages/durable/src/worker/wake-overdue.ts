import { inTransaction } from "../database/transaction.js";
import type { DurableContext } from "../payouts/context.js";
import { jobDatabaseOf, payoutQueue } from "../payouts/job-queue.js";

/** A payout whose wake-up is later than this is woken again, in seconds: its job may have been deleted. */
const overdueSeconds = 120;

/** Wakes payouts whose job is missing, such as after the queue's tables were emptied. */
export async function wakeOverdue(context: DurableContext): Promise<void> {
  const { pool, schema } = context;
  const boss = await context.boss();
  const { rows } = await pool.query(
    `select key from ${schema}.payout
     where outcome <> 'settled'
       and (wake_at < clock_timestamp() - make_interval(secs => $1)
         or wake_at > greatest(clock_timestamp(), authorize_at) + interval '25 hours')
     order by wake_at limit 1000`,
    [overdueSeconds],
  );
  for (const { key } of rows) {
    await inTransaction(pool, async (tx) => {
      // One that is locked is being advanced.
      const locked = await tx.query(`select 1 from ${schema}.payout where key = $1 for update skip locked`, [key]);
      if (locked.rows.length === 0) return;
      // The time at which it was due stays, for health().
      await boss.upsert(payoutQueue, { key }, { singletonKey: key, startAfter: 0, db: jobDatabaseOf(tx) });
    });
  }
}
