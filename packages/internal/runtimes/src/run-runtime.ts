import { existsSync } from "node:fs";
import vectors from "../../../auth/test/vectors.json" with { type: "json" };
import { type Ended, runChild } from "./child.ts";
import type { Project } from "./project.ts";
import type { Outcome } from "./report.ts";
import type { Command, Folders, Runtime } from "./runtimes.ts";
import { credentials, knownPayout, type Servers, startServers } from "./servers.ts";
import { type Finding, judge, type Verdict } from "./suite-output.ts";
import { failureOf, toolTests } from "./tool.ts";

/** Far more than a healthy one needs. */
const timeLimitMs = 120_000;

/** Runs the suite and the command line tool in one runtime, against servers of its own. */
export async function runRuntime(runtime: Runtime, project: Project): Promise<Outcome> {
  const { name } = runtime;
  const folders = { project: project.folder, writable: project.newFolder(`store-${name}`) };
  const begin = performance.now();
  if (!existsSync(runtime.probe[0])) return { name, notRun: "it is not in packages/internal/runtimes/installed/node_modules" };
  const probed = await runIn(folders, runtime.probe);
  if (probed.trouble !== undefined) return { name, notRun: `it can't be started: ${reasonOf(probed)}` };
  const version = probed.stdout.trim().split("\n")[0] ?? "";
  if (!version.includes(String(runtime.version)))
    return { name, notRun: `it is ${version} and not ${runtime.version}` };

  const servers = await startServers();
  try {
    const context = {
      vectors: vectors.vectors,
      credentials,
      urls: servers.urls,
      folder: folders.writable,
      lacks: runtime.lacks,
    };
    const file = project.suiteFor(runtime.entry, context);
    const verdict = judge(await runIn(folders, runtime.suite(file, folders)), runtime.lacks, credentials.secretKey);
    const tool = await runTool(runtime, project, folders, servers);
    const whole = {
      passed: verdict.passed + tool.passed,
      failures: [...verdict.failures, ...tool.failures],
      notApplicable: [...verdict.notApplicable, ...tool.notApplicable],
    };
    return { name, version, verdict: whole, milliseconds: performance.now() - begin };
  } finally {
    await servers.close();
  }
}

async function runTool({ tool }: Runtime, project: Project, folders: Folders, { urls }: Servers): Promise<Verdict> {
  const tests = toolTests(knownPayout);
  if (tool === undefined) {
    const notApplicable = tests.map(({ name }) => ({ name, reason: "It was not run: there are no command lines." }));
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
    const failure = failureOf(test, await runIn(folders, [program, ...args, ...test.args], environment));
    if (failure !== undefined) failures.push(failure);
  }
  return { passed: tests.length - failures.length, failures, notApplicable: [] };
}

function runIn({ project, writable }: Folders, command: Command, environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const [program, ...args] = command;
  // Nothing of the caller's environment: no proxy, no options of Node. What a runtime keeps for itself goes here too.
  const own = { HOME: writable, TMPDIR: writable, DENO_DIR: writable, DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1" };
  return runChild(program, args, { cwd: project, env: { ...own, ...environment }, timeLimitMs });
}

/** In a line. */
function reasonOf({ stderr, trouble }: Ended): string {
  const lines = stderr.trim().split("\n");
  return [trouble, lines.find((line) => /Error\b.*:/.test(line)) ?? lines[0]].join(" ").trim();
}
