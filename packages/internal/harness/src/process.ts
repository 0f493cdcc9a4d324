import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

/** Where a process runs, and what ends it early. */
export interface ProcessOptions {
  readonly cwd: string;
  /** The whole environment of the process: nothing is inherited. */
  readonly env: NodeJS.ProcessEnv;
  /** Kills the process, and every process that it started. */
  readonly signal?: AbortSignal;
  /** After this many milliseconds the process is killed, and every process that it started. Default: no limit. */
  readonly timeLimitMs?: number;
}

/** The output of a process that ended. */
export interface ProcessResult {
  readonly stdout: string;
  readonly stderr: string;
  /** Why the exit code is not 0, as a message: the exit code, the signal, the time limit, or the error of the start. */
  readonly problem?: string;
}

const running = new Set<ChildProcess>();

process.on("exit", () => {
  for (const child of running) killGroup(child);
});

/**
 * Runs a program until it ends, and then kills the processes that it left behind. A program that can't be started, fails
 * or reaches its time limit is reported in `problem`.
 *
 * @throws the signal's reason, when the signal is aborted before the program has ended.
 */
export async function runProcess(
  file: string,
  args: readonly string[],
  { cwd, env, signal, timeLimitMs }: ProcessOptions,
): Promise<ProcessResult> {
  signal?.throwIfAborted();
  // A process group of its own can be killed as a whole.
  const child = spawn(file, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  const kill = () => killGroup(child);
  let problem: string | undefined;
  const reachTimeLimit = () => {
    problem = `killed after ${(timeLimitMs ?? 0) / 1000} s, its time limit`;
    kill();
  };
  const timer = timeLimitMs === undefined ? undefined : setTimeout(reachTimeLimit, timeLimitMs);
  signal?.addEventListener("abort", kill);
  // A process that is left behind holds the pipes open.
  child.once("exit", kill);
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  try {
    const [exitCode, exitSignal] = await once(child, "close");
    if (exitCode !== 0) problem ??= exitCode === null ? `killed by ${exitSignal}` : `exit code ${exitCode}`;
  } catch (error) {
    problem = (error as Error).message;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", kill);
    running.delete(child);
  }
  const [stdout, stderr] = await output;
  signal?.throwIfAborted();
  return { stdout, stderr, ...(problem !== undefined && { problem }) };
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // The group has ended.
  }
}
