// pnpm spec:update: takes changed pages of the vendor in (see spec/update/cli.ts), and brings the reports of the public
// API to what the packages are then, so that the change of the types stands in the diff.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { turbo } from "./turbo.mjs";

const args = process.argv.slice(2);
const cli = fileURLToPath(new URL("../spec/update/cli.ts", import.meta.url));
process.exitCode = spawnSync(process.execPath, [cli, ...args], { stdio: "inherit" }).status ?? 2;
if (process.exitCode === 0 && !args.includes("--check")) {
  // What breaks may break our own packages: that is for a person to mend, and no reason to undo anything.
  const isReported = turbo(["run", "api", "--output-logs=errors-only"], 2) === 0;
  if (!isReported) console.log("By hand: a package no longer fits the document, see above; then run pnpm api.");
}
