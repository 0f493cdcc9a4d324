import { once } from "node:events";
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
import { parseChoice, UsageError } from "./arguments.js";
import type { CommandContext } from "./command.js";
import { exitCodes } from "./exit-codes.js";
import type { SimulateArguments } from "./simulate-arguments.js";

/** `mass-payout simulate`: simulates iyzico on this machine until a signal stops it. */
export async function runSimulate(
  { port, options, speed, percentages, faults }: SimulateArguments,
  { environment, stdout, stderr, stopSignal }: CommandContext,
): Promise<number> {
  const delays = Object.fromEntries(Object.entries(defaultDelays).map(([name, delay]) => [name, delay / speed]));
  const parsedFaults = faults.map((text) => parseFault(text, faultDurationMs / speed));
  // The caller's keys are accepted and not printed.
  const { IYZICO_API_KEY, IYZICO_SECRET_KEY } = environment;
  const credentials = {
    apiKey: IYZICO_API_KEY || "sandbox-simulator",
    secretKey: IYZICO_SECRET_KEY || "sandbox-simulator-secret",
  };
  const simulator = createCheckedSimulator(
    { ...options, delays, outcomeOf: drawOutcomes(percentages), credentials, clock: Date },
    parsedFaults,
  );
  const server = await simulator.listen({ port }).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`--port: cannot listen on ${port} (${error.code}).`);
  });
  const variables = {
    IYZICO_BASE_URL: server.url,
    ...(IYZICO_API_KEY ? {} : { IYZICO_API_KEY: credentials.apiKey }),
    ...(IYZICO_SECRET_KEY ? {} : { IYZICO_SECRET_KEY: credentials.secretKey }),
  };
  const stopped = once(stopSignal(), "abort");
  for (const [name, value] of Object.entries(variables)) stdout.write(`export ${name}=${value}\n`);
  stderr.write(`A simulated iyzico listens on ${server.url} until it is stopped (Ctrl+C).\n`);
  await stopped;
  await server.close();
  return exitCodes.success;
}

/** A request on a port has its connection already. */
const faultsOnPort = faultKinds.filter((kind) => kind !== "connection-refused");

/** The faults that take some time. */
const timedFaults: readonly FaultKind[] = ["slow", "delayed", "duplicate-later", "late", "stale"];

/** How long each of them takes, in milliseconds. */
const faultDurationMs = 30_000;

/** Creates a function that draws the outcome of each item by these percentages; the rest is paid. */
function drawOutcomes(percentages: SimulateArguments["percentages"]): NonNullable<SimulatorOptions["outcomeOf"]> {
  return (_, random) => {
    let drawn = random() * 100;
    for (const [outcome, percentage] of percentages) {
      if (drawn < percentage) return outcome;
      drawn -= percentage;
    }
    return "paid";
  };
}

/** Parses `reset-after`, or `reset-after:init` for a request of one operation. */
function parseFault(text: string, ms: number): Fault {
  const [name = "", ...rest] = text.split(":");
  const kind = parseChoice(faultsOnPort, "--fault", name);
  const operation =
    rest.length === 0 ? undefined : parseChoice(operationNames, `--fault ${kind}: the operation`, rest.join(":"));
  return { kind, operation, ...(timedFaults.includes(kind) && { ms }) } as Fault;
}

/** Creates the simulator. It checks its options and faults itself; its errors become errors of the call. */
function createCheckedSimulator(options: SimulatorOptions, faults: readonly Fault[]): Simulator {
  try {
    const simulator = createSimulator(options);
    for (const fault of faults) simulator.fault(fault);
    return simulator;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
