import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { runChild } from "../src/child.ts";

const options = { cwd: tmpdir(), env: {}, timeLimitMs: 20_000 };
const run = (program: string, more: Partial<typeof options> = {}) =>
  runChild(process.execPath, ["-e", program], { ...options, ...more });

/** Starts another process that runs for ever and holds the same pipes: until it is ended, they don't close. */
const starting = `
  const { spawn } = require("node:child_process");
  spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" }).unref();
`;

test("what a program prints and how it ended is told", async () => {
  const program = 'console.log("out"); console.error("err"); process.exitCode = 3';
  expect(await run(program)).toEqual({ stdout: "out\n", stderr: "err\n", trouble: "exit code 3" });
  expect(await run('console.log("out")')).toEqual({ stdout: "out\n", stderr: "" });
  expect(await run("process.kill(process.pid, 'SIGTERM')")).toMatchObject({ trouble: "ended by SIGTERM" });
});

test("a program that can't be started is in trouble", async () => {
  expect(await runChild("/no/such/program", [], options)).toMatchObject({ trouble: expect.stringMatching("ENOENT") });
});

test("nothing of the caller's environment reaches it", async () => {
  const { stdout } = await run("console.log(Object.keys(process.env).join())", { env: { ONLY: "this" } });
  expect(stdout).toBe("ONLY\n");
});

test("a program is ended at its time limit, with what it has started", async () => {
  const { trouble } = await run(`${starting}; setInterval(() => {}, 1000)`, { timeLimitMs: 500 });
  expect(trouble).toBe("ended after 0.5 s, its time limit");
});

test("what a program leaves behind is ended with it", async () => {
  expect(await run(`${starting}; console.log("done")`)).toEqual({ stdout: "done\n", stderr: "" });
});
