import pg from "pg";
import { expect, it } from "vitest";
import { countOf, durable, outcomeOf, planOf, timesPaid, waitFor } from "./support/durable.ts";

it.concurrent("leaves the state of a newer version alone, shows it, and goes on when a worker can read it", async (context) => {
  const { payouts, simulator, database } = await durable(context);
  const session = new pg.Client({ connectionString: database });
  await session.connect();
  context.onTestFinished(() => session.end());
  const read = async () => (await session.query("select revision, payment::text from mass_payout.payment")).rows[0];
  const setVersion = (version: number) =>
    session.query("update mass_payout.payment set payment = jsonb_set(payment::jsonb, '{version}', $1)::json", [
      JSON.stringify(version),
    ]);
  await payouts.submit(planOf("salaries", ["100.50"]), { by: "finance-1" });
  await setVersion(2);
  const before = await read();
  await payouts.start({ concurrency: 1 });
  await waitFor(async () => {
    const { failing } = await payouts.health();
    // Offered again and again: another worker may be newer.
    return failing[0]?.key === "salaries" && failing[0].failures >= 2 ? true : undefined;
  });
  expect(await read()).toEqual(before);
  expect(countOf(simulator, "init")).toBe(0);
  await setVersion(1);
  await outcomeOf(payouts, "salaries", "settled");
  expect(timesPaid(simulator)).toEqual([1]);
});

it("does not start on the tables of a newer version that it cannot work with", async (context) => {
  const { database, another } = await durable(context);
  const session = new pg.Client({ connectionString: database });
  await session.connect();
  context.onTestFinished(() => session.end());
  await session.query("insert into mass_payout.payout_migration (version, compatible_with) values (99, 99)");
  await expect(another().start()).rejects.toThrow("newer version");
  await session.query("update mass_payout.payout_migration set compatible_with = 1 where version = 99");
  await another().start();
});
