import { readFileSync } from "node:fs";
import type { PayoutPlan } from "@iyzico-mass-payout/client";
import { UsageError } from "./arguments.js";

/**
 * Reads a plan. The client checks its content, because it reports every fault of it.
 *
 * @throws {UsageError} if the file cannot be read or is not JSON.
 */
export function readPlanFile(file: string): PayoutPlan {
  const json = readText(file);
  try {
    return JSON.parse(json);
  } catch {
    // The parser's message quotes the input, which has recipients in it.
    throw new UsageError(`${file} must be JSON.`);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}
