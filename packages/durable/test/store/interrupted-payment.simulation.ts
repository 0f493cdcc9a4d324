import { once } from "node:events";
import { createMassPayoutClient, isMassPayoutError, type PayOptions, type PayResult } from "@iyzico-mass-payout/client";
import { createSimulator, type Simulator } from "@iyzico-mass-payout/simulator";
import { expect, test } from "vitest";
import type { Pool } from "../../src/database/pool.ts";
import { createPostgresStore } from "../../src/index.ts";
import { planOf } from "../support/durable.ts";
import { fastClock } from "../support/fast-clock.ts";
import { interruptedPool } from "../support/interrupted-pool.ts";
import { migratedDatabase } from "../support/migrated-database.ts";
import { runScript } from "../support/run-script.ts";
import { startVendorServer } from "../support/vendor-server.ts";

const credentials = { apiKey: "sandbox-key", secretKey: "sandbox-secret" };

/** A plan of its own: another key with the same list would need an approval. */
const planAt = (position: number) => planOf(`salaries-${position}`, [`${position + 1}.50`]);

/** Fast, and with everything that a second init or auth can do. */
const vendor = {
  credentials,
  delays: { visible: 0, authorised: 20, queued: 20, itemsQueued: 20, sent: 20, processing: 20, refund: 20 },
  repeatedInit: "new-payout",
  repeatedAuth: "paid-again",
} as const;

/**
 * How often the plan's item was paid, in whatever payouts, and how many auths were sent. A second init after one that polls do
 * not show makes a second payout, which must not be authorised.
 */
const evidenceOf = ({ payouts, history }: Simulator) => ({
  timesPaid: payouts.flatMap(({ items }) => items).reduce((sum, { timesPaid }) => sum + timesPaid, 0),
  auths: history.filter(({ operation }) => operation === "auth").length,
});

/** Goes on with a payment, as its process and its operator would, until it is settled. */
async function finish(simulator: Simulator, pool: Pool, pay: (options: Partial<PayOptions>) => Promise<PayResult>) {
  let result: PayResult | undefined;
  for (let call = 0; call < 4 && result?.outcome !== "settled"; call += 1) {
    // The lock of a process that has died, or that could not release it.
    await pool.query("update mass_payout.payment_lock set expires_at = clock_timestamp() - interval '1 second'");
    const { reason, review } = result?.outcome === "action-required" ? result : {};
    // The operator has asked iyzico whether the auth arrived.
    const isMissing = reason === "auth-outcome-unknown" && evidenceOf(simulator).auths === 0;
    result = await pay(isMissing && review ? { approve: review.digest } : {});
  }
  return result?.outcome;
}

const paidOnce = { outcome: "settled", timesPaid: 1, auths: 1 };

test("a process that is killed around any commit is continued by another one, which pays once", async () => {
  const { connectionString, pool } = await migratedDatabase();
  for (let position = 0, isKilled = true; isKilled; position += 1) {
    const simulator = createSimulator({ ...vendor, clock: Date });
    const url = await startVendorServer(simulator);
    const plan = planAt(position);
    const process = runScript("paying-process.ts", [connectionString, url, JSON.stringify(plan), String(position)]);
    const [, signal] = await once(process, "exit");
    isKilled = signal === "SIGKILL";
    if (!isKilled) expect(position).toBeGreaterThan(10);
    const { fetch } = simulator;
    const iyzico = createMassPayoutClient({ credentials, baseUrl: url, fetch, clock: fastClock, rateLimit: false });
    const store = createPostgresStore(pool);
    const limits = { store, pollEveryMs: 1_000, notFoundGraceMs: 50_000 };
    const outcome = await finish(simulator, pool, (options) => iyzico.pay(plan, { ...limits, ...options }));
    expect([position, { outcome, ...evidenceOf(simulator) }]).toEqual([position, paidOnce]);
  }
});

test.each([
  ["before a statement", "before"],
  ["after a statement, before its answer arrives", "after"],
] as const)("a connection that dies %s, within a transaction too, leaves nothing paid twice", async (_, moment) => {
  const { connectionString, pool } = await migratedDatabase();
  const failures = new Set<string>();
  for (let position = 0, isCut = true; isCut; position += 1) {
    const simulator = createSimulator(vendor);
    const { fetch, clock } = simulator;
    const iyzico = createMassPayoutClient({ credentials, baseUrl: "http://127.0.0.1", fetch, clock, rateLimit: false });
    isCut = false;
    const interrupted = interruptedPool(connectionString, {
      async [moment](statement: { position: number; backendPid: number }) {
        if (statement.position !== position) return;
        isCut = true;
        await pool.query("select pg_terminate_backend($1, 10000)", [statement.backendPid]);
        if (moment === "after") throw new Error("Connection terminated unexpectedly");
      },
    });
    const store = createPostgresStore(interrupted);
    const limits = { store, notFoundGraceMs: 60_000 };
    const pay = async (options: Partial<PayOptions>) => {
      try {
        return await iyzico.pay(planAt(position), { ...limits, ...options });
      } catch (error) {
        if (!isMassPayoutError(error)) throw error;
        failures.add(error.code);
        return { outcome: "in-progress" } as PayResult;
      }
    };
    const outcome = await finish(simulator, pool, pay);
    await interrupted.end();
    if (!isCut) expect(position).toBeGreaterThan(30);
    expect([position, { outcome, ...evidenceOf(simulator) }]).toEqual([position, paidOnce]);
  }
  expect([...failures]).toEqual(["store_failed"]);
});
