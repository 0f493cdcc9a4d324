import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { startRelay } from "../support/relay.ts";
import { joinLines, runCli } from "../support/run-cli.ts";
import { replaceOptions, simulatePayment, timesPaid } from "../support/simulated-payment.ts";

/** A payment that is stopped at its first request of an operation. */
async function stopAt(operation: string, when: "before" | "after", moreArgs: readonly string[] = []) {
  const payment = await simulatePayment();
  const stop = new AbortController();
  const url = await startRelay(payment.simulator, ({ target }, at) => {
    if (stop.signal.aborted || !target.includes(`/payout/${operation}`) || at !== when) return undefined;
    stop.abort();
    return "nothing";
  });
  const environment = { ...payment.environment, IYZICO_BASE_URL: url };
  const call = replaceOptions([...payment.args, "--locale", "en"], moreArgs);
  const { clock } = payment;
  const stopped = await runCli(call, environment, { signal: stop.signal, clock });
  return { ...payment, environment, call, stopped };
}

describe("a payment that is stopped says where it stands and how to go on", () => {
  test("before anything was sent", async () => {
    const { stopped, call } = await stopAt("retrieve", "before");
    expect(stopped.exitCode).toBe(5);
    expect(stopped.stdout).toBe("");
    expect(stopped.stderr).toContain(
      `Stopped: planned.\nNothing was sent.\nRun the same command again to continue:\n  mass-payout ${call.join(" ")}\n`,
    );
  });

  test.each([
    [
      "init",
      "before",
      "Stopped: sent to iyzico, not confirmed. The payout was sent (init); whether iyzico has it is not known",
    ],
    ["init", "after", "It is not authorised: no recipient is paid by it."],
    ["balance", "before", "Stopped: received by iyzico, not authorised. Run the same command"],
    [
      "auth",
      "before",
      "Stopped: authorisation sent, not confirmed. The authorisation was sent (auth); whether iyzico has it",
    ],
    ["auth", "after", "Recipients may be paid by it."],
  ] as const)("at its %s, %s it takes effect", async (operation, when, told) => {
    const { stopped, simulator } = await stopAt(operation, when);
    expect(stopped.exitCode).toBe(5);
    expect(joinLines(stopped.stderr)).toContain(told);
    expect(simulator.payouts.flatMap(({ auths }) => auths)).toEqual(
      operation === "init" && when === "before" ? [] : [operation === "auth" && when === "after" ? 1 : 0],
    );
  });

  test("and the printed command, without what is for the first run only, goes on", async () => {
    const { stopped, call, simulator, environment, clock } = await stopAt("balance", "before", ["--expect-new"]);
    const told = stopped.stderr.split("\n").find((line) => line.startsWith("  mass-payout ")) ?? "";
    expect(told).not.toContain("--expect-new");
    expect(stopped.stderr).toContain("For the first run only, so leave out from now on: --expect-new.\n");
    const printed = told.trim().split(" ").slice(1);
    expect(printed).toEqual(call.filter((arg) => arg !== "--expect-new"));
    expect((await runCli(printed, environment, { clock })).exitCode).toBe(0);
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("and a new store is not to be made again", async () => {
    const folder = mkdtempSync(join(tmpdir(), "mass-payout-stop-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const { stopped } = await stopAt("balance", "before", ["--store", join(folder, "store"), "--new-store"]);
    expect(stopped.stderr).toContain("leave out from now on: --new-store.\n");
    expect(stopped.stderr).not.toMatch(/^ {2}mass-payout .*--new-store/m);
  });

  test("before it was begun", async () => {
    const { args, environment } = await simulatePayment();
    const signal = AbortSignal.abort();
    const { exitCode, stderr } = await runCli([...args, "--locale", "en", "--expect-new"], environment, { signal });
    expect(exitCode).toBe(5);
    expect(stderr).toContain("Stopped before the payment was begun.\nNothing was sent.\n");
    // It may still be the first run.
    expect(stderr).toMatch(/^ {2}mass-payout .* --expect-new$/m);
  });

  test("in Turkish, with a command line that a shell reads as it was", async () => {
    const { args, environment } = await simulatePayment();
    const call = [...args, "--note", "Muhasebe'nin onayı"];
    const { stderr } = await runCli(call, environment, { signal: AbortSignal.abort() });
    expect(stderr).toContain("Ödeme başlatılmadan durduruldu.\nHiçbir şey gönderilmedi.\nSürdürmek için");
    expect(stderr).toContain(` --note 'Muhasebe'\\''nin onayı'\n`);
  });
});
