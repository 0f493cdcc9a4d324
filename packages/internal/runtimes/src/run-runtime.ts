import { existsSync } from "node:fs";
import { type ProcessResult, runProcess } from "@iyzico-mass-payout/harness/process";
import vectors from "@iyzico-mass-payout/spec/vectors/iyzwsv2.json" with { type: "json" };
import type { Project } from "./project.ts";
import type { Outcome } from "./report.ts";
import type { Command, Folders, Runtime } from "./runtimes.ts";
import { credentials, knownPayout, type Servers, startServers } from "./servers.ts";
import { type Finding, judge, type Verdict } from "./suite-output.ts";
import { checkToolTest, toolTests } from "./tool-tests.ts";

/** A healthy runtime takes a few seconds. */
const timeLimitMs = 600_000;

/** Runs the suite and the command line tool on one runtime, against new servers. */
export async function runRuntime(runtime: Runtime, project: Project): Promise<Outcome> {
  const { name } = runtime;
  const folders = { project: project.folder, writable: project.createFolder(`store-${name}`) };
  const begin = performance.now();
  if (!existsSync(runtime.probe[0]))
    return { name, notRun: "it is not in packages/internal/runtimes/installed/node_modules" };
  const probed = await runIn(folders, runtime.probe);
  if (probed.problem !== undefined) return { name, notRun: `it can't be started: ${describeProblem(probed)}` };
  const version = probed.stdout.trim().split("\n")[0] ?? "";
  if (!version.includes(String(runtime.version)))
    return { name, notRun: `its version is ${version} instead of ${runtime.version}` };

  const servers = await startServers();
  try {
    const context = {
      vectors: vectors.vectors,
      credentials,
      urls: servers.urls,
      folder: folders.writable,
      lacks: runtime.lacks,
    };
    const file = project.writeSuite(runtime.entry, context);
    const suite = judge(await runIn(folders, runtime.suite(file, folders)), runtime.lacks, credentials.secretKey);
    const tool = await runTool(runtime, project, folders, servers);
    const verdict = {
      passed: suite.passed + tool.passed,
      failures: [...suite.failures, ...tool.failures],
      notApplicable: [...suite.notApplicable, ...tool.notApplicable],
    };
    return { name, version, verdict, milliseconds: performance.now() - begin };
  } finally {
    await servers.close();
  }
}

async function runTool({ tool }: Runtime, project: Project, folders: Folders, { urls }: Servers): Promise<Verdict> {
  const tests = toolTests(knownPayout);
  if (tool === undefined) {
    const notApplicable = tests.map(({ name }) => ({
      name,
      reason: "It was not run: this runtime has no command line.",
    }));
    return { passed: 0, failures: [], notApplicable };
  }
  const failures: Finding[] = [];
  for (const test of tests) {
    const environment = {
      IYZICO_API_KEY: credentials.apiKey,
      IYZICO_SECRET_KEY: credentials.secretKey,
      IYZICO_BASE_URL: urls.simulator,
    };
    const [program, ...args] = tool(project.tool, folders);
    const failure = checkToolTest(test, await runIn(folders, [program, ...args, ...test.args], environment));
    if (failure !== undefined) failures.push(failure);
  }
  return { passed: tests.length - failures.length, failures, notApplicable: [] };
}

function runIn(
  { project, writable }: Folders,
  command: Command,
  environment: NodeJS.ProcessEnv = {},
): Promise<ProcessResult> {
  const [program, ...args] = command;
  // Nothing of the caller's environment: no proxy, no NODE_OPTIONS. The runtime's own files go to this folder too.
  const own = { HOME: writable, TMPDIR: writable, DENO_DIR: writable, DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1" };
  return runProcess(program, args, { cwd: project, env: { ...own, ...environment }, timeLimitMs });
}

/** In one line. */
function describeProblem({ stderr, problem }: ProcessResult): string {
  const lines = stderr.trim().split("\n");
  return [problem, lines.find((line) => /Error\b.*:/.test(line)) ?? lines[0]].join(" ").trim();
}
