import type { PgBoss } from "pg-boss";
import { recordRestored } from "../database/restored.js";
import { checkTables } from "../payouts/check-tables.js";
import type { DurableContext } from "../payouts/context.js";
import { createBoss, overdueQueue, payoutQueue } from "../payouts/job-queue.js";
import { failTurn, recordFailure } from "./fail-turn.js";
import { runTurn } from "./run-turn.js";
import { openTurn, type PayoutJob, type Turn, TurnOutdatedError } from "./turn.js";
import { wakeOverdue } from "./wake-overdue.js";

/** How often each of a worker's places asks for a job, in seconds. */
const pollingIntervalSeconds = 1;

/** How long a stop waits for turns that are under way, in milliseconds: for the requests that they have sent. */
const stopTimeoutMs = 60_000;

/** A worker of this process. */
export interface Worker {
  /** Waits for what is under way, and takes no more jobs. */
  stop(): Promise<void>;
}

/** Starts to work on the jobs of payouts. */
export async function startWorker(context: DurableContext, concurrency: number): Promise<Worker> {
  const boss = createBoss(context.pool, context.schema, { isWorker: true });
  // pg-boss goes on after errors of the database. The caller hears of them.
  boss.on("error", (error) => context.emit({ type: "queue-failed", error }));
  await boss.start();
  const stopping = new AbortController();
  try {
    await work({ ...context, stopSignal: stopping.signal }, boss, concurrency);
  } catch (error) {
    await boss.stop({ graceful: false });
    throw error;
  }
  return {
    async stop() {
      stopping.abort();
      await boss.stop({ graceful: true, timeout: stopTimeoutMs });
    },
  };
}

/** Takes the jobs of payouts, and the one that wakes those that are overdue. */
async function work(context: DurableContext, boss: PgBoss, concurrency: number): Promise<void> {
  await recordRestored(context.pool, context.schema);
  // In case the queue's tables were emptied.
  await boss.schedule(overdueQueue, "* * * * *");
  await wakeOverdue(context);
  await boss.work<{ key: string }>(
    payoutQueue,
    { localConcurrency: concurrency, pollingIntervalSeconds, includeMetadata: false },
    async ([job]) => {
      if (job !== undefined) await runJob(context, job);
    },
  );
  await boss.work(overdueQueue, { pollingIntervalSeconds: 10 }, async () => {
    await recordRestored(context.pool, context.schema);
    await wakeOverdue(context);
  });
}

async function runJob(context: DurableContext, job: PayoutJob): Promise<void> {
  await checkTables(context);
  // Recorded first: the turn is then read from what it has left.
  if (await recordRestored(context.pool, context.schema)) await wakeOverdue(context);
  let turn: Turn | undefined;
  try {
    turn = await openTurn(context, job);
  } catch (error) {
    // The job fails, and is offered to other workers too: one may have the right key, or know what a newer version stored.
    await recordFailure(context, job.data.key, error);
    context.emit({ type: "failed", key: job.data.key, failures: 1, error });
    throw error;
  }
  if (turn === undefined) return;
  try {
    await runTurn(context, turn);
  } catch (error) {
    // The job fails, and runs again soon: something has changed what it was read for.
    if (error instanceof TurnOutdatedError) throw error;
    await failTurn(context, turn, error);
  }
}
