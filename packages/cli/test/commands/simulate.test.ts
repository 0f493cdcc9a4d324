import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { createMassPayoutClient, type InitRequest, type MassPayoutClient } from "@iyzico-mass-payout/client";
import { faultKinds } from "@iyzico-mass-payout/simulator";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { run } from "../../src/run.ts";
import { readUntil, startCli, waitForExit } from "../support/process.ts";
import { type CliResult, createRecorder, runCli } from "../support/run-cli.ts";

/** Runs the command, calls `use` with a client that has the printed environment, and stops the command. */
async function simulate(
  args: readonly string[],
  use: (iyzico: MassPayoutClient, printed: Record<string, string>) => Promise<void>,
  environment: NodeJS.ProcessEnv = {},
): Promise<CliResult> {
  const stop = new AbortController();
  const [stdout, stderr] = [createRecorder(), createRecorder()];
  let exitCode: Promise<number> | undefined;
  await new Promise<void>((resolve, reject) => {
    // The line on stderr is the last that the command writes before it waits.
    const write = (text: string | Uint8Array) => {
      stderr.output.write(text);
      resolve();
      return true;
    };
    exitCode = run(["simulate", ...args], {
      environment: { LANG: "en_US.UTF-8", ...environment },
      stdin: Readable.from([]),
      stdout: stdout.output,
      stderr: { write },
      stopSignal: () => stop.signal,
    });
    exitCode.catch(reject);
  });
  const printed = Object.fromEntries(
    [...stdout.read().matchAll(/^export (\w+)=(.*)$/gm)].map(([, name = "", value = ""]) => [name, value]),
  );
  const variables: NodeJS.ProcessEnv = { ...environment, ...printed };
  const { IYZICO_API_KEY: apiKey = "", IYZICO_SECRET_KEY: secretKey = "", IYZICO_BASE_URL: baseUrl = "" } = variables;
  try {
    await use(createMassPayoutClient({ credentials: { apiKey, secretKey }, baseUrl, retry: false }), printed);
  } finally {
    stop.abort();
  }
  return { exitCode: (await exitCode) ?? -1, stdout: stdout.read(), stderr: stderr.read() };
}

function payoutOf(count: number): InitRequest {
  return {
    externalId: "november",
    items: Array.from({ length: count }, (_, index) => ({
      itemExternalId: `november-${index}`,
      recipientType: "MEMBER_ID",
      recipientInfo: "2228853",
      amount: { value: "1.50", currency: "TRY" },
      description: "November",
    })),
  };
}

/** Listens on a free port that the system gives to no other listener of a test: below its range for automatic ports. */
async function listenOnFreePort() {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const server = createServer().listen(port, "127.0.0.1");
    const isListening = await once(server, "listening").then(
      () => true,
      () => false,
    );
    if (isListening) return { port, server };
  }
}

