import { createMassPayoutClient } from "@iyzico-mass-payout/client";
import pg from "pg";
import { expect, it } from "vitest";
import { countOf, credentials, durable, outcomeOf, planOf, timesPaid, waitFor } from "./support/durable.ts";

it.concurrent("pays a plan that was submitted, and books its ledger", async (context) => {
  const { payouts, simulator } = await durable(context);
  await payouts.submit(planOf("salaries", ["100.50", "0.10", "20"]), { by: "finance-1" });
  await payouts.start({ concurrency: 2 });
  const report = await outcomeOf(payouts, "salaries", "settled");
  expect(report).toMatchObject({
    paid: "all",
    itemCount: 3,
    submittedBy: "finance-1",
    totals: { TRY: { paid: "120.60" } },
  });
  expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  const ledger = await payouts.ledger();
  expect(ledger.map(({ position, kind, amount }) => [position, kind, amount])).toEqual([
    [1, "paid", "100.50"],
    [2, "paid", "0.10"],
    [3, "paid", "20"],
  ]);
  expect(await payouts.ledger({ since: 2 })).toMatchObject([{ position: 3, payoutKey: "salaries" }]);
  const history = await payouts.history("salaries");
  expect(history.map(({ event }) => event)).toEqual(
    expect.arrayContaining(["submitted", "created", "init-sent", "auth-sent", "settled"]),
  );
  expect(history.map(({ at }) => at)).toEqual(history.map(({ at }) => at).sort((one, other) => one - other));
});

it.concurrent("sends nothing for a payout that was submitted for another address of iyzico", async (context) => {
  const { payouts, simulator, another } = await durable(context);
  await payouts.submit(planOf("salaries", ["1"]), { by: "finance-1" });
  const elsewhere = another({
    client: createMassPayoutClient({
      credentials,
      baseUrl: "http://localhost",
      fetch: simulator.fetch,
      rateLimit: false,
    }),
  });
  await elsewhere.start();
  const { failing } = await waitFor(async () => {
    const health = await payouts.health();
    return health.failing.length > 0 ? health : undefined;
  });
  expect(failing).toMatchObject([{ key: "salaries", failure: "worker MassPayoutError plan_mismatch" }]);
  expect(simulator.history).toEqual([]);
  await elsewhere.stop();
  // A worker of the right address goes on with it.
  await payouts.start();
  await outcomeOf(payouts, "salaries", "settled");
  expect(timesPaid(simulator)).toEqual([1]);
});

it.concurrent("reads the ledger in the order of its positions", async (context) => {
  const { payouts } = await durable(context);
  const amounts = Array.from({ length: 12 }, (_, index) => String(index + 1));
  await payouts.submit(planOf("salaries", amounts), { by: "finance-1" });
  await payouts.start();
  await outcomeOf(payouts, "salaries", "settled");
  const positions = (await payouts.ledger()).map(({ position }) => position);
  expect(positions).toEqual(amounts.map(Number));
  expect((await payouts.ledger({ since: 8, limit: 3 })).map(({ position }) => position)).toEqual([9, 10, 11]);
});

it.concurrent("is the same payout if the same plan is submitted again, and refuses another plan under its key", async (context) => {
  const { payouts } = await durable(context);
  const plan = planOf("salaries", ["1"]);
  expect(await payouts.submit(plan, { by: "finance-1" })).toEqual({
    key: "salaries",
    isNew: true,
    parts: ["salaries"],
  });
  expect(await payouts.submit(plan, { by: "finance-2" })).toEqual({
    key: "salaries",
    isNew: false,
    parts: ["salaries"],
  });
  await expect(payouts.submit(planOf("salaries", ["2"]), { by: "finance-1" })).rejects.toMatchObject({
    code: "plan_mismatch",
  });
  expect((await payouts.list()).payouts).toMatchObject([
    { key: "salaries", submittedBy: "finance-1", phase: "planned" },
  ]);
});

it.concurrent("does not authorise before the time that was given", async (context) => {
  const { payouts, simulator } = await durable(context);
  const authorizeAt = Date.now() + 8_000;
  await payouts.submit(planOf("salaries", ["1"]), { by: "finance-1", authorizeAt });
  await payouts.start();
  await outcomeOf(payouts, "salaries", "settled");
  const auth = simulator.history.find(({ operation }) => operation === "auth");
  expect(auth?.at).toBeGreaterThanOrEqual(authorizeAt - 5);
});

it.concurrent("stores with an auth that the payout is due at once, for the worker that may have to take over", async (context) => {
  const { payouts, simulator, database } = await durable(context, { approvals: { approvers: 1 } });
  await payouts.submit(planOf("salaries", ["1"]), { by: "finance-1" });
  await payouts.start();
  const { review } = await outcomeOf(payouts, "salaries", "action-required");
  simulator.fault({ kind: "slow", operation: "auth", ms: 3_000 });
  await payouts.approve("salaries", review?.digest as string, { by: "finance-2" });
  await waitFor(async () => (countOf(simulator, "auth") > 0 ? true : undefined));
  const client = new pg.Client(database);
  await client.connect();
  const { rows } = await client.query("select progress -> 'resting' as resting, phase from mass_payout.payout");
  await client.end();
  expect(rows).toEqual([{ resting: {}, phase: "created" }]);
  await outcomeOf(payouts, "salaries", "settled");
  expect(timesPaid(simulator)).toEqual([1]);
});

it.concurrent("is not paid by a worker whose client has another address", async (context) => {
  const { payouts, simulator, another, client } = await durable(context);
  await payouts.submit(planOf("salaries", ["1"]), { by: "finance-1" });
  const wrong = another({ client: { ...client, origin: "http://127.0.0.2" } });
  await wrong.start();
  const { failing } = await waitFor(async () => {
    const health = await payouts.health();
    return health.failing.length > 0 ? health : undefined;
  });
  expect(failing).toMatchObject([{ key: "salaries", failure: "worker MassPayoutError plan_mismatch" }]);
  expect(simulator.history).toEqual([]);
  await wrong.stop();
  await payouts.start();
  await outcomeOf(payouts, "salaries", "settled");
});

it.concurrent("starts one worker however often it is asked to, and works whatever the database shows of dates", async (context) => {
  const { payouts, database, another } = await durable(context);
  const client = new pg.Client(database);
  await client.connect();
  await client.query(`alter database ${client.database} set datestyle to 'SQL, DMY'`);
  await client.end();
  const others = another();
  await Promise.all([others.start(), others.start()]);
  await others.submit(planOf("salaries", ["1"]), { by: "finance-1" });
  await outcomeOf(payouts, "salaries", "settled");
  await others.stop();
  await payouts.submit(planOf("bonuses", ["1"]), { by: "finance-1" });
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect((await payouts.get("bonuses"))?.parts[0]).toMatchObject({
    phase: "planned",
    inits: 0,
    history: [{ event: "created" }],
  });
});
