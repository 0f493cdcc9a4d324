// Shows a BullMQ worker: the job's id is the payment's key, every attempt calls the same pay with the same plan and store, and
// after what may not be repeated the job fails for good. The queue is in Postgres; for Redis, import Queue and Worker from
// "bullmq", with a connection of ioredis: what was paid is in the store, and not in the queue.
//   create table payout_run (id text primary key, plan jsonb not null, outcome text)
import { createMassPayoutClientFromEnv, isMassPayoutError, type PayoutPlan } from "@iyzico-mass-payout/client";
import { createPostgresRateLimiter, createPostgresStore } from "@iyzico-mass-payout/durable";
import { createPostgresBackend, DelayedError, type Job, UnrecoverableError, withBackend } from "bullmq";
import pg from "pg";

const connection = process.env["DATABASE_URL"] ?? "postgres://localhost/payouts";
const database = new pg.Pool({ connectionString: connection });
const store = createPostgresStore(database);
const iyzico = createMassPayoutClientFromEnv({
  rateLimit: createPostgresRateLimiter(database, { perMinute: 50 }), // Of all workers together.
});
const { Worker, Queue } = withBackend(createPostgresBackend);
const stopping = new AbortController(); // No payment begins another step.
const ending = new AbortController(); // Also ends a pause, and a request without an answer.

/** Codes after which the same call may be made again; after others, see docs/runbook.md before anything is called. */
const repeatable = new Set(["payment_locked", "store_failed", "rate_limiter_failed", "aborted", "load_failed"]);

/** Adds the payment of a row of payout_run. Called again, it adds nothing while the job exists. */
async function requestPayment(id: string): Promise<void> {
  const queue = new Queue("payments", { connection });
  const backoff = { type: "fixed", delay: 30_000 }; // After a crash, a lock is free after 30 seconds.
  await queue.add("pay", { id }, { jobId: `pay-${id}`, attempts: 1_000, backoff, removeOnComplete: true });
  await queue.close();
}

const onProgress = () => stopping.signal.throwIfAborted();
const options = { store, onProgress, signal: ending.signal, maxWaitMs: 600_000, maxTotal: "2000000" };

async function payRun(job: Job<{ id: string }>, token?: string): Promise<void> {
  const { id } = job.data; // No account and no name is in the queue.
  const { rows } = await database.query<{ plan: PayoutPlan }>("select plan from payout_run where id = $1", [id]);
  if (rows[0] === undefined) throw new UnrecoverableError(`There is no payout_run ${id}`);
  const result = await iyzico.pay({ ...rows[0].plan, key: id }, options).catch((error) => {
    // Anything else than an error of the client, such as one of Postgres, may be repeated: pay polls first.
    if (isMassPayoutError(error) && !repeatable.has(error.code)) throw new UnrecoverableError(error.code);
    throw error;
  });
  if (result.outcome === "in-progress") {
    await job.moveToDelayed(Date.now() + 60_000, token);
    throw new DelayedError();
  }
  // A required action is no failure of the job: retry it, or add it again, once the action is done.
  const outcome = result.outcome === "settled" ? `paid: ${result.paid}` : result.reason;
  await database.query("update payout_run set outcome = $2 where id = $1", [id, outcome]);
}

/** Makes the tables of the store and of the queue: once, when the program is set up. */
async function migrate(): Promise<void> {
  await store.migrate();
  const queue = new Queue("payments", { connection: { connectionString: connection, migrate: true } });
  await queue.waitUntilReady();
  await queue.close();
}

async function startWorker(): Promise<void> {
  // A stalled job goes to another worker, also if its own still runs: the store's lock and compare-and-set are for that.
  const settings = { connection, concurrency: 4, maxStalledCount: 1_000, autorun: false };
  const worker = new Worker<{ id: string }>("payments", payRun, settings);
  worker.on("failed", (job, { name, message }) => console.error(JSON.stringify({ id: job?.data.id, name, message })));
  worker.on("error", ({ name, message }) => console.error(JSON.stringify({ name, message })));
  await worker.waitUntilReady(); // Fails without the tables.
  worker.run().catch(() => process.exit(1));
  process.once("SIGTERM", async () => {
    stopping.abort();
    setTimeout(() => ending.abort(), 10_000).unref(); // Another worker goes on with the job.
    await worker.close();
    await database.end();
  });
}

// `node worker.ts migrate`, `node worker.ts pay ID`, and any number of `node worker.ts`.
const [command, id] = process.argv.slice(2);
await (command === undefined ? startWorker() : id === undefined ? migrate() : requestPayment(id));
if (command !== undefined) await database.end();
