import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { type ProcessResult, runProcess } from "@iyzico-mass-payout/harness/process";
import { root } from "@iyzico-mass-payout/harness/workspace";

/** A separate project with VitePress, TypeDoc and the search as its dependencies; see its pnpm-workspace.yaml. */
export const installed: string = fileURLToPath(new URL("../installed/", import.meta.url));

/** Installs the tools from their lockfile, with the repository's version of pnpm. */
export function installTools(): Promise<ProcessResult> {
  const { packageManager } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  // With CI, pnpm asks no questions.
  const env = { ...process.env, CI: "true", NO_COLOR: "1" };
  const args = ["-y", "--prefer-offline", packageManager, "install", "--frozen-lockfile"];
  return runProcess("npx", args, { cwd: installed, env, timeLimitMs: 300_000 });
}

/** Runs the command of a tool. Throws with its output if it fails. */
export async function runTool(command: string, args: readonly string[], cwd: string): Promise<void> {
  const program = `${installed}node_modules/${command}`;
  const env = { ...process.env, NO_COLOR: "1", NODE_ENV: "production" };
  const options = { cwd, env, timeLimitMs: 600_000 };
  const { stdout, stderr, problem } = await runProcess(process.execPath, [program, ...args], options);
  if (problem !== undefined) throw new Error(`${command} failed: ${problem}\n${stdout}${stderr}`);
}

/** Loads a package of `installed/`. */
export function loadTool<Module>(name: string): Module {
  return createRequire(`${installed}package.json`)(name) as Module;
}
