import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Capability } from "../suite/suite.js";
import { installed, pinnedVersion } from "./installation.ts";

/** A runtime, and the commands that run on it. */
export interface Runtime {
  name: string;
  /** The version that it must have; `undefined` when it can't be installed on this system. */
  version: string | undefined;
  /** Prints its version. */
  probe: Command;
  /** The capabilities that it does not have. */
  lacks: readonly Capability[];
  /** The file of the suite for it. */
  entry: "main" | "worker";
  /** Runs that file. */
  suite(file: string, folders: Folders): Command;
  /** Runs the file of the command line tool; missing when the runtime has no command line. */
  tool?(file: string, folders: Folders): Command;
}

/** A program and its arguments. */
export type Command = readonly [program: string, ...args: string[]];

/** The project with the packages, and the only folder that the suite may write to. */
export interface Folders {
  project: string;
  writable: string;
}

/** Every runtime, in the order of the run. `system` is platform and architecture, such as "linux-x64". */
export function runtimesOn(system: string): readonly Runtime[] {
  return [
    ...["20", "22", "24", "26"].map((major) => node(`node-${major}`, system)),
    bun(system),
    deno(system),
    jest(system),
    workerd("workerd", ["files", "servers", "inspect"]),
    workerd("workerd-nodejs", ["files", "servers"], "nodejs_compat"),
  ];
}

/**
 * Selects runtimes by name or by family: "node" selects "node-20" and the others. No name selects all.
 *
 * @throws {Error} for a name without a runtime.
 */
export function selectRuntimes(all: readonly Runtime[], names: readonly string[]): readonly Runtime[] {
  const isOf = (name: string) => (runtime: Runtime) => runtime.name === name || runtime.name.startsWith(`${name}-`);
  for (const name of names) {
    if (all.some(isOf(name))) continue;
    throw new Error(`Runtime must be one of ${all.map((runtime) => runtime.name).join(", ")}, not ${name}.`);
  }
  return names.length === 0 ? all : all.filter((runtime) => names.some((name) => isOf(name)(runtime)));
}

function node(name: string, system: string): Runtime {
  const { program, version } = dependency(`${name}-${system}`, "bin/node");
  const run = (file: string): Command => [program, file];
  return { name, version, probe: [program, "--version"], lacks: [], entry: "main", suite: run, tool: run };
}

function bun(system: string): Runtime {
  const { program, version } = dependency(`@oven/bun-${system.replace("arm64", "aarch64")}`, "bin/bun");
  // Without --no-install, it installs missing packages by itself.
  const run = (file: string): Command => [program, "run", "--no-install", file];
  return { name: "bun", version, probe: [program, "--version"], lacks: [], entry: "main", suite: run, tool: run };
}

function deno(system: string): Runtime {
  const { program, version } = dependency(`@deno/${system}-glibc`, "deno");
  const run = (...args: readonly string[]): Command => [
    program,
    "run",
    "--no-prompt",
    "--no-remote",
    "--no-lock",
    // The node_modules that pnpm made, and no cache of Deno.
    "--node-modules-dir=manual",
    "--allow-net=127.0.0.1",
    ...args,
  ];
  return {
    name: "deno",
    version,
    probe: [program, "--version"],
    lacks: [],
    entry: "main",
    // Signing, reading and paying require the network only; the other permissions are for the file store.
    suite: (file, { writable }) =>
      run(`--allow-read=${writable}`, `--allow-write=${writable}`, "--allow-sys=hostname", file),
    tool: (file, { project }) => run("--allow-env", `--allow-read=${project}`, file),
  };
}

/** Jest, whose tests require the packages as CommonJS. On Node 20, it can't load ESM without a flag. */
function jest(system: string): Runtime {
  const { program } = dependency(`node-20-${system}`, "bin/node");
  const runner = fileURLToPath(new URL("../installed/run-jest.js", import.meta.url));
  const run = (...args: readonly string[]): Command => [program, runner, ...args];
  return {
    name: "jest",
    version: pinnedVersion(`node-20-${system}`) && pinnedVersion("jest"),
    probe: run("--version"),
    lacks: [],
    entry: "main",
    suite: (file) => run(file),
  };
}

/** Cloudflare's runtime, run by miniflare. */
function workerd(name: string, lacks: readonly Capability[], ...compatibilityFlags: readonly string[]): Runtime {
  const server = fileURLToPath(new URL("../installed/serve-worker.js", import.meta.url));
  const run = (...args: readonly string[]): Command => [process.execPath, server, ...args];
  return {
    name,
    version: pinnedVersion("miniflare"),
    probe: run("--version"),
    lacks,
    entry: "worker",
    suite: (file) => run(file, ...compatibilityFlags),
  };
}

/** The program of an installed package. It is installed only on the system that it is for. */
function dependency(name: string, file: string): { program: string; version: string | undefined } {
  return { program: join(installed, "node_modules", name, file), version: pinnedVersion(name) };
}
