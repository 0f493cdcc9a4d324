import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

// The built file, as the package installs it.
const main = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

/** Starts the command in a process of its own. Nothing of this process's environment but PATH is inherited. */
export function startCli(args: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env["PATH"], LANG: "en_US.UTF-8", ...environment },
  });
}

/** What a process wrote since it was last read from, and how it ended. */
export interface ProcessResult {
  stdout: string;
  stderr: string;
  /** `null` if a signal ended the process. */
  exitCode: number | null;
}

export async function waitForExit(child: ChildProcessWithoutNullStreams): Promise<ProcessResult> {
  const [stdout, stderr, [exitCode]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { stdout, stderr, exitCode };
}

/** Reads until the output contains `expected`. Returns all that was read. */
export async function readUntil(output: Readable, expected: string): Promise<string> {
  let read = "";
  for await (const chunk of output.iterator({ destroyOnReturn: false })) {
    read += chunk;
    if (read.includes(expected)) return read;
  }
  throw new Error(`The output ended without "${expected}": ${read}`);
}
