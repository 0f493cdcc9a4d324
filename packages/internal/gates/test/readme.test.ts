import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../src/published.ts";

describe("the README", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");

  test("names the commands by the package manager's own version", () => {
    const { packageManager, scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    for (const script of ["demo", "test"]) {
      expect(readme).toContain(`npx -y ${packageManager} ${script}`);
      expect(scripts).toHaveProperty(script);
    }
  });

  test("links only to what is there", () => {
    for (const [, target = ""] of readme.matchAll(/\]\(([^)#:]+)\)/g)) {
      expect(globSync(target, { cwd: root }), target).toHaveLength(1);
    }
  });

  test("fits on one screen", () => {
    expect(readme.split("\n").length).toBeLessThan(60);
  });
});
