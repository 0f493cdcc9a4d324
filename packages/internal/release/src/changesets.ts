import { type SpawnSyncOptions, spawnSync } from "node:child_process";
import { createRequire } from "node:module";

/** Runs a command of changesets, with its output on the terminal. Returns its exit code, or 1 if a signal ended it. */
export function runChangesets(args: readonly string[], options: Pick<SpawnSyncOptions, "cwd" | "env"> = {}): number {
  const bin = createRequire(import.meta.url).resolve("@changesets/cli/bin.js");
  return spawnSync(process.execPath, [bin, ...args], { ...options, stdio: "inherit" }).status ?? 1;
}
