import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createMassPayoutClient, type MassPayoutClient } from "@iyzico-mass-payout/client";
import { describe, expect, test } from "vitest";
import { run } from "../src/run.ts";
import { ran } from "./running.ts";

/** Runs the command, uses what it printed, and stops it. */
async function simulating(
  args: readonly string[],
  use: (iyzico: MassPayoutClient, printed: Record<string, string>) => Promise<void>,
  environment: NodeJS.ProcessEnv = {},
): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const stop = new AbortController();
  const [stdout, stderr]: [string[], string[]] = [[], []];
  let exitCode: Promise<number> | undefined;
  await new Promise<void>((resolve, reject) => {
    // The line on stderr is the last.
    const announce = (text: string | Uint8Array) => {
      stderr.push(String(text));
      resolve();
      return true;
    };
    const print = (text: string | Uint8Array) => stdout.push(String(text)) > 0;
    exitCode = run(["simulate", ...args], environment, { write: print }, { write: announce }, () => stop.signal);
    exitCode.catch(reject);
  });
  const printed = Object.fromEntries(
    [...stdout.join("").matchAll(/^export (\w+)=(.*)$/gm)].map(([, name = "", value = ""]) => [name, value]),
  );
  const {
    IYZICO_API_KEY: apiKey = "",
    IYZICO_SECRET_KEY: secretKey = "",
    IYZICO_BASE_URL: baseUrl = "",
  } = {
    ...environment,
    ...printed,
  };
  try {
    await use(createMassPayoutClient({ credentials: { apiKey, secretKey }, baseUrl, retry: false }), printed);
  } finally {
    stop.abort();
  }
  return { exitCode: (await exitCode) ?? -1, stdout: stdout.join(""), stderr: stderr.join("") };
}

const request = (count: number) => ({
  externalId: "november",
  items: Array.from({ length: count }, (_, index) => ({
    itemExternalId: `november-${index}`,
    recipientType: "MEMBER_ID" as const,
    recipientInfo: "2228853",
    amount: { value: "1.50", currency: "TRY" as const },
    description: "November",
  })),
});

describe("simulate answers like iyzico until it is stopped", () => {
  test("and prints the environment in which it is asked, ready for a shell", async () => {
    const { exitCode, stdout, stderr } = await simulating([], async (iyzico) => {
      expect(await iyzico.balance()).toEqual({ balance: "1000000" });
    });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^export IYZICO_BASE_URL=http:\/\/127\.0\.0\.1:\d+\nexport IYZICO_API_KEY=\S+\nexport IYZICO_SECRET_KEY=\S+\n$/,
    );
    expect(stderr).toBe("A simulated iyzico answers there until it is stopped (Ctrl+C).\n");
  });

  test("and takes the caller's keys without showing them", async () => {
    const environment = { IYZICO_API_KEY: "CANARY-api", IYZICO_SECRET_KEY: "CANARY-secret" };
    const use = async (iyzico: MassPayoutClient) => void (await iyzico.balance());
    const { stdout, stderr } = await simulating([], use, environment);
    expect(stdout + stderr).not.toContain("CANARY");
  });

  test("on the port that was named, and leaves it free again", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const port = String((server.address() as AddressInfo).port);
    const taken = await ran(["simulate", "--port", port], {});
    expect(taken).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: expect.stringContaining(`--port: there is no listening at ${port} (EADDRINUSE).`),
    });
    await new Promise((resolve) => server.close(resolve));
    for (let time = 0; time < 2; time += 1) {
      await simulating(["--port", port], async (_, { IYZICO_BASE_URL }) => {
        expect(IYZICO_BASE_URL).toBe(`http://127.0.0.1:${port}`);
      });
    }
  });

  test("with a balance, a limit and answers as the Java SDK reads them", async () => {
    const options = ["--balance", "25.50", "--per-minute", "3", "--dialect", "java"];
    await simulating(options, async (iyzico) => {
      expect(await iyzico.balance()).toEqual({ balance: "25.5" });
      const { requestId } = await iyzico.init(request(1));
      const { items } = await iyzico.retrieve({ requestId, page: 0, size: 1 });
      expect(items[0]?.massPayoutRequestId).toBe(requestId);
      await expect(iyzico.balance()).rejects.toMatchObject({ code: "rate_limited" });
    });
  });

  test("and pays, refuses and fails as many as it was told to, the same ones for the same seed", async () => {
    const states = async (...args: string[]) => {
      const found: (string | undefined)[] = [];
      const shares = ["--refused", "20", "--failed", "20", "--unrefunded", "20"];
      await simulating(["--speed", "100000", ...shares, ...args], async (iyzico) => {
        const { requestId } = await iyzico.init(request(60));
        await iyzico.auth(requestId);
        await iyzico.waitUntilSettled({ requestId }, { maxWaitMs: 5_000, pollEveryMs: 10 });
        for await (const { itemStatus } of iyzico.items({ requestId }, { itemType: "ALL" })) found.push(itemStatus);
      });
      return found;
    };
    const one = await states("--seed", "7");
    expect(new Set(one)).toEqual(new Set(["INVALID", "SUCCESS", "DEPOSIT_SUCCESS", "DEPOSIT_FAIL"]));
    expect(await states("--seed", "7")).toEqual(one);
    expect(await states("--seed", "8")).not.toEqual(one);
  });

  test("and has the faults that it was told to have, in their order", async () => {
    const faults = ["reset-before:balance", "late", "rate-limited"].flatMap((fault) => ["--fault", fault]);
    await simulating(faults, async (iyzico) => {
      await expect(iyzico.balance()).rejects.toMatchObject({ code: "network_error" });
      await expect(iyzico.balance()).rejects.toMatchObject({ code: "rate_limited" });
      const { requestId } = await iyzico.init(request(1));
      expect((await iyzico.retrieve({ requestId, page: 0, size: 1 }).catch(() => undefined))?.total ?? 0).toBeLessThan(
        2,
      );
    });
  });
});

describe("simulate ends with 2 when it can't do what it is told", () => {
  test.each([
    ["--port is a number up to 65535.", "--port=65536"],
    ["--port is a whole number.", "--port=http"],
    ["--seed is a whole number.", "--seed=-1"],
    ["seed must be an integer.", "--seed=99999999999999999999"],
    ["balance must be a non-negative decimal string", "--balance=1,50"],
    ["--dialect is documents or java.", "--dialect=node"],
    ["perMinute must be a positive integer", "--per-minute=0"],
    ["--speed is 1 or more.", "--speed=0"],
    ["--refused, --failed and --unrefunded are percents, of 100 together.", "--refused=101"],
    ["--fault is reset-before, reset-after, ", "--fault=meteorite"],
    ["--fault slow: is retrieve, init, ", "--fault=slow:payday"],
    ["--fault late: is retrieve, init, ", "--fault=late:init:init"],
    ["operation of the fault late must be init.", "--fault=late:auth"],
    ["Unknown option '--locale'", "--locale=en"],
    ["Unexpected argument 'now'", "now"],
  ])("%s", async (message, option) => {
    const { exitCode, stdout, stderr } = await ran(["simulate", option], {});
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
  });

  test("and about keys that nobody could sign with, without showing them", async () => {
    const { exitCode, stderr } = await ran(["simulate"], { IYZICO_API_KEY: "CANARY:CANARY", IYZICO_SECRET_KEY: "s" });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("apiKey contains ':' or '&'.");
  });
});
