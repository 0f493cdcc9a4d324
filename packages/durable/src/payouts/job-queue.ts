import { PgBoss } from "pg-boss";
import { milliseconds } from "../database/milliseconds.js";
import type { Pool, QueryAnswer, Queryable } from "../database/pool.js";

/** The queue whose jobs advance payouts: one job at a time for each payout. */
export const payoutQueue = "payouts";

/** The queue of the scheduled job that wakes payouts whose job is missing. */
export const overdueQueue = "payouts-overdue";

const day = 86_400;

// A payout is never given up by its queue: it ends when it is settled. A job may take long, because a large payout has many
// pages and the rate limit is shared; a dead worker is noticed by its heartbeat.
const payoutQueueOptions = {
  policy: "stately",
  retryLimit: 1_000_000,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 60,
  heartbeatSeconds: 10,
  expireInSeconds: 6 * 3_600,
  retentionSeconds: 3_650 * day,
  deleteAfterSeconds: day,
} as const;

/** pg-boss on the caller's pool, in our schema. */
export function createBoss(pool: Pool, schema: string, options: { isWorker: boolean }): PgBoss {
  const { isWorker } = options;
  return new PgBoss({
    db: jobDatabaseOf(pool),
    schema,
    migrate: false,
    supervise: isWorker,
    schedule: isWorker,
    registerInstance: isWorker,
    // A dead worker's job is free again within a heartbeat and one pass of the supervisor.
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    cronMonitorIntervalSeconds: 30,
    cronWorkerIntervalSeconds: 5,
  });
}

/** Makes pg-boss' tables and our queues in the schema, or brings them to this version. */
export async function migrateJobs(pool: Pool, schema: string): Promise<void> {
  const boss = new PgBoss({
    db: jobDatabaseOf(pool),
    schema,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  boss.on("error", () => undefined);
  await boss.start();
  try {
    for (const [name, options] of [
      [payoutQueue, payoutQueueOptions],
      [overdueQueue, { policy: "exclusive", retryLimit: 0, deleteAfterSeconds: 3_600 }],
    ] as const) {
      // createQueue does nothing if the queue is there.
      await boss.createQueue(name, options);
      const { policy: _, ...changeable } = options;
      await boss.updateQueue(name, changeable);
    }
    await boss.schedule(overdueQueue, "* * * * *");
  } finally {
    await boss.stop({ graceful: false });
  }
}

/** The form in which pg-boss takes a pool or an open transaction. */
interface JobDatabase {
  executeSql(text: string, values?: unknown[]): Promise<QueryAnswer>;
}

/** A pool or an open transaction, as pg-boss takes it. */
export function jobDatabaseOf(queryable: Queryable): JobDatabase {
  return { executeSql: (text, values) => queryable.query(text, values) };
}

/**
 * Wakes a payout after `afterMs` milliseconds of the database's time, in the transaction that changes it. It replaces the
 * wake-up that waits, if there is one. So the caller has locked the payout's row, and wakes at once if `wake_count` shows that
 * a person has changed the payout since it was read: their wake-up is not lost.
 */
export async function wakePayout(
  boss: PgBoss,
  tx: Queryable,
  schema: string,
  key: string,
  afterMs: number,
): Promise<void> {
  const seconds = Math.max(0, afterMs) / 1_000;
  const { rows } = await tx.query(
    `update ${schema}.payout set wake_at = clock_timestamp() + make_interval(secs => $2) where key = $1
     returning ${milliseconds("wake_at")} as wake_at`,
    [key, seconds],
  );
  const startAfter = new Date(Number(rows[0].wake_at)).toISOString();
  await boss.upsert(payoutQueue, { key }, { singletonKey: key, startAfter, db: jobDatabaseOf(tx) });
}
