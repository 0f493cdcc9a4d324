// `pnpm runtimes` runs the suite in every runtime, `pnpm runtimes node bun` in some.
import { existsSync } from "node:fs";
import { installRuntimes } from "./installation.ts";
import { createProject } from "./project.ts";
import { exitCodeOf, linesOf, type Outcome, reportOf } from "./report.ts";
import { runRuntime } from "./run-runtime.ts";
import { runtimesOn } from "./runtimes.ts";
import { chosen } from "./selection.ts";

// Whoever stops it stops what it has started: that is done on exit.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(1));

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  console.error(`pnpm runtimes: ${(error as Error).message}`);
  process.exitCode = 1;
}

async function run(names: readonly string[]): Promise<number> {
  const system = `${process.platform}-${process.arch}`;
  const runtimes = chosen(runtimesOn(system), names);
  const { stdout, stderr, trouble } = await installRuntimes();
  const isMissing = runtimes.some(({ version, probe }) => version !== undefined && !existsSync(probe[0]));
  if (trouble !== undefined || isMissing) {
    console.log(`Not every runtime can be installed: ${trouble ?? "a program is missing"}\n${stdout}${stderr}`);
  }
  const project = createProject();
  const outcomes: Outcome[] = [];
  for (const runtime of runtimes) {
    const { name, version } = runtime;
    const notRun = `packages/internal/runtimes/installed has none for ${system}`;
    const outcome = version === undefined ? { name, notRun } : await runRuntime(runtime, project);
    console.log(linesOf(outcome));
    outcomes.push(outcome);
  }
  project.remove();
  console.log(`\n${reportOf(outcomes)}`);
  return exitCodeOf(outcomes, Boolean(process.env["CI"]));
}
