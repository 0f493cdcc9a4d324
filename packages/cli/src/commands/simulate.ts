import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { constants } from "node:os";
import {
  createSimulator,
  defaultDelays,
  type Fault,
  type FaultKind,
  faultKinds,
  operationNames,
  type Simulator,
  type SimulatorOptions,
} from "@iyzico-mass-payout/simulator";
import { simulateMessages, usageMessages } from "../messages/catalogs.js";
import type { CommandContext } from "./command.js";
import { exitCodes } from "./exit-codes.js";
import { writing } from "./files.js";
import { UsageError } from "./usage-error.js";

/** What `mass-payout simulate` takes. */
export interface SimulateFlags {
  port?: number;
  seed?: number;
  balance?: string;
  dialect?: NonNullable<SimulatorOptions["dialect"]>;
  perMinute?: number;
  speed?: number;
  rejected?: number;
  failed?: number;
  unrefunded?: number;
  /** As they were given: the simulator knows its faults. */
  fault?: readonly string[];
  writeEnv?: string;
  /** The form in which the environment is printed. */
  shell?: "sh" | "powershell";
}

/** `mass-payout simulate`: simulates iyzico on this machine until a signal stops it, or for one command. */
export async function runSimulate(args: SimulateFlags, context: CommandContext): Promise<number> {
  const { environment, stdout, stderr, stopSignal, commandLine, locale } = context;
  const { port = 0, writeEnv, shell = process.platform === "win32" ? "powershell" : "sh" } = args;
  await simulateMessages.load(locale);
  const text = simulateMessages.in(locale);
  const credentials = credentialsOf(environment, commandLine.length > 0);
  const simulator = createCheckedSimulator(args, { credentials, clock: Date }, locale);
  const server = await simulator.listen({ port }).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(usageMessages.in(locale).cannotListen(port, error.code as string));
  });
  try {
    const keys = { IYZICO_API_KEY: credentials.apiKey, IYZICO_SECRET_KEY: credentials.secretKey };
    // The caller's keys are accepted and not printed.
    const others = Object.entries(keys).filter(([name, key]) => environment[name] !== key);
    const variables = { IYZICO_BASE_URL: server.url, ...Object.fromEntries(others) };
    if (writeEnv !== undefined) {
      writing(writeEnv, locale, () => writeFileSync(writeEnv, formatEnvironment(variables, shell), { mode: 0o600 }));
    }
    if (commandLine.length > 0) return await runWith({ IYZICO_BASE_URL: server.url, ...keys }, context);
    const stopped = once(stopSignal(), "abort");
    if (writeEnv === undefined) stdout.write(formatEnvironment(variables, shell));
    stderr.write(`${text.listening(server.url)}\n`);
    await stopped;
    return exitCodes.success;
  } finally {
    await server.close();
  }
}

/**
 * The keys that the simulator accepts: the caller's own, unless a command runs with it. That one is given keys that only the
 * simulator knows, so that it cannot reach the merchant's account whatever address it uses.
 */
function credentialsOf({ IYZICO_API_KEY, IYZICO_SECRET_KEY }: NodeJS.ProcessEnv, isForCommand: boolean) {
  const simulated = { apiKey: "sandbox-simulator", secretKey: "sandbox-simulator-secret" };
  if (isForCommand) return simulated;
  return { apiKey: IYZICO_API_KEY || simulated.apiKey, secretKey: IYZICO_SECRET_KEY || simulated.secretKey };
}

function formatEnvironment(variables: Readonly<Record<string, string>>, shell: "sh" | "powershell"): string {
  const lines = Object.entries(variables).map(([name, value]) =>
    shell === "sh" ? `export ${name}=${value}` : `$env:${name} = "${value}"`,
  );
  return `${lines.join("\n")}\n`;
}

