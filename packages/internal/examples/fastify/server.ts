// Shows a Fastify route that starts a payment and answers 202 at once. What is paid comes from the program's own table, never
// from the request; the row's id is the key, so two requests are one payment; what is not known yet is answered as null.
//   create table payout_run (id text primary key, plan jsonb not null, requested_at timestamptz, outcome text, detail text)
import { setTimeout as sleep } from "node:timers/promises";
import { createMassPayoutClientFromEnv, isMassPayoutError, type PayoutPlan } from "@iyzico-mass-payout/client";
import { createPostgresStore } from "@iyzico-mass-payout/durable";
import Fastify from "fastify";
import pg from "pg";

const database = new pg.Pool({ connectionString: process.env["DATABASE_URL"] });
const store = createPostgresStore(database); // `await store.migrate()` once, when the program is set up.
const iyzico = createMassPayoutClientFromEnv();
const app = Fastify({ logger: true });
const running = new Map<string, Promise<void>>();
const stopping = new AbortController(); // No payment begins another step.
const ending = new AbortController(); // Also ends a pause, and a request without an answer.

function startPayment(id: string, plan: PayoutPlan): void {
  if (running.has(id) || stopping.signal.aborted) return;
  running.set(
    id,
    payRun(id, plan)
      .catch(({ name }) => app.log.error({ id, name }, "not recorded")) // The next start goes on with it.
      .finally(() => running.delete(id)),
  );
}

async function payRun(id: string, plan: PayoutPlan): Promise<void> {
  const onProgress = () => stopping.signal.throwIfAborted();
  const options = { store, onProgress, signal: ending.signal, maxTotal: "2000000" };
  while (!stopping.signal.aborted) {
    try {
      const result = await iyzico.pay({ ...plan, key: id }, options);
      if (result.outcome === "in-progress") continue; // An hour is over: the same call goes on.
      const detail = result.outcome === "settled" ? result.paid : result.reason; // The runbook has each reason.
      return await recordOutcome(id, result.outcome, detail);
    } catch (error) {
      if (stopping.signal.aborted) return;
      const code = isMassPayoutError(error) ? error.code : "unknown";
      app.log.error({ id, code }); // Not the error: one of Postgres may show a row, and so a recipient.
      // Another process pays it. If that one has died, its lock is free after 30 seconds.
      if (code === "payment_locked") await sleep(10_000, undefined, stopping).catch(() => {});
      else return await recordOutcome(id, "failed", code); // What to do is in docs/runbook.md.
    }
  }
}

async function recordOutcome(id: string, outcome: string, detail: string): Promise<void> {
  await database.query("update payout_run set outcome = $2, detail = $3 where id = $1", [id, outcome, detail]);
}

// Behind your own login. POST starts a payment, or goes on with it once a required action is done. After `payment_lost` and
// `payment_unreadable` nothing may be paid before a person has found out what was sent.
app.post<{ Params: { id: string } }>("/payout-runs/:id/payment", async ({ params: { id } }, reply) => {
  const statement = `update payout_run set requested_at = coalesce(requested_at, now()),
    outcome = case outcome when 'settled' then outcome end, detail = case outcome when 'settled' then detail end
    where id = $1 and coalesce(detail, '') not in ('payment_lost', 'payment_unreadable') returning plan`;
  const [run] = (await database.query<{ plan: PayoutPlan }>(statement, [id])).rows;
  if (run === undefined) return reply.code(409).send({ message: "There is no such run, or its record is lost" });
  startPayment(id, run.plan);
  return reply.code(202).header("location", `/payout-runs/${id}`).send({ id });
});

app.get<{ Params: { id: string } }>("/payout-runs/:id", async ({ params: { id } }, reply) => {
  const { rows } = await database.query("select id, outcome, detail from payout_run where id = $1", [id]);
  return rows[0] ?? reply.code(404).send();
});

process.once("SIGTERM", async () => {
  stopping.abort();
  setTimeout(() => ending.abort(), 10_000).unref(); // What was sent has 10 seconds to be answered.
  await app.close();
  await Promise.all(running.values());
  await database.end();
});

const open = "select id, plan from payout_run where requested_at is not null and outcome is null";
for (const { id, plan } of (await database.query<{ id: string; plan: PayoutPlan }>(open)).rows) startPayment(id, plan);
await app.listen({ port: Number(process.env["PORT"] ?? 3000) });
