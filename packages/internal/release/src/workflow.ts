import { parse } from "yaml";

/** What a workflow is held against. */
export interface WorkflowContext {
  /** `packageManager` of the root's package.json, such as `pnpm@12.21.0`. */
  readonly packageManager: string;
  /** The names of the root's scripts. */
  readonly scripts: readonly string[];
}

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly uses?: string;
  readonly permissions?: Readonly<Record<string, string>> | string;
  readonly "timeout-minutes"?: number;
  readonly environment?: unknown;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly on?: unknown;
  readonly permissions?: unknown;
  readonly concurrency?: unknown;
  readonly jobs?: Readonly<Record<string, Job>>;
}

/** The one job that may ask GitHub for an identity, which is all that npm needs to take a package from it. */
const publisher = { file: "release.yml", job: "publish" };

/**
 * What is wrong with a workflow, as sentences. These are the rules of this project; whether it is a workflow at all is
 * for actionlint.
 */
export function faultsOfWorkflow(file: string, text: string, context: WorkflowContext): string[] {
  const workflow = parse(text) as Workflow;
  const jobs = Object.entries(workflow.jobs ?? {});
  return [
    ...faultsOfTop(workflow),
    ...faultsOfPins(text, jobs),
    ...faultsOfSecrets(text),
    ...jobs.flatMap(([name, job]) => [...faultsOfJob(file, name, job), ...faultsOfSteps(file, name, job, context)]),
  ];
}

function faultsOfTop({ on, permissions, concurrency }: Workflow): string[] {
  const faults: string[] = [];
  if (JSON.stringify(permissions) !== "{}") faults.push("permissions at the top is not {}");
  if (concurrency === undefined) faults.push("concurrency is missing");
  // It runs with the rights of the repository on what a stranger sent.
  if (JSON.stringify(on ?? "").includes("pull_request_target")) faults.push("it runs on pull_request_target");
  return faults;
}

/** A tag can be moved to other code; a commit can't. The comment says to people, and to dependabot, what it is. */
function faultsOfPins(text: string, jobs: readonly [string, Job][]): string[] {
  const used = jobs.flatMap(([, job]) => [job.uses, ...(job.steps ?? []).map(({ uses }) => uses)]);
  const lines = text.split("\n").map((line) => line.trim().replace(/^- /, ""));
  return used.flatMap((action) => {
    if (action === undefined) return [];
    if (!/^[\w.-]+(\/[\w.-]+)+@[0-9a-f]{40}$/.test(action)) return [`${action} is not pinned by a commit`];
    const own = lines.filter((line) => line.startsWith(`uses: ${action}`));
    const isTold =
      own.length > 0 && own.every((line) => /^ # v\d+\.\d+\.\d+$/.test(line.slice(`uses: ${action}`.length)));
    return isTold ? [] : [`${action} does not say its version in a comment`];
  });
}

function faultsOfSecrets(text: string): string[] {
  const expressions = [...text.matchAll(/\$\{\{(.*?)\}\}/gs)].map(([, expression = ""]) => expression.trim());
  const faults = expressions.filter((expression) => /\bsecrets\b(?!\.GITHUB_TOKEN\b)/.test(expression));
  if (/^\s*secrets:/m.test(text)) faults.push("secrets:");
  return faults.map((expression) => `it uses a secret: ${expression}`);
}

function faultsOfJob(file: string, name: string, job: Job): string[] {
  const faults: string[] = [];
  const { permissions } = job;
  if (typeof job["timeout-minutes"] !== "number") faults.push(`${name} has no timeout-minutes`);
  if (typeof permissions !== "object") faults.push(`${name} does not say its permissions one by one`);
  else if ("id-token" in permissions) {
    if (file !== publisher.file || name !== publisher.job) faults.push(`${name} may ask for an identity (id-token)`);
    if (job.environment !== "npm") faults.push(`${name} publishes outside the environment npm`);
    const others = Object.entries(permissions).filter(([scope, access]) => scope !== "id-token" && access !== "read");
    for (const [scope, access] of others) faults.push(`${name} publishes and has ${scope}: ${access}`);
  }
  return faults;
}

function faultsOfSteps(file: string, name: string, { steps = [] }: Job, context: WorkflowContext): string[] {
  return steps.flatMap((step) => {
    const faults: string[] = [];
    const settings = step.with ?? {};
    if (step.uses?.startsWith("actions/checkout@") && settings["persist-credentials"] !== false) {
      faults.push(`${name} leaves its token in the checkout (persist-credentials)`);
    }
    // What another run left in a cache would be published.
    const isCaching = settings["cache"] !== undefined || settings["package-manager-cache"] !== false;
    if (file === publisher.file && step.uses?.startsWith("actions/setup-node@") && isCaching) {
      faults.push(`${name} caches (package-manager-cache: false)`);
    }
    if (step.uses?.startsWith("actions/cache")) faults.push(`${name} caches`);
    const run = step.run ?? "";
    // An expression becomes part of the script before the shell reads it; a variable stays a value.
    if (run.includes("${{")) faults.push(`${name} has an expression in a script: give it by env`);
    if (run.includes("release:publish") && step.env?.["PNPM_CONFIG_PROVENANCE"] !== "true") {
      faults.push(`${name} publishes even without provenance (PNPM_CONFIG_PROVENANCE)`);
    }
    return [...faults, ...faultsOfCommands(name, `${run}\n${String(settings["script"] ?? "")}`, context)];
  });
}

const ownCommands = ["install"];

/** Every pnpm is the one of package.json, and whatever it is to run is there. */
function faultsOfCommands(job: string, run: string, { packageManager, scripts }: WorkflowContext): string[] {
  // The runners have no pnpm, and another one would not be the lockfile's.
  if (/^\s*pnpm\b/m.test(run)) return [`${job} runs a pnpm of no version`];
  const commands = [...run.matchAll(/\bnpx -y (pnpm\S*) +((?:--silent +|--filter +\S+ +)*)(\S+)/g)];
  return commands.flatMap(([, pnpm, options = "", command = ""]) => {
    const faults = pnpm === packageManager ? [] : [`${job} runs ${pnpm} and not ${packageManager}`];
    const isThere = options.includes("--filter") || ownCommands.includes(command) || scripts.includes(command);
    return isThere ? faults : [...faults, `${job} runs pnpm ${command}, and package.json has no such script`];
  });
}
