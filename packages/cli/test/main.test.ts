import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { answering, successText } from "./answering.ts";

// The built file, as the package installs it.
const main = fileURLToPath(new URL("../dist/main.js", import.meta.url));

function start(args: string[], environment: Record<string, string> = {}): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [main, ...args], { env: { PATH: process.env["PATH"], ...environment } });
}

async function ended(child: ChildProcessWithoutNullStreams) {
  const [stdout, stderr, [exitCode]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { stdout, stderr, exitCode };
}

const keys = { IYZICO_API_KEY: "sandbox-key", IYZICO_SECRET_KEY: "sandbox-secret" };

test("the command prints, ends by itself and says with its exit code that it worked", async () => {
  const answer = successText({ massPayout: { externalId: "m-1" }, items: [{ itemStatus: "SUCCESS" }] });
  const { stdout, stderr, exitCode } = await answering(answer, (url) =>
    ended(start(["retrieve", "--external-id", "m-1", "--locale", "en"], { ...keys, IYZICO_BASE_URL: url })),
  );
  expect(stderr).toBe("");
  expect(stdout).toContain("Mass payout m-1");
  expect(exitCode).toBe(0);
});

test("without credentials the command names the variables and fails", async () => {
  const { stdout, stderr, exitCode } = await ended(start(["retrieve", "--external-id", "m-1"]));
  expect(stderr).toContain("IYZICO_API_KEY and IYZICO_SECRET_KEY must be set");
  expect(stderr).toContain("IYZICO_BASE_URL");
  expect(stdout).toBe("");
  expect(exitCode).toBe(2);
});

test("a pipe that is closed early is no failure", async () => {
  const answer = successText({ items: Array.from({ length: 2_000 }, () => ({ recipientName: "x".repeat(50) })) });
  const { stderr, exitCode } = await answering(answer, async (url) => {
    const child = start(["retrieve", "--external-id", "m-1"], { ...keys, IYZICO_BASE_URL: url });
    child.stdout.once("data", () => child.stdout.destroy());
    const [errors, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
    return { stderr: errors, exitCode: code };
  });
  expect(stderr).toBe("");
  expect(exitCode).toBe(0);
});
