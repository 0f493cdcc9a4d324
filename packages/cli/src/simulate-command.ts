import { once } from "node:events";
import {
  createSimulator,
  defaultDelays,
  type Fault,
  faultKinds,
  type ItemOutcome,
  operationNames,
  type Simulator,
  type SimulatorOptions,
} from "@iyzico-mass-payout/simulator";
import { oneOf, readOptions, wholeNumber } from "./arguments.js";
import type { Output } from "./output.js";
import { UsageError } from "./usage-error.js";

/** `mass-payout simulate`: an iyzico on this machine, until it is stopped. Returns the exit code. */
export async function simulateCommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  stdout: Output,
  stderr: Output,
  stopSignal: () => AbortSignal,
): Promise<number> {
  const { port, faults, options } = readArguments(args);
  // Keys of the caller's stay where they are: only what is missing is shown.
  const { IYZICO_API_KEY, IYZICO_SECRET_KEY } = environment;
  const credentials = {
    apiKey: IYZICO_API_KEY || "sandbox-simulator",
    secretKey: IYZICO_SECRET_KEY || "sandbox-simulator-secret",
  };
  const simulator = simulatorOf({ ...options, credentials, clock: Date }, faults);
  const server = await simulator.listen({ port }).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`--port: there is no listening at ${port} (${error.code}).`);
  });
  const variables = {
    IYZICO_BASE_URL: server.url,
    ...(IYZICO_API_KEY ? {} : { IYZICO_API_KEY: credentials.apiKey }),
    ...(IYZICO_SECRET_KEY ? {} : { IYZICO_SECRET_KEY: credentials.secretKey }),
  };
  const stopped = once(stopSignal(), "abort");
  for (const [name, value] of Object.entries(variables)) stdout.write(`export ${name}=${value}\n`);
  stderr.write("A simulated iyzico answers there until it is stopped (Ctrl+C).\n");
  await stopped;
  await server.close();
  return 0;
}

interface Arguments {
  port: number;
  faults: readonly Fault[];
  options: SimulatorOptions;
}

function readArguments(args: readonly string[]): Arguments {
  const { values } = readOptions(args, {
    port: { type: "string", default: "0" },
    seed: { type: "string", default: "1" },
    balance: { type: "string" },
    dialect: { type: "string", default: "documents" },
    "per-minute": { type: "string" },
    speed: { type: "string", default: "1" },
    refused: { type: "string", default: "0" },
    failed: { type: "string", default: "0" },
    unrefunded: { type: "string", default: "0" },
    fault: { type: "string", multiple: true, default: [] },
  });
  const port = wholeNumber("port", values.port);
  if (port > 65_535) throw new UsageError("--port is a number up to 65535.");
  const speed = wholeNumber("speed", values.speed);
  if (speed === 0) throw new UsageError("--speed is 1 or more.");
  const perMinute = values["per-minute"];
  const options = {
    seed: wholeNumber("seed", values.seed),
    balance: values.balance,
    dialect: oneOf(["documents", "java"], "dialect", values.dialect),
    perMinute: perMinute === undefined ? undefined : wholeNumber("per-minute", perMinute),
    delays: Object.fromEntries(Object.entries(defaultDelays).map(([name, delay]) => [name, delay / speed])),
    outcomeOf: outcomesBy([
      ["rejected", wholeNumber("refused", values.refused)],
      ["failed-refunded", wholeNumber("failed", values.failed)],
      ["failed-unrefunded", wholeNumber("unrefunded", values.unrefunded)],
    ]),
  };
  return { port, options, faults: values.fault.map((text) => faultOf(text, 30_000 / speed)) };
}

function outcomesBy(percents: readonly [ItemOutcome, number][]): NonNullable<SimulatorOptions["outcomeOf"]> {
  const sum = percents.reduce((total, [, percent]) => total + percent, 0);
  if (sum > 100) throw new UsageError("--refused, --failed and --unrefunded are percents, of 100 together.");
  return (_, random) => {
    let left = random() * 100;
    for (const [outcome, percent] of percents) {
      if (left < percent) return outcome;
      left -= percent;
    }
    return "paid";
  };
}

/** `reset-after`, or `reset-after:init` for a request of one operation. */
function faultOf(text: string, ms: number): Fault {
  const [name = "", ...rest] = text.split(":");
  const kind = oneOf(faultKinds, "fault", name);
  const operation = rest.length === 0 ? undefined : oneOf(operationNames, `fault ${kind}:`, rest.join(":"));
  return { kind, operation, ...((kind === "late" || kind === "slow") && { ms }) } as Fault;
}

/** The simulator says by itself what it can't do. */
function simulatorOf(options: SimulatorOptions, faults: readonly Fault[]): Simulator {
  try {
    const simulator = createSimulator(options);
    for (const fault of faults) simulator.fault(fault);
    return simulator;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
