import { Readable } from "node:stream";
import type { Clock } from "@iyzico-mass-payout/client";
import { expect } from "vitest";
import { run } from "../../src/run.ts";
import type { Output } from "../../src/terminal/output.ts";
import type { Person } from "./person.ts";

/** What a command wrote, and its exit code. */
export interface CliResult {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Keys that must not be printed: `runCli` looks for CANARY in the output. */
export const keys = { IYZICO_API_KEY: "CANARY-api", IYZICO_SECRET_KEY: "CANARY-secret" };

/** Runs a command line in this process. */
export async function runCli(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = keys,
  {
    terminal = {},
    person,
    signal = new AbortController().signal,
    clock,
    fetch,
  }: {
    terminal?: Partial<Output>;
    person?: Person;
    signal?: AbortSignal;
    clock?: Clock;
    fetch?: (request: Request) => Promise<Response>;
  } = {},
): Promise<CliResult> {
  const stdout = createRecorder();
  const stderr = person === undefined ? createRecorder() : person.stderr;
  const exitCode = await run(args, {
    // The language of the tests is not that of the machine.
    environment: { LANG: "tr_TR.UTF-8", ...environment },
    stdin: person?.stdin ?? Readable.from([]),
    stdout: { ...terminal, ...stdout.output },
    stderr: stderr.output,
    stopSignal: () => signal,
    clock,
    fetch,
  });
  const result = { exitCode, stdout: stdout.read(), stderr: stderr.read() };
  person?.leave();
  expect(result.stdout + result.stderr).not.toContain("CANARY");
  return result;
}

/** An output that keeps what is written to it. */
export function createRecorder(): { output: Output; read(): string } {
  const written: string[] = [];
  return {
    output: { write: (text: string | Uint8Array) => written.push(String(text)) > 0 },
    read: () => written.join(""),
  };
}

/** Replaces the no-break spaces that Intl puts between currency and digits. */
export function withPlainSpaces(text: string): string {
  return text.replaceAll("\u00a0", " ");
}

/** Joins the lines of a text, so that a test does not depend on where they are wrapped. */
export function joinLines(text: string): string {
  return text.replace(/\s+/g, " ");
}