/** Runs a command with the simulator's environment and without every other credential. Returns its exit code. */
async function runWith(
  variables: Readonly<Record<string, string>>,
  { environment, stopSignal, commandLine: [name = "", ...args], locale }: CommandContext,
): Promise<number> {
  const others = Object.entries(environment).filter(([variable]) => !/^(IYZICO|IYZIPAY)_/.test(variable));
  // A profile has keys too: `connectionOf` refuses one where this variable is set.
  const env = { ...Object.fromEntries(others), ...variables, MASS_PAYOUT_SIMULATOR: variables["IYZICO_BASE_URL"] };
  // This program need not be on the PATH.
  const [file, words] =
    name === "mass-payout" ? [process.execPath, [process.argv[1] as string, ...args]] : [name, args];
  const child = spawn(file, words, { env, stdio: "inherit" });
  // A terminal sends the signal to the child too; it decides when it ends.
  const stop = stopSignal();
  const end = () => void child.kill("SIGTERM");
  stop.addEventListener("abort", end, { once: true });
  if (stop.aborted) end();
  try {
    const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
    return code ?? 128 + constants.signals[signal as NodeJS.Signals];
  } catch (error) {
    throw new UsageError(simulateMessages.in(locale).cannotRun(name, (error as NodeJS.ErrnoException).code as string));
  }
}

/** A request on a port has its connection already. */
const faultsOnPort = faultKinds.filter((kind) => kind !== "connection-refused");

/** The faults that take some time. */
const timedFaults: readonly FaultKind[] = ["slow", "delayed", "duplicate-later", "late", "stale"];

/** How long each of them takes, in milliseconds. */
const faultDurationMs = 30_000;

/** The faults after which the operation may have taken effect or not. */
const faultsWithEffect: readonly FaultKind[] = ["html-502", "redirect", "system-error", "rejection"];

/** Parses `reset-after`, `reset-after:init` for a request of one operation, or `system-error:auth:executed`. */
function parseFault(text: string, ms: number, locale: CommandContext["locale"]): Fault {
  const { mustBe } = usageMessages.in(locale);
  const [name = "", ...rest] = text.split(":");
  const kind = faultsOnPort.find((known) => known === name);
  if (kind === undefined) throw new UsageError(`--fault ${mustBe.oneOf(faultsOnPort)}.`);
  const isExecuted = faultsWithEffect.includes(kind) && rest.at(-1) === "executed";
  const operations = isExecuted ? rest.slice(0, -1) : rest;
  const [operation] = operations;
  const isKnown = operationNames.some((known) => known === operation);
  if (operations.length > 1 || (operation !== undefined && !isKnown)) {
    const choices = [...operationNames, ...(faultsWithEffect.includes(kind) ? ["executed"] : [])];
    throw new UsageError(`--fault ${kind}: ${mustBe.oneOf(choices)}.`);
  }
  return {
    kind,
    operation,
    ...(isExecuted && { executed: true }),
    ...(timedFaults.includes(kind) && { ms }),
  } as Fault;
}

/** Draws the outcome of each item by these percentages; the rest is paid. */
function drawOutcomes(
  percentages: readonly [outcome: "rejected" | "failed-refunded" | "failed-unrefunded", percentage: number][],
): NonNullable<SimulatorOptions["outcomeOf"]> {
  return (_, random) => {
    let drawn = random() * 100;
    for (const [outcome, percentage] of percentages) {
      if (drawn < percentage) return outcome;
      drawn -= percentage;
    }
    return "paid";
  };
}

/** Creates the simulator. It checks its options and faults itself; its errors become errors of the call. */
function createCheckedSimulator(
  { seed = 1, speed = 1, balance, dialect, perMinute, fault: faults = [], ...flags }: SimulateFlags,
  options: Pick<SimulatorOptions, "credentials" | "clock">,
  locale: CommandContext["locale"],
): Simulator {
  const { rejected = 0, failed = 0, unrefunded = 0, port = 0 } = flags;
  const { mustBe, percentagesAbove100 } = usageMessages.in(locale);
  if (port > 65_535) throw new UsageError(`--port ${mustBe.atMost(65_535)}.`);
  if (rejected + failed + unrefunded > 100) throw new UsageError(percentagesAbove100);
  const parsedFaults = faults.map((text) => parseFault(text, faultDurationMs / speed, locale));
  const delays = Object.fromEntries(Object.entries(defaultDelays).map(([name, delay]) => [name, delay / speed]));
  const outcomeOf = drawOutcomes([
    ["rejected", rejected],
    ["failed-refunded", failed],
    ["failed-unrefunded", unrefunded],
  ]);
  try {
    const simulator = createSimulator({ ...options, seed, balance, dialect, perMinute, delays, outcomeOf });
    for (const fault of parsedFaults) simulator.fault(fault);
    return simulator;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
