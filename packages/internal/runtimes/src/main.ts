// `pnpm runtimes` runs the suite on every runtime, `pnpm runtimes node bun` on some.
import { existsSync } from "node:fs";
import { installRuntimes } from "./installation.ts";
import { createProject } from "./project.ts";
import { exitCodeOf, formatOutcome, formatReport, type Outcome } from "./report.ts";
import { runRuntime } from "./run-runtime.ts";
import { runtimesOn, selectRuntimes } from "./runtimes.ts";

// On exit, running processes are killed and the project is removed.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(1));

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  console.error(`pnpm runtimes: ${(error as Error).message}`);
  process.exitCode = 1;
}

async function run(names: readonly string[]): Promise<number> {
  const system = `${process.platform}-${process.arch}`;
  const runtimes = selectRuntimes(runtimesOn(system), names);
  const { stdout, stderr, problem } = await installRuntimes();
  const isMissing = runtimes.some(({ version, probe }) => version !== undefined && !existsSync(probe[0]));
  if (problem !== undefined || isMissing) {
    console.log(`Not every runtime could be installed: ${problem ?? "a program is missing"}\n${stdout}${stderr}`);
  }
  const project = createProject();
  const outcomes: Outcome[] = [];
  for (const runtime of runtimes) {
    const { name, version } = runtime;
    const notRun = `packages/internal/runtimes/installed has no version for ${system}`;
    const outcome = version === undefined ? { name, notRun } : await runRuntime(runtime, project);
    console.log(formatOutcome(outcome));
    outcomes.push(outcome);
  }
  project.remove();
  console.log(`\n${formatReport(outcomes)}`);
  return exitCodeOf(outcomes, Boolean(process.env["CI"]));
}
