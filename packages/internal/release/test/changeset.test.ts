import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { getReleasePlan } from "@changesets/get-release-plan";
import { listPackages, root } from "@iyzico-mass-payout/harness/workspace";
import { undecided } from "@iyzico-mass-payout/spec/undecided";
import { afterAll, describe, expect, test } from "vitest";
import { includesSummary, sectionOf } from "../src/changelog.ts";
import { isBeforeOne, problemsOfChangeset, readPendingChangesets, releasesOf, summaryOf } from "../src/changeset.ts";

const manifests = [
  { name: "@acme/young", version: "0.3.1" },
  { name: "@acme/grown", version: "1.2.0" },
  { name: "@acme/tests", private: true },
];
const problemsOf = (text: string) => problemsOfChangeset(text, manifests);

describe("this repository's changesets", () => {
  const workspace = listPackages(root).map(({ manifest }) => manifest);

  test.each([...readPendingChangesets(root), ["none", undefined] as const])("%s has no problems", (_, text) => {
    expect(text === undefined ? [] : problemsOfChangeset(text, workspace)).toEqual([]);
  });

  test("bring no package to 1.0.0", async () => {
    const { releases } = await getReleasePlan(root);
    expect(
      releases.filter(({ oldVersion, newVersion }) => isBeforeOne(oldVersion) && !isBeforeOne(newVersion)),
    ).toEqual([]);
  });
});

describe("a changeset", () => {
  test("may be minor or patch for a package below 1.0.0, and major for others", () => {
    expect(problemsOf('---\n"@acme/young": minor\n"@acme/grown": major\n---\n\nIt reads more.\n')).toEqual([]);
    expect(problemsOf('---\n"@acme/young": patch\n---\nIt reads faster.')).toEqual([]);
  });

  test("must not be major for a package below 1.0.0", () => {
    expect(problemsOf('---\n"@acme/young": major\n---\n\nIt reads less.\n')).toEqual([
      "@acme/young is at 0.3.1: before 1.0.0 a breaking change is minor.",
    ]);
  });

  test("must not have a heading instead of its front matter, as a formatter makes one", () => {
    expect(problemsOf('---\n\n## "@acme/young": minor\n\nIt reads more.\n').join()).toContain(
      "could not parse changeset",
    );
    // With a horizontal rule further down, the heading is a YAML comment, and what follows is not a list of packages.
    expect(problemsOf('---\n\n## "@acme/young": minor\n\nIt reads.\n\n---\n\nMore.\n').join()).toContain(
      "could not parse",
    );
    expect(problemsOf('---\n\n## "@acme/young": minor\n\n---\n\nIt reads more.\n')).toEqual(["It names no package."]);
  });

  test("must not name a private or unknown package", () => {
    expect(problemsOf('---\n"@acme/yuong": minor\n"@acme/tests": patch\n---\n\nMore.\n')).toEqual([
      "There is no package @acme/yuong.",
      "@acme/tests is private: it has no releases.",
    ]);
  });

  test("must have a summary, a package and a known kind", () => {
    expect(problemsOf('---\n"@acme/young": minor\n---\n')).toEqual(["It has no summary for the changelog."]);
    expect(problemsOf("---\n---\n\nMore.\n")).toEqual(["It names no package."]);
    expect(problemsOf('---\n"@acme/young": huge\n---\n\nMore.\n').join()).toContain("invalid version type");
    expect(problemsOf("").join()).toContain("file is empty");
  });

  test("must not have a line of spec:update that is not decided", () => {
    const text = `---\n"@acme/young": minor\n---\n\nIt changed.\n\n- ${undecided} It reads less.\n`;
    expect(problemsOf(text)).toEqual([
      expect.stringMatching(/^It has a line that is not decided \("\*\*Decide:\*\*"\)\. Decide whether the correction/),
    ]);
    expect(problemsOf(text.replace(`${undecided} `, ""))).toEqual([]);
    expect(problemsOf(text.replace(`${undecided} `, `Words of iyzico, ${undecided} `))).toEqual([]);
  });

  test("is read into its packages and its summary", () => {
    const text = '---\n"@acme/young": minor\n"@acme/grown": patch\n---\n\nMore.\n\n- and more\n';
    expect(releasesOf(text)).toEqual(["@acme/young", "@acme/grown"]);
    expect(summaryOf(text)).toBe("More.\n\n- and more");
  });
});

describe("a minor version of a 0.x package", () => {
  const folder = mkdtemp(join(tmpdir(), "mass-payout-plan-"));
  afterAll(async () => rm(await folder, { recursive: true }));

  test("is a patch for dependents and peers, major for none, and no release for private packages", async () => {
    const at = await folder;
    const dependency = { "@acme/auth": "workspace:^" };
    const files = {
      "package.json": { name: "acme", private: true, packageManager: "pnpm@12.21.0" },
      "pnpm-lock.yaml": {},
      "pnpm-workspace.yaml": { packages: ["packages/*"] },
      "packages/auth/package.json": { name: "@acme/auth", version: "0.1.0" },
      "packages/client/package.json": { name: "@acme/client", version: "0.1.0", dependencies: dependency },
      "packages/plugin/package.json": { name: "@acme/plugin", version: "0.4.2", peerDependencies: dependency },
      "packages/tests/package.json": { name: "@acme/tests", private: true, dependencies: dependency },
    };
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(at, path)), { recursive: true });
      await writeFile(join(at, path), JSON.stringify(content));
    }
    await mkdir(join(at, ".changeset"));
    await cp(join(root, ".changeset/config.json"), join(at, ".changeset/config.json"));
    await writeFile(join(at, ".changeset/signs.md"), '---\n"@acme/auth": minor\n---\n\nIt signs in another way.\n');
    const { releases } = await getReleasePlan(at);
    const versions = releases.filter(({ type }) => type !== "none").map(({ name, newVersion }) => [name, newVersion]);
    expect(Object.fromEntries(versions)).toEqual({
      "@acme/auth": "0.2.0",
      "@acme/client": "0.1.1",
      "@acme/plugin": "0.4.3",
    });
  });
});

describe("a changelog", () => {
  const changelog = `# @acme/young

## 0.4.0

### Minor Changes

- 1a2b3c4: It reads more.

  - \`all\`: all of it

## 0.3.1

### Patch Changes

- It reads faster.
`;

  test("has a section for a whole version number only", () => {
    expect(sectionOf(changelog, "0.4.0")).toContain("It reads more.");
    expect(sectionOf(changelog, "0.4.0")).not.toContain("It reads faster.");
    expect(sectionOf(changelog, "0.3.1")).toContain("It reads faster.");
    expect(sectionOf(changelog, "0.3")).toBeUndefined();
    expect(sectionOf(changelog, "0.5.0")).toBeUndefined();
  });

  test("includes a summary only with every line of it", () => {
    const section = sectionOf(changelog, "0.4.0") ?? "";
    expect(includesSummary(section, "It reads more.\n\n- `all`: all of it")).toBe(true);
    expect(includesSummary(section, "It reads more.\n\n- `some`: some of it")).toBe(false);
    expect(includesSummary(section, "It reads faster.")).toBe(false);
  });
});
