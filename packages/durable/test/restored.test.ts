import pg from "pg";
import { expect, it } from "vitest";
import { countOf, durable, outcomeOf, planOf, timesPaid } from "./support/durable.ts";

it.concurrent("voids approvals and asks for a new digest after the database was restored", async (context) => {
  const { payouts, simulator, database, another } = await durable(context, { approvals: { approvers: 1 } });
  await payouts.submit(planOf("salaries", ["1"]), { by: "finance-1" });
  await payouts.start();
  const { review } = await outcomeOf(payouts, "salaries", "action-required");
  await payouts.stop();
  const client = new pg.Client(database);
  await client.connect();
  context.onTestFinished(() => client.end());
  await client.query(
    "insert into mass_payout.payout_approval (payout_key, digest, approver) values ('salaries', $1, 'x')",
    [review?.digest],
  );
  // The database is another one than the one that stored this.
  await client.query("update mass_payout.payout_settings set timeline = timeline + 1");
  const again = another();
  await again.start();
  const report = await outcomeOf(again, "salaries", "action-required", ({ review }) => review !== undefined);
  expect(report.approvals).toMatchObject([{ voidReason: "database-restored" }]);
  expect(report.review?.parts[0]?.review).toMatchObject({ mayHaveLostWrites: true });
  expect(report.review?.digest).not.toBe(review?.digest);
  expect(countOf(simulator, "auth")).toBe(0);
  await again.approve("salaries", report.review?.digest as string, { by: "finance-2" });
  await outcomeOf(again, "salaries", "settled");
  expect(timesPaid(simulator)).toEqual([1]);
  expect((await again.health()).restoredAt).toBeTypeOf("number");
});
