import type { ItemOutcome, SimulatorOptions } from "@iyzico-mass-payout/simulator";
import { describe, expect, test } from "vitest";
import { pageJson, withServer } from "../support/http-server.ts";
import { joinLines, keys, runCli, withPlainSpaces } from "../support/run-cli.ts";
import {
  createSettableClock,
  itemsOf,
  type SimulatedMerchant,
  simulateMerchant,
} from "../support/simulated-merchant.ts";

/** An authorised payout with an item of each outcome. */
async function simulateAuthorised(
  outcomes: readonly ItemOutcome[],
  options: SimulatorOptions = {},
): Promise<SimulatedMerchant & { requestId: string }> {
  const merchant = await simulateMerchant({
    outcomeOf: ({ itemExternalId }) => outcomes[Number(itemExternalId.at(-1)) - 1] ?? "paid",
    ...options,
  });
  const { requestId } = await merchant.iyzico.init({ externalId: "nov", items: itemsOf("nov", outcomes.length) });
  await merchant.iyzico.auth(requestId);
  return { ...merchant, requestId };
}

describe("wait", () => {
  test("exits with 0 once all recipients are paid, with progress on stderr", async () => {
    const { run, requestId } = await simulateAuthorised(["paid", "paid"]);
    const { exitCode, stdout, stderr } = await run(["wait", "--request-id", requestId]);
    expect([exitCode, stderr]).toEqual([0, "COMPLETED: 2 paid\n"]);
    expect(withPlainSpaces(stdout)).toBe(`Mass payout nov
COMPLETED · paid

paid  2  TRY 21.00

Settled: all recipients are paid.
`);
  });

  test("exits with 3 once not all are, and lists who is not paid", async () => {
    const { run } = await simulateAuthorised(["paid", "failed-refunded", "rejected"]);
    const { exitCode, stdout } = await run(["wait", "--external-id", "nov"]);
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/Not paid:[\s\S]*nov-2[\s\S]*nov-3/);
    expect(stdout).not.toMatch(/nov-1/);
    expect(stdout).toContain("Settled: some recipients are paid; the others will not be.");
    const none = await simulateAuthorised(["failed-refunded"]);
    expect((await none.run(["wait", "--external-id", "nov"])).stdout).toContain("Settled: no recipient is paid.");
  });

  test("exits with 4 if an action is required, and names the command that goes on", async () => {
    const { run } = await simulateAuthorised(["paid", "failed-unrefunded"]);
    const { exitCode, stdout, stderr } = await run(["wait", "--external-id", "nov"]);
    expect(exitCode).toBe(4);
    expect(joinLines(stdout)).toContain("Action required: ask iyzico about the items below.");
    expect(stderr).toContain("To go on waiting: mass-payout wait --external-id nov\n");
  });

  test("exits with 4 if the balance does not cover the payout", async () => {
    const { run } = await simulateAuthorised(["paid"], { balance: "1" });
    const { exitCode, stdout } = await run(["wait", "--external-id", "nov"]);
    expect([exitCode, joinLines(stdout)]).toEqual([4, expect.stringContaining("Fill it, commissions included")]);
  });

  test("exits with 5 at the end of its time", async () => {
    const { run } = await simulateAuthorised(["paid"], { delays: { processing: 3_600_000, sent: 3_600_000 } });
    const args = ["wait", "--external-id", "nov", "--max-wait", "60"];
    const { exitCode, stdout, stderr } = await run(args, { clock: createSettableClock() });
    expect([exitCode, stdout]).toEqual([5, expect.stringContaining("In progress: the time of this command is over.")]);
    expect(stderr).toContain("To go on waiting");
  });

  test("says why it knows nothing newer", async () => {
    const { run, simulator } = await simulateAuthorised(["paid"]);
    simulator.fault({ kind: "html-502", operation: "retrieve", times: 1_000 });
    const args = ["wait", "--external-id", "nov", "--max-wait", "60"];
    const { exitCode, stdout } = await run(args, { clock: createSettableClock() });
    expect(exitCode).toBe(5);
    expect(stdout).toMatch(/^No answer yet\n\nIn progress.*\nThe last poll failed: retrieve: /);
  });

  test("stopped by a signal exits with 5, and says that nothing has changed", async () => {
    for (const more of [[], ["--json"]]) {
      const { run } = await simulateAuthorised(["paid"], { delays: { sent: 3_600_000 } });
      const signal = AbortSignal.timeout(300);
      const { exitCode, stdout, stderr } = await run(["wait", "--external-id", "nov", ...more], { signal });
      expect(exitCode).toBe(5);
      expect(stderr).toContain(
        "Stopped. Waiting only reads: at iyzico nothing has changed.\nTo go on waiting: mass-payout wait",
      );
      if (more.length > 0)
        expect(JSON.parse(stdout)).toMatchObject({ outcome: "in-progress", error: { code: "aborted" } });
    }
  });

  test("prints JSON with every item and its state", async () => {
    const { run } = await simulateAuthorised(["paid", "failed-unrefunded"]);
    const { stdout } = await run(["wait", "--external-id", "nov", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: "action-required",
      massPayout: { externalId: "nov", state: "in-flight" },
      items: [{ state: "paid" }, { state: "action-required" }],
      settlement: { paid: "some", itemsRequiringAction: ["nov-2"] },
    });
  });

  test("waits for a payout of which iyzico shows hardly anything", async () => {
    const json = pageJson({ massPayout: { massPayoutStatus: "INIT" } });
    const { exitCode, stdout, stderr } = await withServer(json, (url) => {
      const environment = { ...keys, LANG: "en_US.UTF-8", IYZICO_BASE_URL: url };
      return runCli(["wait", "--external-id", "nov", "--max-wait", "60"], environment, {
        clock: createSettableClock(),
      });
    });
    expect([exitCode, stderr]).toEqual([5, expect.stringContaining("INIT: iyzico shows no items.\n")]);
    expect(stdout).toMatch(/^Mass payout\nINIT · waiting\n\niyzico shows no items\.\n/);
  });

  test("fails with 1 for what waiting does not help", async () => {
    const { run } = await simulateMerchant();
    expect((await run(["wait", "--request-id", "unknown"])).exitCode).toBe(1);
  });
});
