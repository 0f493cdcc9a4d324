import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { installProject } from "@iyzico-mass-payout/harness/installed-project";

/** A separate project with the other libraries as its dependencies; see its pnpm-workspace.yaml. */
export const installed: string = fileURLToPath(new URL("../installed/", import.meta.url));

const manifest = JSON.parse(readFileSync(`${installed}package.json`, "utf8"));

/** The versions that the other libraries are measured in, by name. */
export const peerVersions: Readonly<Record<string, string>> = manifest.dependencies;

/** The names of the other libraries. */
export const peers: readonly string[] = Object.keys(peerVersions);

/**
 * Installs the other libraries.
 *
 * @throws {Error} with the output of pnpm, if one of them can't be installed: without its peers a figure says nothing.
 */
export async function installPeers(): Promise<void> {
  const { stdout, stderr, problem } = await installProject(installed);
  if (problem === undefined) return;
  throw new Error(`packages/internal/bench/installed can't be installed: ${problem}\n${stdout}${stderr}`);
}
