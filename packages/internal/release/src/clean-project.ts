import { ok as assert } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Package } from "@iyzico-mass-payout/harness/workspace";
import { type CommandOptions, runCommand } from "./command.ts";

/**
 * Installs packages in an empty project, as a user does.
 *
 * @throws {Error} when npm can't resolve them together, or installs another version.
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
    assert(installed.version === manifest.version, `${manifest.name} ${installed.version} was installed.`);
  }
}

/**
 * Pays a plan with the packages that are installed in the project.
 *
 * @throws {Error} when the client or the command does not pay all items.
 */
export async function payInCleanProject(project: CommandOptions): Promise<void> {
  const consumer = fileURLToPath(new URL("../consumer/pay.mjs", import.meta.url));
  await cp(consumer, join(project.cwd, "pay.mjs"));
  const results = JSON.parse(await runCommand(process.execPath, ["pay.mjs"], project)) as Record<string, unknown>;
  const expected = { outcome: "settled", paid: "all", totals: { TRY: { paid: "54650.85" } } };
  for (const payer of ["client", "tool"]) {
    const got = JSON.stringify(results[payer]);
    assert(got === JSON.stringify(expected), `The installed ${payer} did not pay the plan: ${got}.`);
  }
}
