import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { runProcess } from "@iyzico-mass-payout/harness/process";

/** A separate project with VitePress, TypeDoc and the search as its dependencies; see its pnpm-workspace.yaml. */
export const installed: string = fileURLToPath(new URL("../installed/", import.meta.url));

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
