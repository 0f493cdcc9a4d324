// Shows a Next.js route handler that submits a payout and answers 202: a handler may be ended at any moment, so that it only
// stores what is to be paid. `mass-payout worker` pays it, in a process of its own that nothing ends with the request.
//   create table payout_run (id text primary key, plan jsonb not null)
import { createMassPayoutClientFromEnv, isMassPayoutError, type PayoutPlan } from "@iyzico-mass-payout/client";
import { createDurablePayouts, type DurablePayouts } from "@iyzico-mass-payout/durable";
import pg from "pg";

// A route that pays is neither prerendered nor cached, and needs Node.
export const dynamic = "force-dynamic";
export const runtime = "nodejs";

interface Payouts {
  database: pg.Pool;
  payouts: DurablePayouts;
}

// One pool for each process, also if Next loads this module again. Not while it builds: there are no keys then.
const shared = globalThis as { payoutsOfRoute?: Payouts };

function openPayouts(): Payouts {
  shared.payoutsOfRoute ??= createPayouts();
  return shared.payoutsOfRoute;
}

function createPayouts(): Payouts {
  const database = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: 4 });
  return { database, payouts: createDurablePayouts({ database, client: createMassPayoutClientFromEnv() }) };
}

type Context = { params: Promise<{ id: string }> };

export async function POST(request: Request, { params }: Context): Promise<Response> {
  // Who is logged in: a proxy with your login sets the header, and removes one that comes from outside.
  const by = request.headers.get("x-authenticated-user");
  if (by === null) return new Response(null, { status: 401 });
  const { id } = await params;
  const { database, payouts } = openPayouts();
  // What is paid comes from the program's own table, and never from the request.
  const { rows } = await database.query<{ plan: PayoutPlan }>("select plan from payout_run where id = $1", [id]);
  if (rows[0] === undefined) return new Response(null, { status: 404 });
  try {
    // The same id again, also at the same moment and on another machine, is the same payout.
    const { isNew } = await payouts.submit({ ...rows[0].plan, key: id }, { by });
    return Response.json({ id, isNew }, { status: 202, headers: { location: `/payouts/${id}` } });
  } catch (error) {
    if (!isMassPayoutError(error)) throw error;
    // A message of the client says what must be, and shows no value.
    return Response.json({ code: error.code, message: error.message }, { status: 409 });
  }
}

// Behind your own login, as everything here.
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const payout = await openPayouts().payouts.get((await params).id);
  if (payout === undefined) return new Response(null, { status: 404 });
  const { outcome, paid, action } = payout;
  // `paid` is "none" while nothing is known: only with the outcome "settled" it means that no recipient is paid.
  return Response.json({ outcome, paid: outcome === "settled" ? paid : null, action: action?.reason ?? null });
}
