import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { confirmWrite } from "../../src/commands/confirm-write.ts";
import { byHandMessages } from "../../src/messages/catalogs.ts";
import { createRecorder } from "../support/run-cli.ts";

const production = { baseUrl: "https://api.iyzipay.com" };

/** Confirms a write at a terminal at which `typed` is typed. Returns what the terminal was asked. */
async function confirmAt(
  typed: string,
  destination: Parameters<typeof confirmWrite>[1] = production,
  isConfirmed = false,
) {
  await byHandMessages.load("en");
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  stdin.end(typed);
  const stderr = createRecorder();
  const context = { stdin, stdout: stderr.output, stderr: stderr.output, locale: "en", environment: {} } as const;
  const { signal } = new AbortController();
  await confirmWrite(
    "r-1",
    destination,
    isConfirmed,
    { ...context, args: [], commandLine: [], stopSignal: () => signal },
    signal,
  );
  return stderr.read();
}

test("a write to production is confirmed by typing its id", async () => {
  expect(await confirmAt("r-1\n")).toBe("Type r-1 to go on: ");
});

test.each(["y\n", "R-1\n", ""])("a write to production is not confirmed by %j", async (typed) => {
  await expect(confirmAt(typed)).rejects.toThrow("Not confirmed. Nothing was sent.");
});

test("a gateway of any name is taken for production", async () => {
  await expect(confirmAt("", { baseUrl: "https://gateway.example" })).rejects.toThrow("Not confirmed.");
});

test.each([
  [{ environment: "sandbox" } as const],
  [{ baseUrl: "https://sandbox-api.iyzipay.com" }],
  [{ baseUrl: "http://127.0.0.1:8080" }],
  [{ baseUrl: "http://[::1]:8080" }],
])("a write to %j is not asked about", async (destination) => {
  expect(await confirmAt("", destination)).toBe("");
});

test("--yes confirms a write to production", async () => {
  expect(await confirmAt("", { environment: "production" }, true)).toBe("");
});

test("a write to production itself is asked about", async () => {
  expect(await confirmAt("r-1\n", { environment: "production" })).toContain("Type r-1");
});
