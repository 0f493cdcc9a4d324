import { expect } from "vitest";
import type { Output } from "../src/output.ts";
import { run } from "../src/run.ts";

export interface Ran {
  exitCode: number;
  stdout: string;
  stderr: string;
}

export const keys = { IYZICO_API_KEY: "CANARY-api", IYZICO_SECRET_KEY: "CANARY-secret" };

/** Runs a command line in this process, and sees to it that nothing is told that is not to be told. */
export async function ran(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = keys,
  { terminal = {}, signal = new AbortController().signal }: { terminal?: Partial<Output>; signal?: AbortSignal } = {},
): Promise<Ran> {
  const written: { stdout: string[]; stderr: string[] } = { stdout: [], stderr: [] };
  const to = (texts: string[]): Output => ({ write: (text: string | Uint8Array) => texts.push(String(text)) > 0 });
  const stdoutOf = { ...terminal, ...to(written.stdout) };
  const exitCode = await run(args, environment, stdoutOf, to(written.stderr), () => signal);
  const [stdout, stderr] = [written.stdout.join(""), written.stderr.join("")];
  expect(stdout + stderr).not.toContain("CANARY");
  return { exitCode, stdout, stderr };
}

/** The text without its line breaks. */
export function flat(text: string): string {
  return plain(text).replace(/\s+/g, " ");
}

/** Intl separates currency and digits with a no-break space. */
export function plain(text: string): string {
  return text.replaceAll("\u00a0", " ");
}
