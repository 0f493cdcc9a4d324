import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { createPlan, expectNoSecret, startIyzico, until } from "../src/iyzico.ts";
import { createExampleDatabase } from "../src/payout-runs.ts";
import { runProgram, startProgram } from "../src/program.ts";
import { testTypes } from "../src/types.ts";

testTypes("next", ["TypeScript 7", "TypeScript 5.9"]);

const next = () => join(inject("project"), "node_modules/next/dist/bin/next");
const tool = () => join(inject("project"), "node_modules/@iyzico-mass-payout/cli/dist/main.js");
const quiet = { NEXT_TELEMETRY_DISABLED: "1" };

async function startServer(env: NodeJS.ProcessEnv) {
  const program = startProgram("next", [next(), "start", "-H", "127.0.0.1", "-p", "0"], { ...quiet, ...env });
  const [, url] = await program.printed(/(http:\/\/127\.0\.0\.1:\d+)/);
  await program.printed(/Ready/);
  return {
    ...program,
    post: (id: string, user?: string) =>
      fetch(`${url}/payouts/${id}`, { method: "POST", ...(user && { headers: { "x-authenticated-user": user } }) }),
    statusOf: async (id: string) => (await fetch(`${url}/payouts/${id}`)).status,
    get: async (id: string) => (await fetch(`${url}/payouts/${id}`)).json(),
  };
}

async function setUp() {
  const file = "next/app/payouts/[id]/route.ts";
  const [iyzico, database] = await Promise.all([startIyzico(), createExampleDatabase(file)]);
  await database.addRun(createPlan("november"));
  const env = { ...iyzico.env, ...database.env };
  await runProgram("next", [tool(), "migrate", "--database", database.env.DATABASE_URL], env);
  return { iyzico, env };
}

test("`next build` compiles it, without keys and without a database", async () => {
  // Not with Turbopack: it reads nothing outside of the project, and the frameworks are links to another folder.
  const { exitCode, output } = await runProgram("next", [next(), "build", "--webpack"], quiet);
  expect(output).toContain("/payouts/[id]");
  expect(exitCode).toBe(0);
});

test("two requests at the same moment are one payout, which a worker in another process pays once", async () => {
  const { iyzico, env } = await setUp();
  const server = await startServer(env);
  const answers = await Promise.all([server.post("november", "finance-1"), server.post("november", "finance-1")]);
  expect(answers.map(({ status }) => status)).toEqual([202, 202]);
  const bodies: { isNew: boolean }[] = await Promise.all(answers.map((answer) => answer.json()));
  expect(bodies.map(({ isNew }) => isNew).sort()).toEqual([false, true]);
  expect(await server.get("november")).toEqual({ outcome: "in-progress", paid: null, action: null });
  expect(iyzico.simulator.history).toEqual([]);

  const worker = startProgram("next", [tool(), "worker"], { ...env, MASS_PAYOUT_DATABASE: env.DATABASE_URL });
  await until(async () => (await server.get("november")).outcome === "settled");
  expect(await server.get("november")).toEqual({ outcome: "settled", paid: "all", action: null });
  expect(iyzico.timesPaid()).toEqual([1, 1]);
  expect(await worker.terminate()).toBe(0);
  expectNoSecret(server.output());
});

test("without a login and without a row of the program's own nothing is submitted", async () => {
  const { env } = await setUp();
  const server = await startServer(env);
  expect((await server.post("november")).status).toBe(401);
  expect((await server.post("december", "finance-1")).status).toBe(404);
  expect(await server.statusOf("november")).toBe(404);
});
