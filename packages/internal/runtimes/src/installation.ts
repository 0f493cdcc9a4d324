import { fileURLToPath } from "node:url";
import { installProject, pinnedVersion as pinnedVersionIn } from "@iyzico-mass-payout/harness/installed-project";
import type { ProcessResult } from "@iyzico-mass-payout/harness/process";

/** A separate project with the runtimes as its dependencies; see its pnpm-workspace.yaml. */
export const installed: string = fileURLToPath(new URL("../installed/", import.meta.url));

/**
 * Installs the runtimes. When a runtime can't be installed, the result has a problem; the others, and those of an earlier
 * installation, can run.
 */
export function installRuntimes(): Promise<ProcessResult> {
  return installProject(installed);
}

/** The version of a runtime that the manifest pins. */
export function pinnedVersion(dependency: string): string | undefined {
  return pinnedVersionIn(installed, dependency);
}
