import type { SimulatorOptions } from "@iyzico-mass-payout/simulator";
import { parseChoice, parseInteger, parseOptions, parsePositiveInteger, UsageError } from "./arguments.js";

/** What `mass-payout simulate` was called with. */
export interface SimulateArguments {
  port: number;
  options: Pick<SimulatorOptions, "seed" | "balance" | "dialect" | "perMinute">;
  /** Divides the times that a payout and a fault take. */
  speed: number;
  /** The percentages of items with another outcome than "paid". */
  percentages: readonly [outcome: "rejected" | "failed-refunded" | "failed-unrefunded", percentage: number][];
  /** As they were given: the simulator knows its faults. */
  faults: readonly string[];
}

const dialects: readonly NonNullable<SimulatorOptions["dialect"]>[] = ["documents", "java"];

/** @throws {UsageError} if an argument other than a fault is wrong. */
export function parseSimulateArguments(args: readonly string[]): SimulateArguments {
  const { values } = parseOptions(args, {
    port: { type: "string", default: "0" },
    seed: { type: "string", default: "1" },
    balance: { type: "string" },
    dialect: { type: "string", default: "documents" },
    "per-minute": { type: "string" },
    speed: { type: "string", default: "1" },
    rejected: { type: "string", default: "0" },
    failed: { type: "string", default: "0" },
    unrefunded: { type: "string", default: "0" },
    fault: { type: "string", multiple: true, default: [] },
  });
  const port = parseInteger("--port", values.port);
  if (port > 65_535) throw new UsageError("--port must be at most 65535.");
  const speed = parsePositiveInteger("--speed", values.speed);
  const perMinute = values["per-minute"];
  const options = {
    seed: parseInteger("--seed", values.seed),
    balance: values.balance,
    dialect: parseChoice(dialects, "--dialect", values.dialect),
    perMinute: perMinute === undefined ? undefined : parseInteger("--per-minute", perMinute),
  };
  const percentages: SimulateArguments["percentages"] = [
    ["rejected", parseInteger("--rejected", values.rejected)],
    ["failed-refunded", parseInteger("--failed", values.failed)],
    ["failed-unrefunded", parseInteger("--unrefunded", values.unrefunded)],
  ];
  if (percentages.reduce((total, [, percentage]) => total + percentage, 0) > 100) {
    throw new UsageError("--rejected, --failed and --unrefunded must add up to at most 100.");
  }
  return { port, options, speed, percentages, faults: values.fault };
}
