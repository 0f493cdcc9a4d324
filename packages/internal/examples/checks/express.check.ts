import { expect, test } from "vitest";
import { createPlan, expectNoSecret, startIyzico, until } from "../src/iyzico.ts";
import { createExampleDatabase } from "../src/payout-runs.ts";
import { startProgram } from "../src/program.ts";
import { testTypes } from "../src/types.ts";

testTypes("express");

interface Answer {
  outcome: string;
  paid: string | null;
  review?: { digest: string };
}

async function startServer(env: NodeJS.ProcessEnv) {
  const program = startProgram("express", ["server.ts"], { ...env, PORT: "0" });
  const [, port] = await program.printed(/"port":(\d+)/);
  const url = `http://127.0.0.1:${port}/payouts`;
  const post = (path: string, user: string | undefined, body?: object) =>
    fetch(`${url}/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(user && { "x-authenticated-user": user }) },
      body: JSON.stringify(body ?? {}),
    });
  return {
    ...program,
    url,
    post,
    async when(id: string, holds: (answer: Answer) => boolean) {
      let answer: Answer | undefined;
      await until(async () => {
        answer = await (await fetch(`${url}/${id}`)).json();
        return answer !== undefined && holds(answer);
      });
      return answer as Answer;
    },
    /** Approves what waits for approval, as another person than the submitter. */
    async approve(id: string) {
      const { review } = await this.when(id, (answer) => answer.review !== undefined);
      return post(`${id}/approval`, "finance-2", { digest: review?.digest, note: "checked" });
    },
  };
}

async function setUp() {
  const [iyzico, database] = await Promise.all([startIyzico(), createExampleDatabase("express/server.ts")]);
  await database.addRun(createPlan("november"));
  return { iyzico, database, env: { ...iyzico.env, ...database.env } };
}

test("two requests at the same moment are one payout, which is paid once after another person has approved it", async () => {
  const { iyzico, env } = await setUp();
  const server = await startServer(env);
  const answers = await Promise.all([server.post("november", "finance-1"), server.post("november", "finance-1")]);
  expect(answers.map(({ status }) => status)).toEqual([202, 202]);
  const waiting = await server.when("november", ({ review }) => review !== undefined);
  expect(waiting).toMatchObject({ outcome: "action-required", paid: null });
  expect(iyzico.count("auth")).toBe(0);
  expect((await server.approve("november")).status).toBe(204);
  expect(await server.when("november", ({ outcome }) => outcome === "settled")).toMatchObject({ paid: "all" });
  expect(iyzico.timesPaid()).toEqual([1, 1]);
  expectNoSecret(server.output());
});

test("the submitter's own approval authorises nothing, nor does another digest", async () => {
  const { iyzico, database, env } = await setUp();
  const server = await startServer(env);
  await server.post("november", "finance-1");
  const { review } = await server.when("november", (answer) => answer.review !== undefined);
  const own = await server.post("november/approval", "finance-1", { digest: review?.digest });
  const other = await server.post("november/approval", "finance-2", { digest: "0".repeat(64) });
  expect([own.status, other.status]).toEqual([409, 409]);
  // A job that an approval had woken would be done before those of a later payout.
  await database.addRun(createPlan("december"));
  await server.post("december", "finance-1");
  await server.when("december", (answer) => answer.review !== undefined);
  expect(iyzico.count("auth")).toBe(0);
});

test("without a login and without a row of the program's own nothing is submitted", async () => {
  const { iyzico, env } = await setUp();
  const server = await startServer(env);
  expect((await server.post("november", undefined)).status).toBe(401);
  expect((await server.post("december", "finance-1")).status).toBe(404);
  expect(iyzico.simulator.history).toEqual([]);
});

test("a malformed body is answered and logged without what it has in it", async () => {
  const { env } = await setUp();
  const server = await startServer(env);
  const headers = { "content-type": "application/json", "x-authenticated-user": "finance-1" };
  const answer = await fetch(`${server.url}/november`, { method: "POST", headers, body: '{"iban": TR33' });
  expect([answer.status, await answer.text()]).toEqual([400, "Bad Request"]);
  expect(server.output()).not.toContain("TR33");
});

test("a process that is killed when its auth has left is followed by another one, which pays once", async () => {
  const { iyzico, env } = await setUp();
  const killed = await startServer(env);
  await killed.post("november", "finance-1");
  iyzico.simulator.fault({ kind: "timeout-after", operation: "auth" });
  await killed.approve("november");
  await iyzico.arrived("auth");
  await killed.kill();
  const next = await startServer(env);
  expect(await next.when("november", ({ outcome }) => outcome === "settled")).toMatchObject({ paid: "all" });
  expect(iyzico.timesPaid()).toEqual([1, 1]);
  expect(iyzico.count("auth")).toBe(1);
});

test("on SIGTERM the process ends by itself, and an auth that was sent has its answer stored", async () => {
  const { iyzico, env } = await setUp();
  const stopped = await startServer(env);
  await stopped.post("november", "finance-1");
  iyzico.simulator.fault({ kind: "slow", operation: "auth", ms: 2_000 });
  await stopped.approve("november");
  await iyzico.arrived("auth");
  expect(await stopped.terminate()).toBe(0);
  const next = await startServer(env);
  expect(await next.when("november", ({ outcome }) => outcome === "settled")).toMatchObject({ paid: "all" });
  expect(iyzico.timesPaid()).toEqual([1, 1]);
  expectNoSecret(stopped.output());
});
