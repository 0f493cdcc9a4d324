import { expect, test } from "vitest";
import { createPlan, expectNoSecret, startIyzico, until } from "../src/iyzico.ts";
import { createExampleDatabase } from "../src/payout-runs.ts";
import { startProgram } from "../src/program.ts";
import { testTypes } from "../src/types.ts";

testTypes("fastify");

async function startServer(env: NodeJS.ProcessEnv) {
  const program = startProgram("fastify", ["server.ts"], { ...env, PORT: "0" });
  const [, url = ""] = await program.printed(/listening at (http:\/\/127[^"]+)/);
  return {
    ...program,
    pay: (id: string) => fetch(`${url}/payout-runs/${id}/payment`, { method: "POST" }),
    async outcomeOf(id: string) {
      let run: { outcome: string | null; detail: string | null } = { outcome: null, detail: null };
      await until(async () => {
        run = await (await fetch(`${url}/payout-runs/${id}`)).json();
        return run.outcome !== null;
      });
      return run;
    },
  };
}

async function setUp(options = {}) {
  const [iyzico, database] = await Promise.all([startIyzico(options), createExampleDatabase("fastify/server.ts")]);
  await database.addRun(createPlan("november"));
  return { iyzico, database, env: { ...iyzico.env, ...database.env } };
}

test("a payment posted twice at the same moment, and to two processes, is one payment that pays once", async () => {
  const { iyzico, env } = await setUp();
  const servers = await Promise.all([startServer(env), startServer(env)]);
  const answers = await Promise.all(servers.flatMap((server) => [server.pay("november"), server.pay("november")]));
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
  expect(await servers[0].outcomeOf("november")).toMatchObject({ outcome: "settled", detail: "all" });
  expect(iyzico.timesPaid()).toEqual([1, 1]);
  await servers[0].pay("november");
  expect(await servers[0].outcomeOf("november")).toMatchObject({ outcome: "settled" });
  expect(iyzico.count("init")).toBe(1);
  for (const server of servers) expectNoSecret(server.output());
});

test("what is not known yet is answered as null, and a run that does not exist is not paid", async () => {
  const { iyzico, database, env } = await setUp();
  const server = await startServer(env);
  const [row] = await database.query("select outcome, requested_at from payout_run");
  expect(row).toEqual({ outcome: null, requested_at: null });
  expect((await server.pay("december")).status).toBe(409);
  expect(iyzico.simulator.history).toEqual([]);
});

test("a process that is killed when its auth has left is followed by one that goes on by itself and pays once", async () => {
  const { iyzico, env } = await setUp();
  const killed = await startServer(env);
  iyzico.simulator.fault({ kind: "timeout-after", operation: "auth" });
  await killed.pay("november");
  await iyzico.arrived("auth");
  await killed.kill();
  const next = await startServer(env);
  expect(await next.outcomeOf("november")).toMatchObject({ outcome: "settled", detail: "all" });
  expect(iyzico.timesPaid()).toEqual([1, 1]);
  expect(iyzico.count("auth")).toBe(1);
});

test("on SIGTERM an auth that was sent is answered, the process ends, and another one goes on", async () => {
  const { iyzico, env } = await setUp();
  const stopped = await startServer(env);
  iyzico.simulator.fault({ kind: "slow", operation: "auth", ms: 2_000 });
  await stopped.pay("november");
  await iyzico.arrived("auth");
  expect(await stopped.terminate()).toBe(0);
  const next = await startServer(env);
  expect(await next.outcomeOf("november")).toMatchObject({ outcome: "settled", detail: "all" });
  expect(iyzico.timesPaid()).toEqual([1, 1]);
  expectNoSecret(stopped.output());
});

test("a required action is recorded with its reason, and the next request goes on", async () => {
  const { iyzico, env } = await setUp({ balance: "1" });
  const server = await startServer(env);
  await server.pay("november");
  expect(await server.outcomeOf("november")).toMatchObject({ outcome: "action-required", detail: "approval-required" });
  expect(iyzico.count("auth")).toBe(0);
  iyzico.simulator.topUp("1000000");
  await server.pay("november");
  await until(async () => (await server.outcomeOf("november")).outcome === "settled");
  expect(iyzico.timesPaid()).toEqual([1, 1]);
});

test("a payment whose record is lost is not paid again by another request, nor by the next process", async () => {
  const { iyzico, database, env } = await setUp();
  const server = await startServer(env);
  await server.pay("november");
  await server.outcomeOf("november");
  const before = iyzico.simulator.history.length;
  await database.query("update mass_payout.payment set payment = '{}'");
  await database.query("update payout_run set outcome = null");
  await server.kill();
  const next = await startServer(env);
  expect(await next.outcomeOf("november")).toMatchObject({ outcome: "failed", detail: "payment_unreadable" });
  expect((await next.pay("november")).status).toBe(409);
  expect(iyzico.simulator.history).toHaveLength(before);
  expectNoSecret(next.output());
});
