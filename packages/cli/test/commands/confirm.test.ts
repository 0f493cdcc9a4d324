import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { sitAtTerminal } from "../support/person.ts";
import { joinLines, runCli, withPlainSpaces } from "../support/run-cli.ts";
import { createSlowBank, replaceOptions, simulatePayment, timesPaid } from "../support/simulated-payment.ts";

afterEach(() => void vi.unstubAllGlobals());

/** A payment at production: what is sent there arrives at the simulator. */
async function simulateProduction(...options: Parameters<typeof simulatePayment>) {
  const payment = await simulatePayment(...options);
  // The client sends by the global fetch if a program has replaced it.
  vi.stubGlobal("fetch", (request: Request) => payment.simulator.fetch(request));
  const environment = { ...payment.environment, IYZICO_BASE_URL: "https://api.iyzipay.com" };
  const { clock } = payment;
  return {
    ...payment,
    environment,
    pay: (person: ReturnType<typeof sitAtTerminal> | undefined, ...args: string[]) =>
      runCli(replaceOptions([...payment.args, "--locale", "en"], args), environment, {
        clock,
        ...(person && { person }),
      }),
  };
}

const question = "Type salaries to go on: ";

describe("a payment at production", () => {
  test("is sent once the plan's key is typed, and what it pays is said before", async () => {
    const { pay, simulator } = await simulateProduction();
    const { exitCode, stderr } = await pay(sitAtTerminal([[question, " salaries "]]));
    expect(exitCode).toBe(0);
    const [first, ...others] = withPlainSpaces(stderr).split("\n");
    expect(first).toBe("PRODUCTION · api.iyzipay.com: real money");
    expect(others.join(" ")).toContain(
      "This pays 3 recipients with real money: TRY 1,230.75. The plan's key is salaries.",
    );
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test.each([["salary"], ["y"], [""], ["SALARIES"]])("is not sent if %j is typed", async (typed) => {
    const { pay, simulator } = await simulateProduction();
    const { exitCode, stdout, stderr } = await pay(sitAtTerminal([[question, typed]]));
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("mass-payout: Something else was typed. Nothing was sent.\n");
    expect(simulator.history).toEqual([]);
  });

  test("is not sent if the input ends", async () => {
    const { pay, simulator } = await simulateProduction();
    expect((await pay(sitAtTerminal([null]))).exitCode).toBe(2);
    expect(simulator.history).toEqual([]);
  });

  test("is not sent without a terminal, and no store is created", async () => {
    const { pay, folder, simulator } = await simulateProduction();
    const store = join(folder, "another");
    const { exitCode, stderr } = await pay(undefined, "--store", store, "--new-store");
    expect(exitCode).toBe(2);
    expect(stderr).toContain("Without a terminal, --yes is required at production. Nothing was sent.");
    expect(existsSync(store)).toBe(false);
    expect(simulator.history).toEqual([]);
    expect((await pay(undefined, "--store", store, "--new-store", "--yes")).exitCode).toBe(0);
  });

  test("is asked about in Turkish too", async () => {
    const { args, environment, clock } = await simulateProduction();
    const person = sitAtTerminal([["Devam etmek için salaries yazın: ", "salaries"]]);
    const { exitCode, stderr } = await runCli(args, environment, { person, clock });
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^CANLI · api\.iyzipay\.com: gerçek para\n/);
  });

  test("has its faults told before a question", async () => {
    const { pay } = await simulateProduction();
    const { exitCode, stderr } = await pay(sitAtTerminal(), "--max-amount", "1");
    expect(exitCode).toBe(2);
    expect(stderr).not.toContain(question);
  });

  test("need not be confirmed once it is authorised or settled, because it is only polled then", async () => {
    const { answer, ...bank } = createSlowBank();
    const { pay, simulator } = await simulateProduction([], bank);
    expect((await pay(undefined, "--yes", "--max-wait", "60")).exitCode).toBe(5);
    expect(simulator.payouts).toMatchObject([{ auths: 1 }]);
    answer();
    expect((await pay(undefined)).exitCode).toBe(0);
    expect((await pay(undefined)).exitCode).toBe(0);
    // A digest may have auth sent.
    expect((await pay(undefined, "--approve", "0f".repeat(32))).exitCode).toBe(2);
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("must be confirmed again if it is not authorised yet", async () => {
    const { pay, simulator } = await simulateProduction(["rejected"]);
    expect((await pay(undefined, "--yes")).exitCode).toBe(4);
    expect((await pay(undefined)).exitCode).toBe(2);
    expect(simulator.payouts).toMatchObject([{ auths: 0 }]);
  });

  test("that is stopped at the question has sent nothing, and says so", async () => {
    const { args, environment, simulator, folder } = await simulateProduction();
    const stop = new AbortController();
    const store = join(folder, "another");
    const person = sitAtTerminal([[question, () => void stop.abort()]]);
    const call = replaceOptions([...args, "--locale", "en"], ["--store", store, "--new-store"]);
    const { exitCode, stderr } = await runCli(call, environment, { person, signal: stop.signal });
    expect(exitCode).toBe(5);
    expect(stderr).toContain("Stopped before the payment was begun.\nNothing was sent.\n");
    // There is no store yet: the next run is the first one.
    expect(stderr).toContain(`  mass-payout ${call.join(" ")}\n`);
    expect(existsSync(store)).toBe(false);
    expect(simulator.history).toEqual([]);
  });

  test("that cannot be read any more when it is stopped may have paid recipients", async () => {
    const { pay, args, environment, folder } = await simulateProduction(["rejected"]);
    await pay(undefined, "--yes");
    const stop = new AbortController();
    const stopAfterDamage = () => {
      const payment = join(folder, "payments", "payment-salaries");
      for (const name of readdirSync(payment)) writeFileSync(join(payment, name), "{");
      stop.abort();
      return undefined;
    };
    const person = sitAtTerminal([[question, stopAfterDamage]]);
    const call = [...args, "--locale", "en"];
    const { exitCode, stderr } = await runCli(call, environment, { person, signal: stop.signal });
    expect(exitCode).toBe(5);
    expect(joinLines(stderr)).toContain(
      "How far the payment is cannot be read from the store: recipients may be paid by it.",
    );
  });
});

describe("the destination is said first", () => {
  test.each([
    ["https://sandbox-api.iyzipay.com", "SANDBOX · sandbox-api.iyzipay.com: no real money"],
    ["https://payouts.example:8443", "PRODUCTION · payouts.example:8443: real money"],
    // Another port, another case or the dot of the root is still production.
    ["https://API.iyzipay.com:8443", "PRODUCTION · api.iyzipay.com:8443: real money"],
    ["https://api.iyzipay.com.", "PRODUCTION · api.iyzipay.com.: real money"],
  ])("for %s", async (IYZICO_BASE_URL, told) => {
    const { args, environment, clock } = await simulatePayment();
    vi.stubGlobal("fetch", () => Promise.reject(new Error("no network")));
    const call = [...args, "--locale", "en", "--max-wait", "1"];
    const { exitCode, stderr } = await runCli(call, { ...environment, IYZICO_BASE_URL }, { clock });
    expect(exitCode).toBe(told.startsWith("PRODUCTION") ? 2 : 5);
    expect(stderr.split("\n")[0]).toBe(told);
  });

  test("which is the sandbox if no address is given", async () => {
    const { args, environment, clock } = await simulatePayment();
    vi.stubGlobal("fetch", () => Promise.reject(new Error("no network")));
    const { IYZICO_BASE_URL: _, ...others } = environment;
    const { stderr } = await runCli([...args, "--max-wait", "1"], others, { clock });
    expect(stderr).toMatch(/^SANDBOX · sandbox-api\.iyzipay\.com: gerçek para gönderilmez\n/);
  });

  test("in red at production where there is colour", async () => {
    const { args, environment } = await simulateProduction();
    const { stderr } = await runCli(args, { ...environment, FORCE_COLOR: "1" });
    expect(stderr.startsWith("\u001b[31mCANLI")).toBe(true);
  });
});
