// pnpm spec:update: takes changed pages of the vendor in (see spec/update/cli.ts), and brings the reports of the public
// API to what the packages are then, so that the change of the types stands in the diff.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { turbo } from "./turbo.mjs";

const args = process.argv.slice(2);
const cli = fileURLToPath(new URL("../spec/update/cli.ts", import.meta.url));
process.exitCode = spawnSync(process.execPath, [cli, ...args], { stdio: "inherit" }).status ?? 2;
if (process.exitCode === 0 && !args.includes("--check")) {
  process.exitCode = turbo(["run", "api", "--output-logs=errors-only"]);
  if (process.exitCode !== 0) console.error("The document is taken in, and a package no longer fits it: see above.");
}
