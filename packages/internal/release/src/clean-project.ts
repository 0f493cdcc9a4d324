import { readFileSync } from "node:fs";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { check } from "./check.ts";
import { type CommandOptions, runCommand } from "./command.ts";
import type { Package } from "./workspace.ts";

/**
 * Installs packages in an empty project, as a stranger would.
 *
 * @throws {Error} when npm finds no set that fits, or another version than that of the package.
 */
export async function installInCleanProject(project: CommandOptions, packages: readonly Package[]): Promise<void> {
  await mkdir(project.cwd);
  await writeFile(join(project.cwd, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const names = packages.map(({ manifest }) => manifest.name);
  await runCommand("npm", ["install", ...names], project);
  await runCommand("npm", ["ls", "--all"], project);
  for (const { manifest } of packages) {
    const installed = JSON.parse(
      readFileSync(join(project.cwd, "node_modules", manifest.name, "package.json"), "utf8"),
    );
    check(installed.version === manifest.version, `${manifest.name} ${installed.version} was installed.`);
  }
}

/**
 * Pays a plan with what is installed in the project.
 *
 * @throws {Error} when the client or the command line tool ends with anything but everyone paid.
 */
export async function payInCleanProject(project: CommandOptions): Promise<void> {
  const consumer = fileURLToPath(new URL("../consumer/pay.mjs", import.meta.url));
  await cp(consumer, join(project.cwd, "pay.mjs"));
  const results = JSON.parse(await runCommand(process.execPath, ["pay.mjs"], project)) as Record<string, unknown>;
  const expected = { outcome: "settled", paid: "everyone", totals: { TRY: { paid: "54650.85" } } };
  for (const payer of ["client", "tool"]) {
    const got = JSON.stringify(results[payer]);
    check(got === JSON.stringify(expected), `The installed ${payer} did not pay the plan: ${got}.`);
  }
}
