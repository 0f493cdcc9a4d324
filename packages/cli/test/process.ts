import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

// The built file, as the package installs it.
const main = fileURLToPath(new URL("../dist/main.js", import.meta.url));

/** Starts the command in a process of its own. */
export function start(args: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [main, ...args], { env: { PATH: process.env["PATH"], ...environment } });
}

export interface Ended {
  stdout: string;
  stderr: string;
  /** `null` when a signal ended the process. */
  exitCode: number | null;
}

/** What it has said when it has ended. */
export async function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  const [stdout, stderr, [exitCode]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  return { stdout, stderr, exitCode };
}
