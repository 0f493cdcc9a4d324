// Shows Express routes over payouts in Postgres: a route submits what the program's own table has and answers 202, workers
// pay, a second person approves by a digest, and SIGTERM lets what was sent be answered before the process ends.
//   create table payout_run (id text primary key, plan jsonb not null)
import { createMassPayoutClientFromEnv, isMassPayoutError, type PayoutPlan } from "@iyzico-mass-payout/client";
import { createDurablePayouts, createPostgresRateLimiter } from "@iyzico-mass-payout/durable";
import express, { type NextFunction, type Request, type Response } from "express";
import pg from "pg";

const database = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: 12 });
const payouts = createDurablePayouts({
  database,
  client: createMassPayoutClientFromEnv({ rateLimit: createPostgresRateLimiter(database, { perMinute: 50 }) }),
  approvals: { approvers: 1, notTheSubmitter: true },
  maxTotal: "2000000",
  // Alert on "action-required" and "failed". No event has anything of a recipient.
  onEvent: (event) => console.log(JSON.stringify(event)),
});

/** Who is logged in. Here, a proxy with your login sets the header, and removes one that comes from outside. */
function userOf(request: Request): string {
  const user = request.header("x-authenticated-user");
  if (user === undefined) throw Object.assign(new Error("x-authenticated-user is required"), { status: 401 });
  return user;
}

const app = express();
app.use(express.json());

app.post("/payouts/:id", async (request, response) => {
  const { id } = request.params;
  const { rows } = await database.query<{ plan: PayoutPlan }>("select plan from payout_run where id = $1", [id]);
  if (rows[0] === undefined) return response.sendStatus(404);
  // The same id again, also at the same moment and on another machine, is the same payout.
  await payouts.submit({ ...rows[0].plan, key: id }, { by: userOf(request) });
  return response.status(202).location(`/payouts/${id}`).json({ id });
});

app.get("/payouts/:id", async (request, response) => {
  const payout = await payouts.get(request.params.id);
  if (payout === undefined) return response.sendStatus(404);
  const { outcome, paid, totals, action, review } = payout;
  // `paid` is "none" while nothing is known: only with the outcome "settled" it means that no recipient is paid.
  return response.json({ outcome, paid: outcome === "settled" ? paid : null, totals, action, review });
});

// The digest that the person has read: what has changed since then is not approved.
app.post("/payouts/:id/approval", async (request, response) => {
  const { digest, note } = request.body as { digest: string; note?: string };
  await payouts.approve(request.params.id, digest, { by: userOf(request), note });
  return response.sendStatus(204);
});

app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
  // Express' own answer and log would have a stack, and what a malformed body contains.
  if (!isMassPayoutError(error)) return response.sendStatus(Object(error).status ?? 500);
  // A message of the client says what must be, and shows no value.
  return response.status(409).json({ code: error.code, message: error.message });
});

await payouts.migrate(); // With a policy of approvals, which every process must share.
await payouts.start({ concurrency: 2 }); // Or in another process: a route needs no worker near it.
const server = app.listen(Number(process.env["PORT"] ?? 3000), () => console.log(JSON.stringify(server.address())));

process.once("SIGTERM", () => {
  server.close(async () => {
    await payouts.stop();
    await database.end();
  });
  server.closeIdleConnections();
});
