import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Capability } from "../suite/suite.js";
import { installed, pinnedVersion } from "./installation.ts";

/** A runtime, and how it runs things. */
export interface Runtime {
  name: string;
  /** The version that it is to have; `undefined` when it can't be installed on this system. */
  version: string | undefined;
  /** Starts it and has it say its version. */
  probe: Command;
  /** What it has not by its nature. */
  lacks: readonly Capability[];
  /** The file of the suite that it runs. */
  entry: "main" | "worker";
  /** Runs that file. */
  suite(file: string, folders: Folders): Command;
  /** Runs the file of the command line tool; missing where there are no command lines. */
  tool?(file: string, folders: Folders): Command;
}

/** A program and its arguments. */
export type Command = readonly [program: string, ...args: string[]];

/** The consumer's project, and the one folder in which the suite may write. */
export interface Folders {
  project: string;
  writable: string;
}

/** Every runtime, in the order in which they run. `system` is such as "linux-x64". */
export function runtimesOn(system: string): readonly Runtime[] {
  return [
    ...["20", "22", "24", "26"].map((major) => node(`node-${major}`, system)),
    bun(system),
    deno(system),
    workerd("workerd", ["files", "servers", "inspect"]),
    workerd("workerd-nodejs", ["files", "servers"], "nodejs_compat"),
  ];
}

function node(name: string, system: string): Runtime {
  const { program, version } = dependency(`${name}-${system}`, "bin/node");
  const run = (file: string): Command => [program, file];
  return { name, version, probe: [program, "--version"], lacks: [], entry: "main", suite: run, tool: run };
}

function bun(system: string): Runtime {
  const { program, version } = dependency(`@oven/bun-${system.replace("arm64", "aarch64")}`, "bin/bun");
  // Else it would install by itself what it misses.
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
    // The folder that pnpm has made, and nothing of its own.
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
    // Signing, reading and paying need the network alone; the rest is for the store of files.
    suite: (file, { writable }) =>
      run(`--allow-read=${writable}`, `--allow-write=${writable}`, "--allow-sys=hostname", file),
    tool: (file, { project }) => run("--allow-env", `--allow-read=${project}`, file),
  };
}

/** Cloudflare's runtime, in the program that runs it elsewhere. */
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

/** Where a package with a program is installed; it is there only on the system that it is for. */
function dependency(name: string, file: string): { program: string; version: string | undefined } {
  return { program: join(installed, "node_modules", name, file), version: pinnedVersion(name) };
}
