import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { operationOf } from "./operation.ts";

/** One request of a recording, and its answer. Bodies are texts, as they were on the wire. */
export interface Exchange {
  id: number;
  series: string;
  at: string;
  request: { method: string; path: string; body?: string; signature: string };
  response?: { status: number; headers: Readonly<Record<string, string>>; body: string };
  failure?: string;
}

/** An answer that a recording gives to a question of docs/unverified.md. */
interface Finding {
  question: string;
  status: "answered" | "open" | "skipped";
  answer: string;
  evidence: readonly number[];
}

/**
 * What `mass-payout probe` writes. `destination` says whose answers they are: `documents` and `integrations` are examples and
 * answers that were published, and settle nothing.
 */
export interface Recording {
  name: string;
  destination: "sandbox" | "production" | "test" | "documents" | "integrations";
  exchanges: readonly Exchange[];
  findings: readonly Finding[];
}

const folder = fileURLToPath(new URL("../../recordings/", import.meta.url));

/** Every recording of the folder `recordings`. */
export function readRecordings(): Recording[] {
  return globSync(`${folder}*.json`)
    .sort()
    .map((file) => parseRecording(basename(file), readFileSync(file, "utf8")));
}

/** @throws {TypeError} if the text is no recording, or one of another version. */
export function parseRecording(name: string, text: string): Recording {
  const { format, destination, exchanges, findings } = JSON.parse(text);
  if (format !== "mass-payout-recording/1")
    throw new TypeError(`${name} must have the format mass-payout-recording/1.`);
  for (const { id, request } of exchanges as Exchange[]) {
    if (operationOf(request) === undefined)
      throw new TypeError(`${name}: exchange ${id} must be of one of the six operations.`);
  }
  return { name, destination, exchanges, findings };
}
