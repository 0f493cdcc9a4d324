import { createFileStore } from "@iyzico-mass-payout/client/file-store";
import type { SimulatorOptions } from "@iyzico-mass-payout/simulator";
import { describe, expect, test } from "vitest";
import { sitAtTerminal } from "../support/person.ts";
import { joinLines, runCli, withPlainSpaces } from "../support/run-cli.ts";
import {
  createJumpingDate,
  createSettableClock,
  itemsOf,
  type SimulatedMerchant,
  simulateMerchant,
} from "../support/simulated-merchant.ts";

const iban = "TR809999900000000000000001";

interface Merchant extends SimulatedMerchant {
  planFile: string;
  /** Runs `init` of the plan. */
  init(...args: string[]): ReturnType<SimulatedMerchant["run"]>;
  /** How many inits arrived at iyzico. */
  inits(): number;
}

async function simulatePlan(options: SimulatorOptions = {}): Promise<Merchant> {
  const merchant = await simulateMerchant({ repeatedInit: "new-payout", ...options });
  const planFile = merchant.write("plan.json", JSON.stringify({ key: "nov", items: itemsOf("nov", 3) }));
  return {
    ...merchant,
    planFile,
    init: (...args) => merchant.run(["init", planFile, "--store", merchant.store, ...args]),
    inits: () => merchant.simulator.history.filter(({ operation }) => operation === "init").length,
  };
}

