// `pnpm examples` runs every example with its checks, `pnpm examples fastify nest` some.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installProject, pinnedVersion } from "@iyzico-mass-payout/harness/installed-project";
import { selectExamples } from "./examples.ts";
import { here, installed } from "./project.ts";
import { type ChecksReport, exitCodeOf, formatReport, readOutcomes } from "./report.ts";

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
  const child = spawn(process.execPath, args, { cwd: here, stdio: "inherit" });
  // vitest ends the programs of the examples and its Postgres, and removes its folder.
  const stop = () => child.kill("SIGTERM");
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
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
