import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { announceDestination, confirmAtProduction } from "../../src/commands/confirm.ts";
import { nameDestination } from "../../src/commands/destination.ts";
import { createRecorder } from "../support/run-cli.ts";

describe("a destination is", () => {
  test.each([
    ["sandbox", { environment: "sandbox" } as const],
    ["sandbox", { baseUrl: "https://sandbox-api.iyzipay.com" }],
    ["production", { environment: "production" } as const],
    ["production", { baseUrl: "https://API.iyzipay.com" }],
    ["production", { baseUrl: "https://api.iyzipay.com.:8443" }],
    // A gateway in front of production may have any name.
    ["production", { baseUrl: "https://gateway.example" }],
    ["production", { baseUrl: "https://127.0.0.1.example" }],
    ["production", { baseUrl: "https://sandbox-api.iyzipay.com:8443" }],
    ["test", { baseUrl: "http://127.0.0.1:8080" }],
    ["test", { baseUrl: "http://[::1]:8080" }],
    ["test", { baseUrl: "http://localhost" }],
  ])("%s: %j", (kind, destination) => {
    expect(nameDestination(destination)).toMatchObject({ kind });
  });
});

/** Has a write to a destination confirmed at a terminal at which `typed` is typed. Returns what was printed. */
async function confirmAt(typed: string, baseUrl: string) {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  stdin.end(typed);
  const { output, read } = createRecorder();
  const { signal } = new AbortController();
  const terminal = { stdin, stdout: output, stderr: { ...output, isTTY: true } };
  const call = { locale: "en", environment: {}, args: [], commandLine: [], stopSignal: () => signal } as const;
  const context = { ...terminal, ...call };
  const destination = nameDestination({ baseUrl });
  await announceDestination(destination, context);
  await confirmAtProduction("r-1", destination, context, signal);
  return read();
}

test("a write to production is confirmed by typing what it is of", async () => {
  expect(await confirmAt("r-1\n", "https://gateway.example")).toBe(
    "PRODUCTION · gateway.example: real money\nType r-1 to go on: ",
  );
});

test.each(["y\n", "R-1\n", ""])("a write to production is not confirmed by %j", async (typed) => {
  await expect(confirmAt(typed, "https://api.iyzipay.com")).rejects.toThrow("Nothing was sent.");
});

test("a write to another place is not asked about", async () => {
  expect(await confirmAt("", "http://127.0.0.1:1")).toBe("TEST · 127.0.0.1:1: this machine\n");
});
