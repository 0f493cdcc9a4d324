import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { installProject, pinnedVersion } from "../src/installed-project.ts";

const folder = mkdtempSync(join(tmpdir(), "installed-project-"));
afterAll(() => rmSync(folder, { recursive: true }));

const dependencies = { plain: "1.4.5", renamed: "npm:another@20.20.2", "@scope/renamed": "npm:@other/name@3.0.0" };
writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));

test("a dependency has the version that the manifest pins, also under another name", () => {
  expect(pinnedVersion(folder, "plain")).toBe("1.4.5");
  expect(pinnedVersion(folder, "renamed")).toBe("20.20.2");
  expect(pinnedVersion(folder, "@scope/renamed")).toBe("3.0.0");
  expect(pinnedVersion(folder, "another")).toBeUndefined();
});

test("a project without a lockfile is not installed", async () => {
  const { problem, stdout, stderr } = await installProject(folder);
  expect(problem).toBe("exit code 1");
  expect(`${stdout}${stderr}`).toContain("lockfile");
});
