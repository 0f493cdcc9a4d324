import type { PayoutPlan } from "@iyzico-mass-payout/client";
import { expect, it } from "vitest";
import { createPostgresStore } from "../src/index.ts";
import { durable, outcomeOf, planOf, timesPaid } from "./support/durable.ts";

it.concurrent("pays again once what came back of a payout, by a plan that supersedes it", async (context) => {
  const outcomeOfItem = ({ itemExternalId }: { itemExternalId: string }) =>
    itemExternalId === "salaries-2" ? "failed-refunded" : "paid";
  const { payouts, client, simulator, database } = await durable(context, {}, { outcomeOf: outcomeOfItem });
  const plan = planOf("salaries", ["1", "2"]);
  await payouts.submit(plan, { by: "finance-1" });
  await payouts.start();
  expect(await outcomeOf(payouts, "salaries", "settled")).toMatchObject({ paid: "some" });
  const store = createPostgresStore(database);
  context.onTestFinished(() => store.close());
  const repayment = await client.planRepayment(plan, { store, key: "salaries-again" });
  const repaymentPlan = repayment.plan as PayoutPlan;
  await payouts.submit(repaymentPlan, { by: "finance-1" });
  const again = await outcomeOf(payouts, "salaries-again", "settled");
  expect(again).toMatchObject({ paid: "all", totals: { TRY: { paid: "2" } } });
  // The items are recorded as paid again: another plan must not pay them.
  await payouts.submit({ ...repaymentPlan, key: "salaries-other" }, { by: "finance-1" });
  expect(await outcomeOf(payouts, "salaries-other", "action-required")).toMatchObject({
    action: { reason: "payout-mismatch" },
  });
  expect((await payouts.get("salaries"))?.parts[0]?.items[1]).toMatchObject({ supersededBy: "salaries-again" });
  expect(timesPaid(simulator)).toEqual([1, 0, 1]);
});
