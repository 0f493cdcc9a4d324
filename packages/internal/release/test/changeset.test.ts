import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { getReleasePlan } from "@changesets/get-release-plan";
import { afterAll, describe, expect, test } from "vitest";
import { sectionOf, tells } from "../src/changelog.ts";
import { faultsOfChangeset, isBeforeOne, pendingChangesets, releasesOf, summaryOf } from "../src/changeset.ts";
import { packagesOf } from "../src/workspace.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

const manifests = [
  { name: "@acme/young", version: "0.3.1" },
  { name: "@acme/grown", version: "1.2.0" },
  { name: "@acme/tests", private: true },
];
const faultsOf = (text: string) => faultsOfChangeset(text, manifests);

describe("this repository's changesets", () => {
  const workspace = packagesOf(root).map(({ manifest }) => manifest);

  test.each([...pendingChangesets(root), ["none", undefined] as const])("%s keeps the rules", (_, text) => {
    expect(text === undefined ? [] : faultsOfChangeset(text, workspace)).toEqual([]);
  });

  test("bring no package to 1.0.0", async () => {
    const { releases } = await getReleasePlan(root);
    expect(
      releases.filter(({ oldVersion, newVersion }) => isBeforeOne(oldVersion) && !isBeforeOne(newVersion)),
    ).toEqual([]);
  });
});

describe("a changeset", () => {
  test("may say minor or patch of what is below 1.0, and anything of what is not", () => {
    expect(faultsOf('---\n"@acme/young": minor\n"@acme/grown": major\n---\n\nIt reads more.\n')).toEqual([]);
    expect(faultsOf('---\n"@acme/young": patch\n---\nIt reads faster.')).toEqual([]);
  });

  test("is refused when it says major of what is below 1.0", () => {
    expect(faultsOf('---\n"@acme/young": major\n---\n\nIt reads less.\n')).toEqual([
      "@acme/young is at 0.3.1: before 1.0 a breaking change is minor.",
    ]);
  });

  test("is refused when a formatter made a heading of its front matter", () => {
    expect(faultsOf('---\n\n## "@acme/young": minor\n\nIt reads more.\n').join()).toContain(
      "could not parse changeset",
    );
    // With a rule further down, the heading is a comment of YAML, and what follows is no list of packages.
    expect(faultsOf('---\n\n## "@acme/young": minor\n\nIt reads.\n\n---\n\nMore.\n').join()).toContain(
      "could not parse",
    );
    expect(faultsOf('---\n\n## "@acme/young": minor\n\n---\n\nIt reads more.\n')).toEqual(["It names no package."]);
  });

  test("is refused when it names a package that is private or not there", () => {
    expect(faultsOf('---\n"@acme/yuong": minor\n"@acme/tests": patch\n---\n\nMore.\n')).toEqual([
      "There is no package @acme/yuong.",
      "@acme/tests is private: it has no releases.",
    ]);
  });

  test("is refused when it says nothing, or nothing that changesets knows", () => {
    expect(faultsOf('---\n"@acme/young": minor\n---\n')).toEqual(["It has no text for the changelog."]);
    expect(faultsOf("---\n---\n\nMore.\n")).toEqual(["It names no package."]);
    expect(faultsOf('---\n"@acme/young": huge\n---\n\nMore.\n').join()).toContain("invalid version type");
    expect(faultsOf("").join()).toContain("file is empty");
  });

  test("gives its packages and its text", () => {
    const text = '---\n"@acme/young": minor\n"@acme/grown": patch\n---\n\nMore.\n\n- and more\n';
    expect(releasesOf(text)).toEqual(["@acme/young", "@acme/grown"]);
    expect(summaryOf(text)).toBe("More.\n\n- and more");
  });
});

describe("a minor version of a 0.x package", () => {
  const folder = mkdtemp(join(tmpdir(), "mass-payout-plan-"));
  afterAll(async () => rm(await folder, { recursive: true }));

  test("makes a patch of its dependents and peers, a major version of nobody, and nothing of private ones", async () => {
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
    await writeFile(join(at, ".changeset/signs.md"), '---\n"@acme/auth": minor\n---\n\nIt signs otherwise.\n');
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

  test("has a section for a version, and for no part of one", () => {
    expect(sectionOf(changelog, "0.4.0")).toContain("It reads more.");
    expect(sectionOf(changelog, "0.4.0")).not.toContain("It reads faster.");
    expect(sectionOf(changelog, "0.3.1")).toContain("It reads faster.");
    expect(sectionOf(changelog, "0.3")).toBeUndefined();
    expect(sectionOf(changelog, "0.5.0")).toBeUndefined();
  });

  test("tells a changeset only when it has every line of it", () => {
    const section = sectionOf(changelog, "0.4.0") ?? "";
    expect(tells(section, "It reads more.\n\n- `all`: all of it")).toBe(true);
    expect(tells(section, "It reads more.\n\n- `some`: some of it")).toBe(false);
    expect(tells(section, "It reads faster.")).toBe(false);
  });
});
