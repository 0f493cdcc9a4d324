import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

export interface ChildOptions {
  cwd: string;
  /** All of its environment. */
  env: NodeJS.ProcessEnv;
  timeLimitMs: number;
}

/** What became of a process. */
export interface Ended {
  stdout: string;
  stderr: string;
  /** How it ended, when that was not with exit code 0: for people. */
  trouble?: string;
}

const running = new Set<ChildProcess>();

// Whoever stops the run stops what it started.
process.on("exit", () => {
  for (const child of running) killGroup(child);
});

/**
 * Runs a program to its end or to its time limit, and ends whatever it has started itself and left behind. Never rejects:
 * a program that can't be started is in trouble like any other.
 */
export async function runChild(file: string, args: readonly string[], options: ChildOptions): Promise<Ended> {
  const { cwd, env, timeLimitMs } = options;
  // A group of its own, which can be ended as a whole.
  const child = spawn(file, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  let trouble: string | undefined;
  const timer = setTimeout(() => {
    trouble = `ended after ${timeLimitMs / 1000} s, its time limit`;
    killGroup(child);
  }, timeLimitMs);
  // What it left behind would hold its pipes open.
  child.once("exit", () => killGroup(child));
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  try {
    const [exitCode, signal] = await once(child, "close");
    if (exitCode !== 0) trouble ??= exitCode === null ? `ended by ${signal}` : `exit code ${exitCode}`;
  } catch (error) {
    trouble = (error as Error).message;
  } finally {
    clearTimeout(timer);
    running.delete(child);
  }
  const [stdout, stderr] = await output;
  return { stdout, stderr, ...(trouble !== undefined && { trouble }) };
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Nobody is left of it.
  }
}