describe("init", () => {
  test("sends a plan, and names the commands that authorise and cancel it", async () => {
    const { init, simulator, store } = await simulatePlan();
    const { exitCode, stdout, stderr } = await init();
    const [payout] = simulator.payouts;
    expect([exitCode, payout?.externalId, payout?.status, payout?.items.length]).toEqual([0, "nov", "INIT", 3]);
    expect(joinLines(stdout)).toContain(`Its requestId is ${payout?.requestId}.`);
    expect(stderr).toContain(`mass-payout auth ${payout?.requestId} --store ${store}`);
    expect(stderr).toContain(`mass-payout cancel ${payout?.requestId}`);
  });

  test("says how many recipients and how much it is for before the question at production", async () => {
    const { simulator, planFile, store, environment } = await simulatePlan();
    const person = sitAtTerminal([["Type nov to go on: ", "y"]]);
    const production = { ...environment, IYZICO_BASE_URL: "https://api.iyzipay.com" };
    const { exitCode, stderr } = await runCli(["init", planFile, "--store", store], production, { person });
    expect([exitCode, simulator.history]).toEqual([2, []]);
    expect(joinLines(withPlainSpaces(stderr))).toMatch(/3 recipients .*TRY 31\.50.*Type nov to go on/);
  });

  test("is found by a payment and an init of the same list under other ids, which say so", async () => {
    const { init, run, write, store } = await simulatePlan();
    const clock = createSettableClock();
    await init();
    const items = itemsOf("november", 3);
    const november = write("november.json", JSON.stringify({ key: "november", items }));
    const sameList = "Another payment has the same recipients and amounts: nov, created on 20";
    const paid = await run(["pay", november, "--store", store], { clock });
    expect([paid.exitCode, joinLines(paid.stdout)]).toEqual([4, expect.stringContaining(sameList)]);
    const salaries = write("salaries.json", JSON.stringify({ key: "salaries", items }));
    const sent = await run(["init", salaries, "--store", store]);
    expect(joinLines(sent.stderr)).toContain(sameList);
    expect(joinLines(sent.stderr)).toContain("the same recipients and amounts: november, created on");
  });

  test("that was provably not sent is no payment of the same list", async () => {
    const { run, planFile, write, store, inits } = await simulatePlan();
    const clock = createSettableClock();
    const jumping = { ...clock, date: createJumpingDate(clock.now(), 2) };
    expect((await run(["init", planFile, "--store", store], { clock: jumping })).exitCode).toBe(1);
    const other = write("other.json", JSON.stringify({ key: "other", items: itemsOf("other", 3) }));
    const { stderr } = await run(["init", other, "--store", store]);
    expect([inits(), stderr]).toEqual([1, expect.not.stringContaining("Another payment")]);
  });

  test("lists the items that iyzico rejected, and exits with 4", async () => {
    const { init } = await simulatePlan({
      outcomeOf: ({ itemExternalId }) => (itemExternalId === "nov-2" ? "rejected" : "paid"),
    });
    const { exitCode, stdout } = await init();
    expect(exitCode).toBe(4);
    expect(stdout).toMatch(/Some items are rejected[\s\S]*Rejected:\n {2}nov-2 \(\d+\)/);
  });

  test("prints JSON", async () => {
    const { init, simulator } = await simulatePlan();
    expect(JSON.parse((await init("--json")).stdout)).toMatchObject({
      outcome: "created",
      externalId: "nov",
      requestId: simulator.payouts[0]?.requestId,
      accepted: "all",
    });
  });

  test("says where it sends first of all, also before what it did not read of a spreadsheet", async () => {
    const { run, write, store } = await simulatePlan();
    const sheet = write("list.csv", `Ad Soyad;IBAN;Tutar;Açıklama;Şube\nAlıcı Bir;${iban};10,50;Kasım;Merkez\n`);
    for (const command of ["init", "pay"]) {
      const { stderr } = await run([command, sheet, "--store", store, "--key", command, "--purpose", "SALARY"]);
      expect(stderr).toMatch(/^TEST · 127\.0\.0\.1:\d+: this machine\nColumns that are not read: Şube\./);
    }
  });

  test("is refused the second time, and names the first", async () => {
    const { init, inits } = await simulatePlan();
    await init();
    const { exitCode, stderr } = await init();
    expect([exitCode, inits()]).toEqual([2, 1]);
    expect(joinLines(stderr)).toMatch(/An init of this externalId was sent on 20\d\d-.*: iyzico took it/);
  });

  test.each(["reset-before", "reset-after"] as const)(
    "whose answer is lost (%s) exits with 4, and is never sent again",
    async (kind) => {
      const { init, inits, simulator } = await simulatePlan();
      simulator.fault({ kind, operation: "init" });
      const first = await init();
      expect([first.exitCode, joinLines(first.stderr)]).toEqual([
        4,
        expect.stringContaining("Do not run this command again. It is not authorised"),
      ]);
      const second = await init("--json");
      expect([second.exitCode, inits()]).toEqual([4, 1]);
      expect(JSON.parse(second.stdout)).toMatchObject({ outcome: "in-doubt", externalId: "nov" });
      expect(second.stderr).toContain("whether iyzico has it is unknown");
    },
  );

  test("that iyzico rejects fails with 1, and counts as sent", async () => {
    const { init, inits, simulator } = await simulatePlan();
    simulator.fault({ kind: "rejection", operation: "init" });
    const first = await init();
    expect([first.exitCode, first.stderr]).toEqual([1, expect.stringContaining("the payout may have been created")]);
    const second = await init();
    expect([second.exitCode, second.stderr]).toEqual([4, expect.stringContaining("iyzico rejected it, or a second")]);
    expect(joinLines(second.stderr)).toContain(
      "Before anything else, look with: mass-payout retrieve --external-id nov",
    );
    expect(second.stderr).not.toContain("the answer was lost");
    expect(inits()).toBe(1);
  });

  test("that was provably not sent is sent again", async () => {
    const { run, planFile, store, inits, init } = await simulatePlan();
    // The time in which it may begin is over once it is recorded.
    const clock = createSettableClock();
    const jumping = { ...clock, date: createJumpingDate(clock.now(), 2) };
    const missed = await run(["init", planFile, "--store", store], { clock: jumping });
    expect([missed.exitCode, inits()]).toEqual([1, 0]);
    expect([(await init()).exitCode, inits()]).toEqual([0, 1]);
  });

  test("is refused if iyzico has a payout of this externalId already", async () => {
    const { init, inits, iyzico } = await simulatePlan();
    await iyzico.init({ externalId: "nov", items: itemsOf("nov", 1) });
    const { exitCode, stderr } = await init();
    expect([exitCode, inits(), joinLines(stderr)]).toEqual([2, 1, expect.stringContaining("it says INIT")]);
  });

  test("is not sent if iyzico cannot be asked before", async () => {
    const { init, inits, simulator } = await simulatePlan();
    simulator.fault({ kind: "rejection", errorCode: "1000", operation: "retrieve" });
    expect([(await init()).exitCode, inits()]).toEqual([1, 0]);
  });

  test("is refused for a plan that a payment of the store has", async () => {
    const { init, run, planFile, store, inits } = await simulatePlan();
    await run(["pay", planFile, "--store", store, "--poll-every", "0.01"], { clock: createSettableClock() });
    const { exitCode, stderr } = await init();
    expect([exitCode, inits(), joinLines(stderr)]).toEqual([2, 1, expect.stringContaining("Use mass-payout pay")]);
  });

  test("of which two processes send one, is sent once", async () => {
    const { init, inits } = await simulatePlan();
    const results = await Promise.all([init(), init()]);
    expect([inits(), results.map(({ exitCode }) => exitCode).sort()]).toEqual([1, [0, 4]]);
  });

  test("is checked as a plan, with every fault, before anything is sent", async () => {
    const { run, write, store, simulator } = await simulatePlan();
    const items = itemsOf("bad", 2).map((item) => ({ ...item, amount: { value: "0", currency: "TRY" } }));
    const planFile = write("bad.json", JSON.stringify({ key: "bad", items }));
    const { exitCode, stderr } = await run(["init", planFile, "--store", store]);
    expect([exitCode, simulator.history]).toEqual([2, []]);
    expect(stderr.match(/items\[\d\]/g)).toHaveLength(2);
  });

  test("refuses a plan that pays items of another payment again: only pay makes sure that it is once", async () => {
    const { run, write, store, simulator } = await simulatePlan();
    const items = itemsOf("oct", 1).map((item) => ({ ...item, itemExternalId: "oct-1-again" }));
    const supersedes = { key: "oct", items: ["oct-1"] };
    const file = write("again.json", JSON.stringify({ key: "nov", items, supersedes }));
    const { exitCode, stderr } = await run(["init", file, "--store", store]);
    expect([exitCode, simulator.history]).toEqual([2, []]);
    expect(joinLines(stderr)).toContain("This plan pays items of another payment again");
  });

  test("respects the limits of amounts", async () => {
    const { init, simulator } = await simulatePlan();
    expect((await init("--max-amount", "10")).exitCode).toBe(2);
    expect((await init("--max-total", "31")).exitCode).toBe(2);
    expect(simulator.history).toEqual([]);
  });

  test("skips the checks that it is told to skip", async () => {
    const { run, write, store } = await simulatePlan();
    const item = {
      recipientType: "PHONE",
      recipientInfo: "12",
      amount: { value: "1", currency: "TRY" },
      description: "x",
    };
    const planFile = write("odd.json", JSON.stringify({ key: "odd", items: [item] }));
    expect((await run(["init", planFile, "--store", store])).exitCode).toBe(2);
    expect((await run(["init", planFile, "--store", store, "--skip-check", "phone"])).exitCode).toBe(0);
  });

  test("leaves a record that list does not take for a payment", async () => {
    const { init, run, store } = await simulatePlan();
    await init();
    const keys: string[] = [];
    for await (const { key } of createFileStore(store).list() as AsyncIterable<{ key: string }>) keys.push(key);
    expect(keys).toEqual(["manual-init\nnov"]);
    expect(await run(["list", "--store", store, "--json"])).toMatchObject({ exitCode: 0, stdout: "[]\n" });
  });
});
