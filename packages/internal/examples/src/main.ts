// `pnpm examples` runs every example with its checks, `pnpm examples fastify nest` some.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installProject, pinnedVersion } from "@iyzico-mass-payout/harness/installed-project";
import { selectExamples } from "./examples.ts";
import { createProject, here, installed } from "./project.ts";
import { type ChecksReport, exitCodeOf, formatReport, readOutcomes } from "./report.ts";

// On exit, running processes are killed and the project is removed.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(1));

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  console.error(`pnpm examples: ${(error as Error).message}`);
  process.exitCode = 1;
}

async function run(names: readonly string[]): Promise<number> {
  const examples = selectExamples(names);
  const installation = await installProject(installed);
  if (installation.problem !== undefined) {
    const { problem, stdout, stderr } = installation;
    throw new Error(`the frameworks can't be installed: ${problem}\n${stdout}${stderr}`);
  }
  const report = join(here, "reports/checks.json");
  rmSync(report, { force: true });
  const vitest = fileURLToPath(new URL("vitest.mjs", import.meta.resolve("vitest/package.json")));
  const files = examples.map(({ name }) => `checks/${name}.check.ts`);
  const args = [vitest, "run", "--config", "vitest.checks.config.ts", ...files];
  const project = createProject();
  process.on("exit", () => rmSync(project, { recursive: true, force: true }));
  const env = { ...process.env, EXAMPLES_PROJECT: project };
  // A process group of its own can be killed as a whole, with the programs of the examples. Postgres ends by itself.
  const child = spawn(process.execPath, args, {
    cwd: here,
    env,
    detached: true,
    stdio: ["ignore", "inherit", "inherit"],
  });
  process.on("exit", () => killGroup(child));
  const [status] = await once(child, "exit");
  const outcomes = readOutcomes(readReport(report), examples, (name) => pinnedVersion(installed, name) ?? "");
  console.log(`\n${formatReport(outcomes, examples)}`);
  return status === 0 ? exitCodeOf(outcomes, examples) : 1;
}

function readReport(file: string): ChecksReport {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return { testResults: [] };
  }
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // The group has ended.
  }
}
