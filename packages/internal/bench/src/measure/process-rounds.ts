import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runProcess } from "@iyzico-mass-payout/harness/process";
import { orderOf } from "./rounds.ts";

/** A Node program that is measured as a whole process. */
export interface Program {
  name: string;
  /** The arguments of node. */
  args: readonly string[];
  /** More environment variables: nothing of this process's environment but PATH is passed on. */
  env?: Readonly<Record<string, string>>;
  /** @returns why the output is wrong. A program that fails at once would be the fastest. */
  problemOf?(stdout: string): string | undefined;
}

/** What a process used from its start to its exit. */
export interface ProcessSample {
  cpuMs: number;
  wallMs: number;
  /** Its memory at the exit. */
  rssMb: number;
  stdout: string;
}

/**
 * Runs each program once for every round, each round beginning with another one. The first run of each is not counted: it
 * brings the files into the cache of the system.
 */
export async function measureProcesses(
  programs: readonly Program[],
  rounds: number,
): Promise<Map<string, ProcessSample[]>> {
  const samples = new Map<string, ProcessSample[]>(programs.map(({ name }) => [name, []]));
  for (const program of programs) await measureProcess(program);
  for (let round = 0; round < rounds; round += 1) {
    for (const program of orderOf(programs, round)) samples.get(program.name)?.push(await measureProcess(program));
  }
  return samples;
}

/** Counts the files that a program loads as modules. */
export async function countModules(program: Program): Promise<number> {
  const { usage } = await runMeasured<{ modules: number }>(program, "modules.cjs");
  return usage.modules;
}

/** Runs a program once, and measures its process. */
export async function measureProcess(program: Program): Promise<ProcessSample> {
  const { usage, ...others } = await runMeasured<{ cpuMs: number; rssMb: number }>(program, "usage.cjs");
  return { ...usage, ...others };
}

async function runMeasured<Usage>({ name, args, env, problemOf }: Program, preload: string) {
  const folder = mkdtempSync(join(tmpdir(), "mass-payout-bench-"));
  try {
    const file = join(folder, "usage.json");
    const hook = fileURLToPath(new URL(`../programs/${preload}`, import.meta.url));
    const begin = performance.now();
    const { stdout, stderr, problem } = await runProcess(process.execPath, ["--require", hook, ...args], {
      cwd: folder,
      env: { PATH: process.env["PATH"], ...env, BENCH_USAGE_FILE: file },
      timeLimitMs: 600_000,
    });
    const wallMs = performance.now() - begin;
    const reason = problem ?? problemOf?.(stdout);
    if (reason !== undefined) throw new Error(`${name}: ${reason}\n${stdout}${stderr}`);
    return { usage: JSON.parse(readFileSync(file, "utf8")) as Usage, wallMs, stdout };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
