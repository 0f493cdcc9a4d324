import pg from "pg";
import { expect, it } from "vitest";
import { durable, outcomeOf, planOf, timesPaid, waitFor } from "./support/durable.ts";

it.concurrent("books entries in the transaction that stores them, each once", async (context) => {
  const { payouts, database } = await durable(context, {
    onLedgerEntries: async (entries, tx) => {
      for (const { key, amount } of entries)
        await tx.query("insert into books (key, amount) values ($1, $2)", [key, amount]);
    },
  });
  const client = new pg.Client(database);
  await client.connect();
  context.onTestFinished(() => client.end());
  await client.query("create table books (key text primary key, amount numeric)");
  await payouts.submit(planOf("salaries", ["100.50", "0.10"]), { by: "finance-1" });
  await payouts.start();
  await outcomeOf(payouts, "salaries", "settled");
  const { rows } = await client.query("select amount::text from books order by amount");
  expect(rows).toEqual([{ amount: "0.10" }, { amount: "100.50" }]);
});

it.concurrent("stores nothing of a step whose listener throws, tries again, and shows it", async (context) => {
  let isBroken = true;
  const { payouts, simulator } = await durable(context, {
    onLedgerEntries: async (_, tx) => {
      await tx.query("create table if not exists books (key text)");
      if (isBroken) throw new TypeError("the ledger is closed");
    },
  });
  await payouts.submit(planOf("salaries", ["1"]), { by: "finance-1" });
  await payouts.start();
  const { failing } = await waitFor(async () => {
    const health = await payouts.health();
    return health.failing.length > 0 ? health : undefined;
  });
  expect(failing).toEqual([{ key: "salaries", failures: 1, failure: "onLedgerEntries TypeError" }]);
  // What auth answered is stored.
  expect(await payouts.get("salaries")).toMatchObject({ parts: [{ isAuthorised: true }] });
  expect(await payouts.ledger()).toEqual([]);
  isBroken = false;
  await outcomeOf(payouts, "salaries", "settled");
  expect(await payouts.ledger()).toHaveLength(1);
  expect((await payouts.health()).failing).toEqual([]);
  expect(timesPaid(simulator)).toEqual([1]);
});

for (const end of ["commit", "rollback"]) {
  it.concurrent(`takes a listener that ends the transaction with ${end} for one that fails`, async (context) => {
    let isBroken = true;
    const { payouts, simulator } = await durable(context, {
      onLedgerEntries: async (_, tx) => {
        if (isBroken) await tx.query(end);
      },
    });
    await payouts.submit(planOf("salaries", ["1"]), { by: "finance-1" });
    await payouts.start();
    const { failing } = await waitFor(async () => {
      const health = await payouts.health();
      return health.failing.length > 0 ? health : undefined;
    });
    expect(failing).toMatchObject([{ failure: "onLedgerEntries LedgerListenerError" }]);
    expect(await payouts.ledger()).toEqual([]);
    isBroken = false;
    await outcomeOf(payouts, "salaries", "settled");
    expect(await payouts.ledger()).toHaveLength(1);
    expect(timesPaid(simulator)).toEqual([1]);
  });
}
