// pnpm spec:update: imports changed pages of the vendor (see spec/update/cli.ts), then updates the API reports of the
// packages, so that the diff shows how the types changed.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { turbo } from "./turbo.mjs";

const args = process.argv.slice(2);
const cli = fileURLToPath(new URL("../spec/update/cli.ts", import.meta.url));
process.exitCode = spawnSync(process.execPath, [cli, ...args], { stdio: "inherit" }).status ?? 2;
if (process.exitCode === 0 && !args.includes("--check") && !args.includes("--help")) {
  // A breaking change may break our own packages. The update stays: a maintainer changes the packages.
  const isReported = turbo(["run", "api", "--output-logs=errors-only"], 2) === 0;
  if (!isReported) console.log("By hand: a package no longer compiles, see above. Change it, then run pnpm api.");
}
