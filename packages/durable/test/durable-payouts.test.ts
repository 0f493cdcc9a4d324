import { expect, it } from "vitest";
import { durable, planOf, waitFor } from "./support/durable.ts";

it("pays a plan that was submitted, and books its ledger", async () => {
  const { payouts, simulator } = await durable();
  await payouts.submit(planOf("salaries", ["100.50", "0.10", "20"]), { by: "finance-1" });
  await payouts.start({ concurrency: 2 });
  const report = await waitFor(async () => {
    const found = await payouts.get("salaries");
    return found?.outcome === "settled" ? found : undefined;
  });
  expect(report.paid).toBe("all");
  expect(simulator.payouts[0]?.items.map(({ timesPaid }) => timesPaid)).toEqual([1, 1, 1]);
  const ledger = await payouts.ledger();
  expect(ledger.filter(({ kind }) => kind === "paid").map(({ amount }) => amount)).toEqual(["100.50", "0.10", "20"]);
});
