import { parse } from "yaml";

/** What the commands of a workflow must agree with. */
export interface WorkflowContext {
  /** `packageManager` of the root's package.json, such as `pnpm@12.21.0`. */
  readonly packageManager: string;
  /** The names of the scripts of each package, by its name; those of the root by "". */
  readonly scripts: ReadonlyMap<string, readonly string[]>;
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

/** The job that npm trusts: with its identity, npm accepts a package. */
const publisher = { file: "release.yml", job: "publish" };

/** The only jobs that may request an identity from GitHub, each in its environment, and what else they may write. */
const identities = [
  { ...publisher, environment: "npm", writes: [] },
  // GitHub Pages accepts a site from a job that proves to be of this repository.
  { file: "docs.yml", job: "deploy", environment: "github-pages", writes: ["pages"] },
];

/**
 * Returns where a workflow breaks the rules of this project, as sentences. actionlint checks that it is a valid workflow.
 */
export function problemsOfWorkflow(file: string, text: string, context: WorkflowContext): string[] {
  const workflow = parse(text) as Workflow;
  const jobs = Object.entries(workflow.jobs ?? {});
  return [
    ...problemsOfTop(workflow),
    ...problemsOfPins(text, jobs),
    ...problemsOfSecrets(text),
    ...problemsOfPullRequests(workflow, text, jobs),
    ...jobs.flatMap(([name, job]) => [...problemsOfJob(file, name, job), ...problemsOfSteps(file, name, job, context)]),
  ];
}

function problemsOfTop({ on, permissions, concurrency }: Workflow): string[] {
  const problems: string[] = [];
  if (JSON.stringify(permissions) !== "{}") problems.push("top-level permissions must be {}");
  if (concurrency === undefined) problems.push("concurrency is required");
  // Its jobs run the code of a pull request with the rights of the repository.
  if (JSON.stringify(on ?? "").includes("pull_request_target")) problems.push("it runs on pull_request_target");
  return problems;
}

/** A tag can be moved to other code; a commit can't. The comment tells readers and dependabot the version. */
function problemsOfPins(text: string, jobs: readonly [string, Job][]): string[] {
  const used = jobs.flatMap(([, job]) => [job.uses, ...(job.steps ?? []).map(({ uses }) => uses)]);
  const lines = text.split("\n").map((line) => line.trim().replace(/^- /, ""));
  return used.flatMap((action) => {
    if (action === undefined) return [];
    if (!/^[\w.-]+(\/[\w.-]+)+@[0-9a-f]{40}$/.test(action)) return [`${action} must be pinned to a commit`];
    const own = lines.filter((line) => line.startsWith(`uses: ${action}`));
    const hasVersion =
      own.length > 0 && own.every((line) => /^ # v\d+\.\d+\.\d+$/.test(line.slice(`uses: ${action}`.length)));
    return hasVersion ? [] : [`${action} must have its version in a comment`];
  });
}

function problemsOfSecrets(text: string): string[] {
  const expressions = [...text.matchAll(/\$\{\{(.*?)\}\}/gs)].map(([, expression = ""]) => expression.trim());
  const problems = expressions.filter((expression) => /\bsecrets\b(?!\.GITHUB_TOKEN\b)/.test(expression));
  if (/^\s*secrets:/m.test(text)) problems.push("secrets:");
  return problems.map((expression) => `it uses a secret: ${expression}`);
}

/** In a workflow of pull requests runs code that is not reviewed, forks included. */
function problemsOfPullRequests({ on }: Workflow, text: string, jobs: readonly [string, Job][]): string[] {
  if (!JSON.stringify(on ?? "").includes('"pull_request"')) return [];
  const problems = jobs.flatMap(([name, { permissions }]) =>
    Object.entries(typeof permissions === "object" ? permissions : {})
      .filter(([, access]) => access !== "read")
      .map(([scope, access]) => `${name} runs the code of pull requests and has ${scope}: ${access}`),
  );
  if (/\$\{\{[^}]*\b(secrets|github\.token)\b/.test(text))
    problems.push("it gives a token to the code of pull requests");
  return problems;
}

function problemsOfJob(file: string, name: string, job: Job): string[] {
  const problems: string[] = [];
  const { permissions } = job;
  if (typeof job["timeout-minutes"] !== "number") problems.push(`${name}: timeout-minutes is required`);
  if (typeof permissions !== "object") problems.push(`${name} must list its permissions one by one`);
  else if ("id-token" in permissions) {
    const known = identities.find((each) => each.file === file && each.job === name);
    if (known === undefined) return [...problems, `${name} may request an identity (id-token)`];
    const { environment, writes } = known;
    if (job.environment !== environment) problems.push(`${name} publishes outside the environment ${environment}`);
    const allowed = ["id-token", ...writes];
    const others = Object.entries(permissions).filter(
      ([scope, access]) => access !== "read" && !allowed.includes(scope),
    );
    for (const [scope, access] of others) problems.push(`${name} publishes and has ${scope}: ${access}`);
  }
  return problems;
}

function problemsOfSteps(file: string, name: string, { steps = [] }: Job, context: WorkflowContext): string[] {
  return steps.flatMap((step) => {
    const problems: string[] = [];
    const settings = step.with ?? {};
    if (step.uses?.startsWith("actions/checkout@") && settings["persist-credentials"] !== false) {
      problems.push(`${name} leaves its token in the checkout (persist-credentials)`);
    }
    // Files that another run left in a cache would be published.
    const isCaching = settings["cache"] !== undefined || settings["package-manager-cache"] !== false;
    if (file === publisher.file && step.uses?.startsWith("actions/setup-node@") && isCaching) {
      problems.push(`${name} caches (package-manager-cache: false)`);
    }
    if (step.uses?.startsWith("actions/cache")) problems.push(`${name} caches`);
    const run = step.run ?? "";
    // An expression becomes part of the script before the shell reads it; a variable stays a value.
    if (run.includes("${{")) problems.push(`${name} has an expression in a script: pass it by env`);
    if (run.includes("release:publish") && step.env?.["PNPM_CONFIG_PROVENANCE"] !== "true") {
      problems.push(`${name} publishes even without provenance (PNPM_CONFIG_PROVENANCE)`);
    }
    return [...problems, ...problemsOfCommands(name, `${run}\n${String(settings["script"] ?? "")}`, context)];
  });
}

const builtInCommands = ["install"];

/** Every pnpm has the version of package.json, and every script that it runs exists. */
function problemsOfCommands(job: string, run: string, { packageManager, scripts }: WorkflowContext): string[] {
  // The runners have no pnpm, and another version may read the lockfile in another way.
  if (/^\s*pnpm\b/m.test(run)) return [`${job} runs pnpm without a version`];
  const commands = [...run.matchAll(/\bnpx -y (pnpm\S*) +((?:--silent +|--filter +\S+ +)*)(\S+)/g)];
  return commands.flatMap(([, pnpm, options = "", command = ""]) => {
    const problems = pnpm === packageManager ? [] : [`${job} runs ${pnpm} instead of ${packageManager}`];
    const [, filter = ""] = /--filter +(\S+)/.exec(options) ?? [];
    const isKnown = builtInCommands.includes(command) || scripts.get(filter)?.includes(command);
    return isKnown ? problems : [...problems, `${job} runs pnpm ${options}${command}, and there is no such script`];
  });
}
