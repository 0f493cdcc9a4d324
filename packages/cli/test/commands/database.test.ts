import { expect, test } from "vitest";
import { merchantWithDatabase } from "../support/submitted-payout.ts";

test("a plan that is submitted is paid by a worker, and its ledger is complete", async () => {
  const merchant = await merchantWithDatabase();
  const submitted = await merchant.submit("nov", 2);
  console.log(submitted);
  const worked = await merchant.workUntil(async () => (await merchant.read("nov")).outcome === "settled");
  console.log(worked);
  for (const args of [["status", "nov"], ["list"], ["history", "nov"], ["ledger"], ["ledger", "--format", "csv"], ["ledger", "--json"], ["health"], ["policy"], ["purge", "--before", "2030-01-01"]]) {
    const r = await merchant.run(args);
    console.log(args.join(" "), r.exitCode, "\n" + r.stdout, "\nERR " + r.stderr);
  }
  expect(merchant.simulator.payouts[0]?.items.map(({ timesPaid }) => timesPaid)).toEqual([1, 1]);
});
