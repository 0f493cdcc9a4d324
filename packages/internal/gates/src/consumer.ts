import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "@iyzico-mass-payout/harness/workspace";
import { tarballs } from "./tarballs.ts";

/** Dependencies of the application, beside our packages. */
const companions = ["@opentelemetry/api", "@types/node", "openapi-fetch", "undici"];

/**
 * Installs the tarballs into a new folder, as a user does, and returns the folder. No other package of the workspace can
 * be resolved from there. Takes a tenth of a second when pnpm's store has the dependencies.
 *
 * @throws {Error} when a package is not packed, or when the installation fails. The folder is removed then.
 */
export function installConsumer(): string {
  const missing = tarballs.filter(({ tarball }) => !existsSync(tarball)).map(({ name }) => name);
  if (missing.length > 0) throw new Error(`Not packed: ${missing.join(", ")}. The turbo task "tarball" packs them.`);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "mass-payout-consumer-")));
  const files = Object.fromEntries(tarballs.map(({ name, tarball }) => [name, `file:${tarball}`]));
  const dependencies = { ...files, ...Object.fromEntries(companions.map((name) => [name, versionOf(name)])) };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module", dependencies }));
  // The packages depend on versions of each other that no registry has. Without hoisting, a package can import only its
  // declared dependencies.
  const configuration = { overrides: files, hoist: false, pmOnFail: "ignore" };
  writeFileSync(join(folder, "pnpm-workspace.yaml"), JSON.stringify(configuration));
  try {
    // pnpm puts itself on the PATH of the scripts that it runs.
    const args = ["install", "--prefer-offline", "--ignore-scripts"];
    execFileSync("pnpm", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    rmSync(folder, { recursive: true });
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`The tarballs can't be installed: ${(error as Error).message}\n${stdout}${stderr}`);
  }
  return folder;
}

/** The version that the client is developed with. */
function versionOf(name: string): string {
  const manifest = join(root, "packages/client/node_modules", name, "package.json");
  return JSON.parse(readFileSync(manifest, "utf8")).version;
}
