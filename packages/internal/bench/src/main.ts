// `pnpm bench` measures everything, `pnpm bench --quick --only sign` a part of it.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runProcess } from "@iyzico-mass-payout/harness/process";
import { root } from "@iyzico-mass-payout/harness/workspace";
import { help, type Options, parseOptions } from "./command-line.ts";
import { installPeers, peerVersions } from "./installation.ts";
import { createProject } from "./project.ts";
import { formatMachine, formatTables, type Machine, replaceMeasured } from "./report/markdown.ts";
import type { Table } from "./report/table.ts";

// On exit, running processes are killed and the project is removed.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(1));

try {
  const options = parseOptions(process.argv.slice(2));
  if (options.isHelp) console.log(help);
  else process.exitCode = await runBenchmarks(options);
} catch (error) {
  console.error(`pnpm bench: ${(error as Error).message}`);
  process.exitCode = 1;
}

async function runBenchmarks({ names, isQuick, isWritingDocs }: Options): Promise<number> {
  await installPeers();
  const folder = createProject();
  const tables: Table[] = [];
  let failures = 0;
  for (const name of names) {
    console.error(`measuring ${name} …`);
    const begin = performance.now();
    const measured = await runBenchmark(name, folder, isQuick);
    console.error(`measured ${name} in ${Math.round((performance.now() - begin) / 1000)} s`);
    if (typeof measured === "string") {
      failures += 1;
      console.error(`pnpm bench: ${name} failed: ${measured}`);
    } else {
      tables.push(...measured);
      console.log(`${formatTables(measured)}\n`);
    }
  }
  const machine = describeMachine();
  const file = fileURLToPath(new URL("../reports/bench/results.json", import.meta.url));
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ machine, isQuick, peerVersions, tables }, null, 2)}\n`);
  console.log(formatMachine(machine));
  // A page with a part of the tables would say that the rest was not measured.
  if (isWritingDocs && failures === 0) {
    const page = join(root, "docs/benchmarks.md");
    const measured = `${formatMachine(machine)}\n\n${formatTables(tables)}`;
    writeFileSync(page, replaceMeasured(readFileSync(page, "utf8"), measured));
  }
  return failures === 0 ? 0 : 1;
}

/** Runs a benchmark in a process of its own. Returns its tables, or why there are none. */
async function runBenchmark(name: string, folder: string, isQuick: boolean): Promise<Table[] | string> {
  const program = fileURLToPath(new URL("run-benchmark.ts", import.meta.url));
  const args = [program, name, folder, isQuick ? "quick" : "full"];
  const { stdout, stderr, problem } = await runProcess(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, NODE_ENV: "production" },
    timeLimitMs: 1_800_000,
  });
  if (problem !== undefined) return `${problem}\n${stdout}${stderr}`;
  return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
}

function describeMachine(): Machine {
  const processors = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.versions.node,
    system: `${process.platform}-${process.arch}`,
    cores: processors.length,
    processor: processors[0]?.model.trim() ?? "unknown",
  };
}
