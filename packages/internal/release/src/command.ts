import { type ProcessOptions, runProcess } from "@iyzico-mass-payout/harness/process";

/** Where a command runs, and the signal that stops it. */
export type CommandOptions = ProcessOptions & Required<Pick<ProcessOptions, "signal">>;

/**
 * Runs a command until it ends and returns its stdout.
 *
 * @throws {Error} with its output, when it fails; with the signal's reason, when it is stopped.
 */
export async function runCommand(command: string, args: readonly string[], options: CommandOptions): Promise<string> {
  const { stdout, stderr, problem } = await runProcess(command, args, options);
  if (problem === undefined) return stdout;
  throw new Error(`${[command, ...args].join(" ")} failed (${problem}):\n${stdout}${stderr}`.trimEnd());
}

/** Runs a script of this package in a tree, as the workflow does. */
export function runReleaseScript(
  script: "release:pack" | "release:publish" | "release:preview",
  inTree: CommandOptions,
): Promise<string> {
  return runCommand("pnpm", ["--filter", "@iyzico-mass-payout/release", script], inTree);
}
