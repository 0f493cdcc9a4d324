import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type ProcessResult, runProcess } from "@iyzico-mass-payout/harness/process";
import { root } from "@iyzico-mass-payout/harness/workspace";

/** A separate project with the browser as its dependency; see its pnpm-workspace.yaml. */
export const installed: string = fileURLToPath(new URL("../installed/", import.meta.url));

/** Installs the browser from its lockfile, with the repository's version of pnpm. */
export function installBrowser(): Promise<ProcessResult> {
  const { packageManager } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  // With CI, pnpm asks no questions.
  const env = { ...process.env, CI: "true", NO_COLOR: "1" };
  const args = ["-y", "--prefer-offline", packageManager, "install", "--frozen-lockfile"];
  return runProcess("npx", args, { cwd: installed, env, timeLimitMs: 300_000 });
}

/** The version of a dependency that the manifest pins. */
export function pinnedVersion(dependency: string): string {
  return JSON.parse(readFileSync(`${installed}package.json`, "utf8")).dependencies[dependency];
}
