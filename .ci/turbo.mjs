// Starts turbo for every script of this repository: on a Node that the tools support, and without telemetry.
//   node .ci/turbo.mjs run build
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/**
 * Runs turbo and returns its exit code.
 *
 * @param output where its stdout goes: to the file descriptor 2 when stdout is for another output; "on-failure" prints stdout
 * and stderr to stderr, and only if turbo fails.
 */
export function turbo(args, output = "inherit") {
  // If the optional dependency with Node could not be installed, scripts run on the Node of the PATH. Without this check, an
  // old one would fail with an unknown file extension.
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 24 || (major === 24 && minor < 18)) {
    console.error(`The tools require Node 24.18 or newer, and this is ${process.version}.`);
    console.error("On Linux it is installed with the dependencies; on other systems, install it yourself.");
    return 1;
  }
  const bin = createRequire(import.meta.url).resolve("turbo/bin/turbo");
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1" };
  const isQuiet = output === "on-failure";
  const stdio = isQuiet ? ["inherit", "pipe", "pipe"] : ["inherit", output, "inherit"];
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], { stdio, env, maxBuffer: 2 ** 26 });
  if (isQuiet && status !== 0) process.stderr.write(Buffer.concat([stdout, stderr]));
  return status ?? 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = turbo(process.argv.slice(2));
