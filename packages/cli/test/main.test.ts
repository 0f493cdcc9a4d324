import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { answering, successText } from "./answering.ts";
import { ended, start } from "./process.ts";

const keys = { IYZICO_API_KEY: "sandbox-key", IYZICO_SECRET_KEY: "sandbox-secret" };

test.concurrent("the command prints, ends by itself and says with its exit code that it worked", async () => {
  const answer = successText({ massPayout: { externalId: "m-1" }, items: [{ itemStatus: "SUCCESS" }] });
  const { stdout, stderr, exitCode } = await answering(answer, (url) =>
    ended(start(["retrieve", "--external-id", "m-1", "--locale", "en"], { ...keys, IYZICO_BASE_URL: url })),
  );
  expect(stderr).toBe("");
  expect(stdout).toContain("Mass payout m-1");
  expect(exitCode).toBe(0);
});

test.concurrent("without credentials the command names the variables and fails", async () => {
  const { stdout, stderr, exitCode } = await ended(start(["retrieve", "--external-id", "m-1"]));
  expect(stderr).toContain("IYZICO_API_KEY and IYZICO_SECRET_KEY must be set");
  expect(stderr).toContain("IYZICO_BASE_URL");
  expect(stdout).toBe("");
  expect(exitCode).toBe(2);
});

test.concurrent("a pipe that is closed early is no failure", async () => {
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

test.concurrent.each(["SIGINT", "SIGTERM"] as const)(
  "simulate answers until %s, and then ends with 0",
  async (signal) => {
    const simulate = start(["simulate", "--balance", "7.50"]);
    const [exports] = await once(simulate.stdout, "data");
    const [, url = ""] = /^export IYZICO_BASE_URL=(.*)$/m.exec(String(exports)) ?? [];
    expect((await fetch(url)).status).toBe(404);
    simulate.kill(signal);
    expect(await ended(simulate)).toMatchObject({ exitCode: 0 });
    await expect(fetch(url)).rejects.toThrow();
  },
);
