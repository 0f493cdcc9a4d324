import { describe, expect, test } from "vitest";
import { joinLines, runCli } from "../support/run-cli.ts";
import {
  createSettableClock,
  itemsOf,
  type SimulatedMerchant,
  simulateMerchant,
} from "../support/simulated-merchant.ts";

async function simulateCreated(): Promise<SimulatedMerchant & { requestId: string }> {
  const merchant = await simulateMerchant();
  const { requestId } = await merchant.iyzico.init({ externalId: "nov", items: itemsOf("nov", 2) });
  return { ...merchant, requestId };
}

describe("cancel", () => {
  test("cancels a payout, and says first where", async () => {
    const { run, simulator, requestId } = await simulateCreated();
    const { exitCode, stdout, stderr } = await run(["cancel", requestId]);
    expect([exitCode, simulator.payouts[0]?.status]).toEqual([0, "CANCELED"]);
    expect(joinLines(stdout)).toContain("Its items must now say MASS_PAYOUT_CANCELED");
    expect(stderr).toMatch(/^TEST · 127\.0\.0\.1:\d+: this machine\n/);
    expect(stderr).toContain("run pay with its plan and store again");
  });

  test("prints JSON", async () => {
    const { run, requestId } = await simulateCreated();
    expect(JSON.parse((await run(["cancel", requestId, "--json"])).stdout)).toEqual({
      outcome: "cancelled",
      requestId,
    });
  });

  test("sends one request, and exits with 4 if the answer is lost, whether it took effect or not", async () => {
    for (const kind of ["reset-before", "reset-after"] as const) {
      const { run, simulator, requestId } = await simulateCreated();
      simulator.fault({ kind, operation: "cancel" });
      const { exitCode, stdout, stderr } = await run(["cancel", requestId]);
      expect([exitCode, stdout]).toEqual([4, ""]);
      expect(stderr).toContain(`The payout may be cancelled: the answer was lost. Nothing is sent again.`);
      expect(stderr).toContain(`mass-payout items --request-id ${requestId}`);
      expect(simulator.history.filter(({ operation }) => operation === "cancel")).toHaveLength(1);
    }
  });

  test("has JSON for a lost answer too", async () => {
    const { run, simulator, requestId } = await simulateCreated();
    simulator.fault({ kind: "reset-after", operation: "cancel" });
    const { exitCode, stdout } = await run(["cancel", requestId, "--json"]);
    expect([exitCode, JSON.parse(stdout)]).toMatchObject([4, { error: { outcome: "unknown", exitCode: 4 } }]);
  });

  test("fails with 1 if iyzico rejects it", async () => {
    const { run, iyzico, requestId } = await simulateCreated();
    await iyzico.auth(requestId);
    const { exitCode, stderr } = await run(["cancel", requestId]);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("iyzico rejected the request")]);
  });

  test("names the payment of the store that goes on with the payout", async () => {
    const { run, write, store, simulator } = await simulateMerchant({ outcomeOf: () => "rejected" });
    const plan = write("plan.json", JSON.stringify({ key: "nov", items: itemsOf("nov", 1) }));
    await run(["pay", plan, "--store", store, "--poll-every", "0.01", "--max-wait", "8"]);
    const requestId = simulator.payouts[0]?.requestId as string;
    const { exitCode, stderr } = await run(["cancel", requestId, "--store", store]);
    expect([exitCode, stderr]).toEqual([
      0,
      expect.stringContaining("Payment nov of this store goes on with this payout."),
    ]);
  });

  test("warns if the payment of the store has authorised the payout", async () => {
    const { run, write, store, simulator } = await simulateMerchant();
    const plan = write("plan.json", JSON.stringify({ key: "nov", items: itemsOf("nov", 1) }));
    await run(["pay", plan, "--store", store], { clock: createSettableClock() });
    const { exitCode, stderr } = await run(["cancel", simulator.payouts[0]?.requestId as string, "--store", store]);
    expect([exitCode, joinLines(stderr)]).toEqual([
      1,
      expect.stringContaining("its recipients may be paid all the same"),
    ]);
  });

  test("says nothing of a payment if the store has none for the payout", async () => {
    const { run, store, requestId } = await simulateCreated();
    const { exitCode, stderr } = await run(["cancel", requestId, "--store", store]);
    expect([exitCode, stderr]).toEqual([0, expect.not.stringContaining("ayment")]);
  });

  test("where the environment names a database, a call must say whether it has a key or a requestId", async () => {
    const { run, environment, simulator, store, requestId } = await simulateCreated();
    for (const name of ["MASS_PAYOUT_DATABASE", "MASS_PAYOUT_DATABASE_FILE"]) {
      const { exitCode, stdout, stderr } = await runCli(["cancel", requestId, "--signed-target", "path"], {
        ...environment,
        [name]: "postgres://localhost:1/CANARY",
      });
      expect([exitCode, stdout]).toEqual([2, ""]);
      expect(stderr).toContain(
        "--by or --no-database is required: the environment names a database. Nothing was sent.",
      );
      expect(stderr).toContain(`: mass-payout cancel ${requestId} --by NAME\n`);
      expect(stderr).toContain(`: mass-payout cancel ${requestId} --no-database --signed-target path\n`);
    }
    environment["MASS_PAYOUT_DATABASE"] = "postgres://localhost:1/CANARY";
    const turkish = await run(["cancel", requestId, "--locale", "tr"]);
    expect([turkish.exitCode, turkish.stderr]).toEqual([2, expect.stringContaining(`${requestId} --by AD\n`)]);
    for (const [options, message] of [
      [["--no-database", "--by", "cfo"], "--no-database and --by must not be given together"],
      [["--no-database", "--schema", "x"], "--no-database and --schema must not be given together"],
      [["--no-database", "--database", "x"], "--no-database and --database must not be given together"],
    ] as const) {
      const wrong = await run(["cancel", requestId, ...options]);
      expect([wrong.exitCode, wrong.stderr]).toEqual([2, expect.stringContaining(message)]);
    }
    const isCancel = ({ operation }: { operation?: string | undefined }) => operation === "cancel";
    expect(simulator.history.some(isCancel)).toBe(false);
    expect((await run(["cancel", requestId, "--no-database"])).exitCode).toBe(0);
    const second = await simulateCreated();
    second.environment["MASS_PAYOUT_DATABASE"] = "postgres://localhost:1/CANARY";
    expect((await second.run(["cancel", second.requestId, "--store", store])).exitCode).toBe(0);
  });

  test("in production needs --yes where there is no terminal, and sends nothing without it", async () => {
    const { run, environment } = await simulateMerchant();
    environment["IYZICO_BASE_URL"] = "https://127.0.0.1.example:1";
    const { exitCode, stderr } = await run(["cancel", "r-1"]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^PRODUCTION · 127\.0\.0\.1\.example:1: real money\n/);
    expect(stderr).toContain("--yes is required at production. Nothing was sent.");
  });
});
