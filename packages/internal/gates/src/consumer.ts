import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { published, root } from "./published.ts";

/** What users bring themselves. */
const companions = ["@opentelemetry/api", "@types/node", "openapi-fetch"];

/**
 * Installs the tarballs into a new folder, as a user would, from which no other package of the workspace can be reached.
 * Takes a tenth of a second when the store has the dependencies.
 *
 * @throws {Error} when a package is not packed, or when they can't be installed; nothing is left then.
 */
export function installConsumer(): string {
  const missing = published.filter(({ tarball }) => !existsSync(tarball)).map(({ name }) => name);
  if (missing.length > 0) throw new Error(`Not packed: ${missing.join(", ")}. The task "tarball" packs them.`);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "mass-payout-consumer-")));
  const tarballs = Object.fromEntries(published.map(({ name, tarball }) => [name, `file:${tarball}`]));
  const dependencies = { ...tarballs, ...Object.fromEntries(companions.map((name) => [name, versionOf(name)])) };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module", dependencies }));
  // The packages name each other by versions that no registry has. Without hoisting, a package has what it declares and
  // nothing else.
  const configuration = { overrides: tarballs, hoist: false, pmOnFail: "ignore" };
  writeFileSync(join(folder, "pnpm-workspace.yaml"), JSON.stringify(configuration));
  try {
    // The pnpm that runs the scripts of this repository is always on their PATH.
    const args = ["install", "--prefer-offline", "--ignore-scripts"];
    execFileSync("pnpm", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    rmSync(folder, { recursive: true });
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`The tarballs can't be installed: ${(error as Error).message}\n${stdout}${stderr}`);
  }
  return folder;
}

/** The version with which the client is developed. */
function versionOf(name: string): string {
  const manifest = join(root, "packages/client/node_modules", name, "package.json");
  return JSON.parse(readFileSync(manifest, "utf8")).version;
}
