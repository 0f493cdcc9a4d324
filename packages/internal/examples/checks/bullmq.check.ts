import { expect, test } from "vitest";
import { createPlan, expectNoSecret, startIyzico, until } from "../src/iyzico.ts";
import { createExampleDatabase } from "../src/payout-runs.ts";
import { runProgram, startProgram } from "../src/program.ts";
import { testTypes } from "../src/types.ts";

testTypes("bullmq");

async function setUp(options = {}) {
  const [iyzico, database] = await Promise.all([startIyzico(options), createExampleDatabase("bullmq/worker.ts")]);
  await database.addRun(createPlan("november"));
  const env = { ...iyzico.env, ...database.env };
  expect((await runProgram("bullmq", ["worker.ts", "migrate"], env)).output).toBe("");
  return {
    iyzico,
    database,
    env,
    request: (id: string) => runProgram("bullmq", ["worker.ts", "pay", id], env),
    startWorker: () => startProgram("bullmq", ["worker.ts"], env),
    async outcomeOf(id: string) {
      let outcome: unknown = null;
      await until(async () => {
        [{ outcome } = { outcome: null }] = await database.query("select outcome from payout_run where id = $1", [id]);
        return outcome !== null;
      });
      return outcome;
    },
  };
}

test("a payment that was requested twice has one job, and two workers pay it once", async () => {
  const { iyzico, request, startWorker, outcomeOf } = await setUp();
  const requests = await Promise.all([request("november"), request("november")]);
  expect(requests.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  const workers = [startWorker(), startWorker()];
  expect(await outcomeOf("november")).toBe("paid: all");
  expect(iyzico.timesPaid()).toEqual([1, 1]);
  expect(await Promise.all(workers.map((worker) => worker.terminate()))).toEqual([0, 0]);
  for (const { output } of workers) expectNoSecret(output());
});

test("a worker that is killed when its auth has left is followed by another one, whose attempt pays nothing again", async () => {
  const { iyzico, request, startWorker, outcomeOf } = await setUp();
  await request("november");
  iyzico.simulator.fault({ kind: "timeout-after", operation: "auth" });
  const killed = startWorker();
  await iyzico.arrived("auth");
  await killed.kill();
  startWorker();
  expect(await outcomeOf("november")).toBe("paid: all");
  expect(iyzico.timesPaid()).toEqual([1, 1]);
  expect(iyzico.count("auth")).toBe(1);
});

test("a worker without its tables ends, and does not try for ever", async () => {
  const [iyzico, { env }] = await Promise.all([startIyzico(), createExampleDatabase("bullmq/worker.ts")]);
  expect((await runProgram("bullmq", ["worker.ts"], { ...iyzico.env, ...env })).exitCode).toBe(1);
});

test("on SIGTERM an auth that was sent is answered, and another worker goes on with the same job", async () => {
  const { iyzico, request, startWorker, outcomeOf } = await setUp();
  await request("november");
  iyzico.simulator.fault({ kind: "slow", operation: "auth", ms: 2_000 });
  const stopped = startWorker();
  await iyzico.arrived("auth");
  expect(await stopped.terminate()).toBe(0);
  startWorker();
  expect(await outcomeOf("november")).toBe("paid: all");
  expect(iyzico.count("auth")).toBe(1);
});

test("a plan that is not the one of the key fails for good, and no attempt is made again", async () => {
  const { iyzico, database, request, startWorker, outcomeOf } = await setUp();
  await request("november");
  const worker = startWorker();
  await outcomeOf("november");
  const [changed] = createPlan("november", ["42150.75", "70.25"]).items.slice(1);
  const statement = "update payout_run set plan = jsonb_set(plan, '{items,1}', $1), outcome = null";
  await database.query(statement, [JSON.stringify(changed)]);
  await request("november");
  const [line] = await worker.printed(/.*UnrecoverableError.*/);
  expect(JSON.parse(line)).toEqual({ id: "november", name: "UnrecoverableError", message: "plan_mismatch" });
  expect(iyzico.timesPaid()).toEqual([1, 1]);
  expectNoSecret(worker.output());
});
