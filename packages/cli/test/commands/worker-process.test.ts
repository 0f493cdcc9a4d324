import { once } from "node:events";
import { text } from "node:stream/consumers";
import { createTestDatabase } from "@iyzico-mass-payout/postgres/test-database";
import { expect, test } from "vitest";
import { readUntil, startCli, waitForExit } from "../support/process.ts";
import { itemsOf, simulateMerchant } from "../support/simulated-merchant.ts";

test("processes migrate, submit, work, approve and book, and workers stop on SIGTERM and after a SIGKILL of another", async () => {
  const merchant = await simulateMerchant();
  const environment = { ...merchant.environment, MASS_PAYOUT_DATABASE: await createTestDatabase() };
  const run = (...args: string[]) => waitForExit(startCli(args, environment));
  const plan = merchant.write("plan.json", JSON.stringify({ key: "nov", items: itemsOf("nov", 3) }));
  const startWorker = () =>
    startCli(
      ["worker", "--json", "--poll-every", "0.2", "--not-found-grace", "1", "--rate-limit", "6000"],
      environment,
    );

  expect(await run("migrate")).toMatchObject({ exitCode: 0, stderr: "" });
  expect(await run("policy", "--approvers", "2", "--by", "cfo")).toMatchObject({ exitCode: 0, stderr: "" });
  expect((await run("submit", plan, "--by", "finance-1")).exitCode).toBe(0);
  const first = startWorker();
  const events = await readUntil(first.stdout, '"action-required"');
  const required = JSON.parse(events.trim().split("\n").at(-1) ?? "");
  expect(required).toMatchObject({ type: "action-required", key: "nov", reason: "approval-required" });
  expect(required.at).toBeGreaterThan(Date.UTC(2026, 0));
  first.kill("SIGKILL");
  await once(first, "exit");

  // No worker runs now.
  const one = await run("approve", "nov", "--digest", required.digest, "--by", "finance-2");
  expect([one.exitCode, one.stdout]).toEqual([0, expect.stringContaining("1 of 2")]);
  const done = await run("approve", "nov", "--digest", required.digest.slice(0, 12), "--by", "finance-3");
  expect([done.exitCode, done.stdout]).toEqual([0, expect.stringContaining("Approved: 2 of 2")]);

  const second = startWorker();
  const stderr = text(second.stderr);
  expect(await readUntil(second.stdout, '"settled"')).toContain('"paid":"all"');
  second.kill("SIGTERM");
  const [exitCode] = await once(second, "exit");
  expect([exitCode, await stderr]).toEqual([0, expect.stringMatching(/^TEST · /)]);
  expect(merchant.simulator.payouts[0]?.items.map(({ timesPaid }) => timesPaid)).toEqual([1, 1, 1]);
  const ledger = await run("ledger", "--json");
  expect(JSON.parse(ledger.stdout).map((entry: { amount: string }) => entry.amount)).toEqual([
    "10.50",
    "10.50",
    "10.50",
  ]);
  expect((await run("status", "nov")).exitCode).toBe(0);
});

test("a worker whose database has no tables ends with 2 and says what to do", async () => {
  const merchant = await simulateMerchant();
  const environment = { ...merchant.environment, MASS_PAYOUT_DATABASE: await createTestDatabase() };
  const { exitCode, stderr } = await waitForExit(startCli(["worker"], environment));
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining("mass-payout migrate --schema mass_payout")]);
});
