import { massPayoutItemStatuses, massPayoutStatuses } from "@iyzico-mass-payout/types";
import { expect, test } from "vitest";
import { joinLines, runCli } from "../support/run-cli.ts";

test("statuses needs no keys, and lists every documented status with its state and meaning", async () => {
  const { exitCode, stdout } = await runCli(["statuses", "--locale", "en"], {});
  expect(exitCode).toBe(0);
  for (const status of [...massPayoutStatuses, ...massPayoutItemStatuses]) expect(stdout).toContain(`\n${status} · `);
  expect(stdout).toContain("DEPOSIT_SUCCESS · refunded · final\n  ");
  expect(stdout).toContain("Whether money is settled is decided item by item");
  expect(joinLines(stdout)).toContain(
    "Items that are refunded or rejected may be paid again once their payment is settled, and only with the plan that this " +
      "command makes: mass-payout repay",
  );
});

test("statuses speaks Turkish", async () => {
  const { stdout } = await runCli(["statuses", "--locale", "tr"], {});
  expect(stdout).toContain("INIT · bekliyor\n  Toplu ödeme talebi alındı, ancak henüz onaylanmadı.");
});

test("statuses --json has them as tables", async () => {
  const { payouts, items } = JSON.parse((await runCli(["statuses", "--json"], {})).stdout);
  expect(payouts).toHaveLength(massPayoutStatuses.length);
  expect(items).toContainEqual(expect.objectContaining({ status: "SUCCESS", state: "paid", isFinal: true }));
});
