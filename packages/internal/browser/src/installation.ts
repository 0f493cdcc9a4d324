import { fileURLToPath } from "node:url";
import { installProject, pinnedVersion as pinnedVersionIn } from "@iyzico-mass-payout/harness/installed-project";
import type { ProcessResult } from "@iyzico-mass-payout/harness/process";

/** A separate project with the browser as its dependency; see its pnpm-workspace.yaml. */
export const installed: string = fileURLToPath(new URL("../installed/", import.meta.url));

/** Installs the browser. */
export function installBrowser(): Promise<ProcessResult> {
  return installProject(installed);
}

/** The version of a dependency that the manifest pins. */
export function pinnedVersion(dependency: string): string | undefined {
  return pinnedVersionIn(installed, dependency);
}
