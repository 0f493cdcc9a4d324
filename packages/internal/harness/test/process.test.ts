import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { startLoopbackServer } from "../src/loopback-server.ts";
import { runProcess } from "../src/process.ts";

const options = { cwd: tmpdir(), env: {}, timeLimitMs: 60_000 };
const run = (program: string, more: object = {}) =>
  runProcess(process.execPath, ["-e", program], { ...options, ...more });

/** Starts a process that never ends and holds the same pipes: they close only after it was killed. */
const startSleeper = `
  const { spawn } = require("node:child_process");
  spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" }).unref();
`;

test("the output and the exit code of a program are returned", async () => {
  const program = 'console.log("out"); console.error("err"); process.exitCode = 3';
  expect(await run(program)).toEqual({ stdout: "out\n", stderr: "err\n", problem: "exit code 3" });
  expect(await run('console.log("out")')).toEqual({ stdout: "out\n", stderr: "" });
  expect(await run("process.kill(process.pid, 'SIGTERM')")).toMatchObject({ problem: "killed by SIGTERM" });
});

test("a program that can't be started has a problem", async () => {
  expect(await runProcess("/no/such/program", [], options)).toMatchObject({ problem: expect.stringMatching("ENOENT") });
});

test("nothing of the caller's environment reaches a program", async () => {
  const { stdout } = await run("console.log(Object.keys(process.env).join())", { env: { ONLY: "this" } });
  expect(stdout).toBe("ONLY\n");
});

test("a program is killed at its time limit, with the processes that it started", async () => {
  const { problem } = await run(`${startSleeper}; setInterval(() => {}, 1000)`, { timeLimitMs: 500 });
  expect(problem).toBe("killed after 0.5 s, its time limit");
});

test("a process that a program leaves behind is killed", async () => {
  expect(await run(`${startSleeper}; console.log("done")`)).toEqual({ stdout: "done\n", stderr: "" });
});

test("a program is killed when its signal is aborted, with the processes that it started", async () => {
  const stopping = new AbortController();
  await using server = await startServer();
  const running = run(`${startSleeper}; fetch("${server.url}"); setInterval(() => {}, 1000)`, {
    signal: stopping.signal,
  });
  await server.requested;
  stopping.abort(new Error("stopped"));
  await expect(running).rejects.toThrow("stopped");
});

test("a program is not started when its signal is aborted already", async () => {
  const aborted = AbortSignal.abort(new Error("stopped"));
  await expect(runProcess("/no/such/program", [], { ...options, signal: aborted })).rejects.toThrow("stopped");
});

/** A server that tells when it is asked: the program that asks it is running. */
async function startServer() {
  const { promise: requested, resolve } = Promise.withResolvers<void>();
  const { url, close } = await startLoopbackServer((_, response) => {
    response.end();
    resolve();
  });
  return { url, requested, [Symbol.asyncDispose]: close };
}
