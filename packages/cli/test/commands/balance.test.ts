import { expect, test } from "vitest";
import { withPlainSpaces } from "../support/run-cli.ts";
import { simulateMerchant } from "../support/simulated-merchant.ts";

test("balance prints the balance", async () => {
  const { run } = await simulateMerchant({ balance: "25399393.5" });
  const { exitCode, stdout, stderr } = await run(["balance"]);
  expect([exitCode, withPlainSpaces(stdout), stderr]).toEqual([0, "Mass payout balance: 25,399,393.50\n", ""]);
});

test("balance prints the balance in Turkish", async () => {
  const { run } = await simulateMerchant({ balance: "1250" });
  expect((await run(["balance", "--locale", "tr"])).stdout).toBe("Toplu ödeme bakiyesi: 1.250,00\n");
});

test("balance --below exits with 3 if the balance is below the amount, however little", async () => {
  const { run } = await simulateMerchant({ balance: "9007199254740993.00" });
  const below = await run(["balance", "--below", "9007199254740993.01"]);
  expect(below.exitCode).toBe(3);
  expect(below.stderr).toContain("The balance is below 9,007,199,254,740,993.01.");
  expect((await run(["balance", "--below", "9007199254740993"])).exitCode).toBe(0);
});

test("balance --json has the exact digits", async () => {
  const { run } = await simulateMerchant({ balance: "100.1" });
  const { exitCode, stdout } = await run(["balance", "--json", "--below", "200"]);
  expect([exitCode, JSON.parse(stdout)]).toEqual([3, { balance: "100.1", below: "200", isBelow: true }]);
});

test("balance fails with 1, and not with 3, if iyzico does not answer", async () => {
  const { run, simulator } = await simulateMerchant();
  simulator.fault({ kind: "rejection", errorCode: "2000" });
  expect((await run(["balance", "--below", "1"])).exitCode).toBe(1);
});

test("balance --below refuses what is no amount", async () => {
  const { run, simulator } = await simulateMerchant();
  for (const text of ["1.000", "1.00.50", "-1", "all"]) {
    expect((await run(["balance", "--below", text])).exitCode, text).toBe(2);
  }
  expect(simulator.history).toEqual([]);
});
