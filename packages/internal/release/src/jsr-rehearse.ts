// `release:jsr` checks on this machine what JSR checks when a package is published: that its modules can be found, and that
// its public API has no types that must be inferred. Deno comes from npm. Nothing is published, and the checkout stays unchanged.
//
// It runs on a copy without the manifests of npm, whose ranges of the workspace Deno would resolve otherwise. A copy is one
// workspace of Deno, because none of the packages has to be on JSR for it.
import { globSync } from "node:fs";
import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "@iyzico-mass-payout/harness/workspace";
import { runCommand } from "./command.ts";
import { copyTree } from "./copy-tree.ts";
import { listJsrPackages, writeJsrFiles } from "./jsr.ts";

const deno = "deno@2.9.6";

const options = { env: process.env, signal: new AbortController().signal };
const folder = await mkdtemp(join(await realpath(tmpdir()), "mass-payout-jsr-"));
try {
  await copyTree({ ...options, cwd: root }, folder);
  writeJsrFiles(folder);
  const workspace = listJsrPackages(folder).map((each) => each.folder);
  for (const path of globSync("{,packages/*/}package.json", { cwd: folder })) await rm(join(folder, path));
  await writeFile(join(folder, "deno.json"), JSON.stringify({ workspace }));
  // The sources name the compiled files, as TypeScript requires: Deno replaces ".js" by ".ts" in what it publishes.
  const flags = ["--dry-run", "--allow-dirty", "--unstable-sloppy-imports", "--unstable-bare-node-builtins"];
  await runCommand("npx", ["-y", deno, "publish", ...flags], { ...options, cwd: folder });
  console.log(`JSR would accept ${workspace.join(", ")}.`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
