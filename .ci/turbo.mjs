// Turbo, as every script of this repository starts it: on a Node that the tools can use, and without telemetry.
//   node .ci/turbo.mjs run build
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/**
 * Runs turbo and returns its exit code.
 *
 * @param output where it prints: 2 when the standard output is for something else.
 */
export function turbo(args, output = "inherit") {
  // Where the optional dependency with a Node of its own could not be installed, scripts run on the PATH's, and the
  // first thing to be heard of it would be an unknown file extension.
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 24 || (major === 24 && minor < 18)) {
    console.error(`The tools need Node 24.18 or newer and would run on ${process.version}.`);
    console.error("On Linux it comes with the dependencies; elsewhere, install it yourself.");
    return 1;
  }
  const bin = createRequire(import.meta.url).resolve("turbo/bin/turbo");
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1" };
  return spawnSync(process.execPath, [bin, ...args], { stdio: ["inherit", output, "inherit"], env }).status ?? 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = turbo(process.argv.slice(2));
