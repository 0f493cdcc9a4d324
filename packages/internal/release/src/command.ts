import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

/** Where a command runs, and until when. */
export interface CommandOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Ends it, and whatever it has started. */
  readonly signal: AbortSignal;
}

/**
 * Runs a command to its end and returns its stdout.
 *
 * @throws {Error} with all that it printed, when it fails. When the signal ended it, the signal's reason.
 */
export async function runCommand(command: string, args: readonly string[], options: CommandOptions): Promise<string> {
  const { signal, ...where } = options;
  signal.throwIfAborted();
  // A group of its own, so that it can be ended with all that it started.
  const child = spawn(command, args, { ...where, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const end = () => {
    if (child.pid !== undefined) killGroup(child.pid);
  };
  signal.addEventListener("abort", end);
  try {
    const [[exitCode], stdout, stderr] = await Promise.all([
      once(child, "close") as Promise<[number | null]>,
      text(child.stdout),
      text(child.stderr),
    ]);
    signal.throwIfAborted();
    if (exitCode === 0) return stdout;
    throw new Error(`${[command, ...args].join(" ")} failed (${exitCode}):\n${stdout}${stderr}`.trimEnd());
  } finally {
    signal.removeEventListener("abort", end);
  }
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    // It ended by itself just now.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