describe("simulate answers like iyzico until it is stopped", () => {
  test("and prints the environment of the other commands, ready for a shell", async () => {
    const { exitCode, stdout, stderr } = await simulate([], async (iyzico) => {
      expect(await iyzico.balance()).toEqual({ balance: "1000000" });
    });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^export IYZICO_BASE_URL=http:\/\/127\.0\.0\.1:\d+\nexport IYZICO_API_KEY=\S+\nexport IYZICO_SECRET_KEY=\S+\n$/,
    );
    expect(stderr).toMatch(/^A simulated iyzico listens on http:\S+ until it is stopped \(Ctrl\+C\)\.\n$/);
  });

  test("and accepts the caller's keys without printing them", async () => {
    const environment = { IYZICO_API_KEY: "CANARY-api", IYZICO_SECRET_KEY: "CANARY-secret" };
    const use = async (iyzico: MassPayoutClient) => void (await iyzico.balance());
    const { stdout, stderr } = await simulate([], use, environment);
    expect(stdout + stderr).not.toContain("CANARY");
  });

  test("on the given port, which is free again afterwards", async () => {
    const { port, server } = await listenOnFreePort();
    expect(await runCli(["simulate", "--port", String(port), "--locale", "en"], {})).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: expect.stringContaining(`--port: cannot listen on ${port} (EADDRINUSE).`),
    });
    server.close();
    await once(server, "close");
    for (let run = 1; run <= 2; run += 1) {
      await simulate(["--port", String(port)], async (_, { IYZICO_BASE_URL }) => {
        expect(IYZICO_BASE_URL).toBe(`http://127.0.0.1:${port}`);
      });
    }
  });

  test("with the given balance, request limit and dialect", async () => {
    const options = ["--balance", "25.50", "--per-minute", "3", "--dialect", "java"];
    await simulate(options, async (iyzico) => {
      expect(await iyzico.balance()).toEqual({ balance: "25.5" });
      const { requestId } = await iyzico.init(payoutOf(1));
      const { items } = await iyzico.retrieve({ requestId, page: 0, size: 1 });
      expect(items[0]?.massPayoutRequestId).toBe(requestId);
      await expect(iyzico.balance()).rejects.toMatchObject({ code: "rate_limited" });
    });
  });

  test("and rejects, fails and pays the same items for the same seed", async () => {
    const statusesFor = async (seed: string) => {
      const statuses: (string | undefined)[] = [];
      const percentages = ["--rejected", "20", "--failed", "20", "--unrefunded", "20"];
      await simulate(["--speed", "100000", "--seed", seed, ...percentages], async (iyzico) => {
        const { requestId } = await iyzico.init(payoutOf(60));
        await iyzico.auth(requestId);
        await iyzico.waitUntilSettled({ requestId }, { maxWaitMs: 100_000, pollEveryMs: 10 });
        for await (const { itemStatus } of iyzico.items({ requestId }, { itemType: "ALL" })) statuses.push(itemStatus);
      });
      return statuses;
    };
    const statuses = await statusesFor("7");
    expect(new Set(statuses)).toEqual(new Set(["INVALID", "SUCCESS", "DEPOSIT_SUCCESS", "DEPOSIT_FAIL"]));
    expect(await statusesFor("7")).toEqual(statuses);
    expect(await statusesFor("8")).not.toEqual(statuses);
  });

  test("and has the given faults, in their order", async () => {
    const faults = ["reset-before:balance", "late", "rate-limited"].flatMap((fault) => ["--fault", fault]);
    await simulate(faults, async (iyzico) => {
      await expect(iyzico.balance()).rejects.toMatchObject({ code: "network_error" });
      await expect(iyzico.balance()).rejects.toMatchObject({ code: "rate_limited" });
      const { requestId } = await iyzico.init(payoutOf(1));
      await expect(iyzico.retrieve({ requestId, page: 0, size: 1 })).rejects.toMatchObject({
        code: "request_rejected",
      });
    });
  });

  test("and knows every kind of fault of a request on a port", async () => {
    const onPort = faultKinds.filter((kind) => kind !== "connection-refused");
    const faults = onPort.flatMap((kind) => ["--fault", kind]);
    expect((await simulate(faults, async () => undefined)).exitCode).toBe(0);
  });
});

