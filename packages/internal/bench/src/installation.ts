import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runProcess } from "@iyzico-mass-payout/harness/process";
import { root } from "@iyzico-mass-payout/harness/workspace";

/** A separate project with the other libraries as its dependencies; see its pnpm-workspace.yaml. */
export const installed: string = fileURLToPath(new URL("../installed/", import.meta.url));

const manifest = JSON.parse(readFileSync(`${installed}package.json`, "utf8"));

/** The versions that the other libraries are measured in, by name. */
export const peerVersions: Readonly<Record<string, string>> = manifest.dependencies;

/** The names of the other libraries. */
export const peers: readonly string[] = Object.keys(peerVersions);

/**
 * Installs the other libraries from their lockfile, with the repository's version of pnpm.
 *
 * @throws {Error} with the output of pnpm, if one of them can't be installed: without its peers a figure says nothing.
 */
export async function installPeers(): Promise<void> {
  const { packageManager } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  // With CI, pnpm asks no questions.
  const env = { ...process.env, CI: "true", NO_COLOR: "1" };
  const args = ["-y", "--prefer-offline", packageManager, "install", "--frozen-lockfile", "--prefer-offline"];
  const { stdout, stderr, problem } = await runProcess("npx", args, { cwd: installed, env, timeLimitMs: 300_000 });
  if (problem === undefined) return;
  throw new Error(`packages/internal/bench/installed can't be installed: ${problem}\n${stdout}${stderr}`);
}
