import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { published, root } from "./published.ts";

const programs = fileURLToPath(new URL("../consumer/", import.meta.url));

/** What users bring themselves. */
const companions = ["@opentelemetry/api", "@types/node", "openapi-fetch"];

/**
 * Installs the tarballs into a new folder, from which no other package of the workspace can be reached, and puts the
 * programs beside them. Takes a tenth of a second when the store has the dependencies.
 */
export function installConsumer(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "mass-payout-consumer-")));
  const tarballs = Object.fromEntries(published.map(({ name, tarball }) => [name, `file:${tarball}`]));
  const dependencies = { ...tarballs, ...Object.fromEntries(companions.map((name) => [name, versionOf(name)])) };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module", dependencies }));
  // The packages name each other by versions that no registry has. Without hoisting, a package has what it declares and
  // nothing else.
  const configuration = { overrides: tarballs, hoist: false, pmOnFail: "ignore" };
  writeFileSync(join(folder, "pnpm-workspace.yaml"), JSON.stringify(configuration));
  cpSync(programs, folder, { recursive: true });
  // The pnpm that runs the scripts of this repository is always on their PATH.
  execFileSync("pnpm", ["install", "--prefer-offline"], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  return folder;
}

/** The version with which the client is developed. */
function versionOf(name: string): string {
  const manifest = join(root, "packages/client/node_modules", name, "package.json");
  return JSON.parse(readFileSync(manifest, "utf8")).version;
}