describe("simulate -- COMMAND", () => {
  /** Runs a program of Node with the simulator, in a process that has keys of a merchant. */
  const runWith = (program: string, ...options: string[]) =>
    waitForExit(
      startCli(["simulate", ...options, "--", process.execPath, "--eval", program], {
        IYZICO_API_KEY: "CANARY-api",
        IYZICO_SECRET_KEY_FILE: "CANARY-secret",
        IYZIPAY_URI: "https://api.iyzipay.com",
      }),
    );

  test("runs a command with the simulator's address and keys alone, and ends with its exit code", async () => {
    const program = `
      const { IYZICO_BASE_URL, ...others } = process.env;
      const names = Object.keys(others).filter((name) => name.startsWith("IYZI"));
      fetch(IYZICO_BASE_URL).then(({ status }) => {
        console.log(status, names.join(), others.IYZICO_API_KEY);
        process.exitCode = 3;
      });`;
    const { stdout, stderr, exitCode } = await runWith(program);
    expect(stderr).toBe("");
    expect(stdout).toBe("404 IYZICO_API_KEY,IYZICO_SECRET_KEY sandbox-simulator\n");
    expect(exitCode).toBe(3);
  });

  test("runs it as a child of this process, in both languages", async () => {
    const run = (program: string) => runCli(["simulate", "--", process.execPath, "--eval", program], {});
    expect((await run("process.exit(7)")).exitCode).toBe(7);
    expect((await run("process.kill(process.pid, 'SIGKILL')")).exitCode).toBe(137);
    expect((await runCli(["simulate", "--locale", "tr", "--", "/nowhere/command"], {})).stderr).toContain(
      "/nowhere/command çalıştırılamıyor (ENOENT).",
    );
  });

  test("passes a signal on to it", async () => {
    const stop = new AbortController();
    const folder = mkdtempSync(join(tmpdir(), "mass-payout-cli-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const begun = join(folder, "begun");
    const program = `require("fs").writeFileSync(${JSON.stringify(begun)}, ""); setInterval(() => {}, 1000)`;
    const command = ["simulate", "--", process.execPath, "--eval", program];
    const running = runCli(command, {}, { signal: stop.signal });
    await vi.waitUntil(() => existsSync(begun), { timeout: 30_000 });
    stop.abort();
    expect((await running).exitCode).toBe(143);
    expect((await runCli(command, {}, { signal: stop.signal })).exitCode).toBe(143);
  });

  test("runs a command of its own", async () => {
    const command = ["mass-payout", "retrieve", "--request-id", "1", "--locale", "en"];
    const { stderr, exitCode } = await waitForExit(startCli(["simulate", "--", ...command]));
    expect(stderr).toMatch(/^mass-payout: retrieve: .*\n/);
    expect(exitCode).toBe(1);
  });

  test("runs no command with a profile, which has keys of a merchant", async () => {
    const command = ["mass-payout", "balance", "--profile", "production"];
    const { stderr, exitCode } = await waitForExit(startCli(["simulate", "--", ...command]));
    expect(stderr).toContain("--profile must not be given to a command that runs with the simulator");
    expect(exitCode).toBe(2);
  });

  test("ends as the command does that a signal ends", async () => {
    expect((await runWith("process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 60_000)")).exitCode).toBe(143);
  });

  test("says that a command cannot be run", async () => {
    const { stderr, exitCode } = await waitForExit(startCli(["simulate", "--", "/nowhere/command"]));
    expect(stderr).toContain("/nowhere/command cannot be run (ENOENT).");
    expect(exitCode).toBe(2);
  });

  test("stops the command when it is stopped", async () => {
    const program = "process.on('SIGTERM', () => process.exit(7)); setTimeout(() => {}, 60_000); console.log('begun')";
    const child = startCli(["simulate", "--", process.execPath, "--eval", program]);
    await readUntil(child.stdout, "begun");
    child.kill("SIGTERM");
    expect((await waitForExit(child)).exitCode).toBe(7);
  });
});

describe("simulate writes its environment", () => {
  test("to a file, in the form of PowerShell", async () => {
    const folder = mkdtempSync(join(tmpdir(), "mass-payout-cli-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, "simulated.ps1");
    const child = startCli(["simulate", "--write-env", file, "--shell", "powershell"]);
    await readUntil(child.stderr, "listens");
    expect(readFileSync(file, "utf8")).toMatch(/^\$env:IYZICO_BASE_URL = "http:\/\/127\.0\.0\.1:\d+"\n/);
    child.kill("SIGTERM");
    expect(await waitForExit(child)).toMatchObject({ exitCode: 0, stdout: "" });
  });

  test.each([
    ["en", "/nowhere/env cannot be written (ENOENT)."],
    ["tr", "/nowhere/env yazılamıyor (ENOENT)."],
  ])("unless the file cannot be written, as it says in %s", async (locale, message) => {
    const { exitCode, stderr } = await runCli(["simulate", "--write-env", "/nowhere/env", "--locale", locale], {});
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});

test("simulate answers with a failure after the effect, if the fault says executed", async () => {
  await simulate(["--fault", "system-error:init:executed"], async (iyzico) => {
    await expect(iyzico.init(payoutOf(1))).rejects.toMatchObject({ code: "service_error", outcome: "unknown" });
    const { items } = await iyzico.retrieve({ externalMassPayoutId: "november", page: 0, size: 1 });
    expect(items).toHaveLength(1);
  });
});

describe("simulate ends with 2 if the call is wrong", () => {
  test.each([
    ["--port must be at most 65535.", "--port=65536"],
    ["--port must be a non-negative integer.", "--port=http"],
    ["--seed must be a non-negative integer.", "--seed=-1"],
    ["--seed must be a non-negative integer.", "--seed=99999999999999999999"],
    ["balance must be a non-negative decimal string", "--balance=1,50"],
    ["--dialect must be one of documents, java.", "--dialect=node"],
    ["perMinute must be a positive integer", "--per-minute=0"],
    ["--speed must be a positive integer.", "--speed=0"],
    ["--rejected, --failed and --unrefunded must add up to at most 100.", "--rejected=101"],
    ["--fault must be one of reset-before, reset-after, ", "--fault=meteorite"],
    ["--fault slow: must be one of retrieve, init, ", "--fault=slow:payday"],
    ["--fault late: must be one of retrieve, init, ", "--fault=late:init:init"],
    ["cancel, item, balance, executed.", "--fault=html-502:payday"],
    ["--fault reset-after: must be one of retrieve", "--fault=reset-after:init:executed"],
    ["operation of the fault late must be init.", "--fault=late:auth"],
    ["--spede is not an option of this command. Did you mean --speed?", "--spede=2"],
    ["now is one argument too many.", "now"],
  ])("%s", async (message, option) => {
    const { exitCode, stdout, stderr } = await runCli(["simulate", option], { LANG: "en_US.UTF-8" });
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
    expect(stdout).toBe("");
  });

  test("apiKey must not contain ':' or '&', and is not printed", async () => {
    const environment = { IYZICO_API_KEY: "CANARY:CANARY", IYZICO_SECRET_KEY: "s" };
    const { exitCode, stderr } = await runCli(["simulate"], environment);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("apiKey must not contain ':' or '&'.");
  });
});
