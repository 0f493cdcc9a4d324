import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { createTestDatabase } from "@iyzico-mass-payout/postgres/test-database";
import { expect, onTestFinished, test } from "vitest";
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

test("a worker whose database goes away says so once for each failure, and once that it is back", async () => {
  const merchant = await simulateMerchant();
  const database = new URL(await createTestDatabase());
  const direct = { ...merchant.environment, MASS_PAYOUT_DATABASE: database.href };
  await waitForExit(startCli(["migrate"], direct));
  const gate = await openGate(Number(database.port));
  database.port = String(gate.port);
  const worker = startCli(["worker"], { ...merchant.environment, MASS_PAYOUT_DATABASE: database.href });
  await readUntil(worker.stderr, "The worker runs");
  gate.close();
  const failures = await readUntil(worker.stderr, `ECONNREFUSED 127.0.0.1:${gate.port}`);
  await gate.open();
  const lines = (failures + (await readUntil(worker.stderr, "work again"))).trimEnd().split("\n");
  const told = lines.filter((line) => line.includes("failed")).map((line) => line.split(/ (.*)/));
  const repeated = told.filter(([at = "", failure], index) =>
    told
      .slice(0, index)
      .some(([before = "", other]) => other === failure && Date.parse(at) - Date.parse(before) < 9_000),
  );
  expect([told.length > 0, repeated]).toEqual([true, []]);
  expect(lines.at(-1)).toMatch(/Z the database and the queue work again$/);
  worker.kill("SIGTERM");
  const [exitCode] = await once(worker, "exit");
  expect(exitCode).toBe(0);
});

/** A port in front of another one that can be closed, with all of its connections, and opened again. */
async function openGate(target: number): Promise<{ port: number; close(): void; open(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const upstream = connect(target, "127.0.0.1");
    for (const end of [socket, upstream]) {
      sockets.add(end);
      end.on("error", () => undefined).on("close", () => void sockets.delete(end));
    }
    socket.pipe(upstream).pipe(socket);
  });
  const listen = async (port: number) => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  };
  const close = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  await listen(0);
  onTestFinished(close);
  const { port } = server.address() as AddressInfo;
  return { port, close, open: () => listen(port) };
}

test("a worker whose database has no tables ends with 2 and says what to do", async () => {
  const merchant = await simulateMerchant();
  const environment = { ...merchant.environment, MASS_PAYOUT_DATABASE: await createTestDatabase() };
  const { exitCode, stderr } = await waitForExit(startCli(["worker"], environment));
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining("mass-payout migrate --schema mass_payout")]);
});
