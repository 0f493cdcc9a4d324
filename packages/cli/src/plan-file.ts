import { readFileSync } from "node:fs";
import type { PayoutPlan } from "@iyzico-mass-payout/client";
import { UsageError } from "./usage-error.js";

/** Reads the JSON of a plan. Whether it is a plan is the client's to say, with all of its faults. */
export function readPlanFile(file: string): PayoutPlan {
  const text = contentOf(file);
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes what it could not parse, and with it payees.
    throw new UsageError(`${file} is not JSON.`);
  }
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${file} can't be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}
