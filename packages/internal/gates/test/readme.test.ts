import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@iyzico-mass-payout/harness/workspace";
import { describe, expect, test } from "vitest";

describe("the README", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");

  test("names the commands with the version of the package manager", () => {
    const { packageManager, scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    for (const script of ["demo", "test"]) {
      expect(readme).toContain(`npx -y ${packageManager} ${script}`);
      expect(scripts).toHaveProperty(script);
    }
  });

  test("links only to existing files", () => {
    for (const [, target = ""] of readme.matchAll(/\]\(([^)#:]+)\)/g)) {
      expect(globSync(target, { cwd: root }), target).toHaveLength(1);
    }
  });

  test("has at most 120 lines: an index with one example, and no reference", () => {
    expect(readme.trimEnd().split("\n").length).toBeLessThanOrEqual(120);
  });
});

test("CONTRIBUTING lists every script of the root", () => {
  const contributing = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const listed = [...contributing.matchAll(/^\| `pnpm ([\w:]+)/gm)].map(([, name]) => name);
  expect(listed.sort()).toEqual(Object.keys(scripts).sort());
});
