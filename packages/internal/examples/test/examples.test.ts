import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pinnedVersion } from "@iyzico-mass-payout/harness/installed-project";
import { root } from "@iyzico-mass-payout/harness/workspace";
import { expect, test } from "vitest";
import { examples, selectExamples } from "../src/examples.ts";
import { here, installed } from "../src/project.ts";

const names = examples.map(({ name }) => name);
const filesOf = (name: string) => globSync("**/*.ts", { cwd: join(here, name) }).map((file) => `${name}/${file}`);
const files = names.flatMap(filesOf);
const read = (file: string) => readFileSync(join(here, file), "utf8");

test.each(files)("%s has at most 80 lines, and begins with what it shows", (file) => {
  const lines = read(file).trimEnd().split("\n");
  expect(lines.length).toBeLessThanOrEqual(80);
  expect(lines[0]).toMatch(/^\/\/ Shows /);
});

test.each(names)("%s has a check, a row in the README, and a version that is pinned", (name) => {
  expect(existsSync(join(here, `checks/${name}.check.ts`))).toBe(true);
  expect(read("README.md")).toContain(`| [${name}](${name}) `);
  const { shows } = selectExamples([name])[0] ?? { shows: "" };
  expect(pinnedVersion(installed, shows)).toMatch(/^\d+\.\d+\.\d+$/);
});

test("every folder with code of an example is in the list", () => {
  const folders = globSync("*/", { cwd: here }).map((folder) => folder.replace("/", ""));
  const others = ["checks", "installed", "node_modules", "reports", "src", "test"];
  expect(folders.filter((folder) => !others.includes(folder)).sort()).toEqual(names.toSorted());
});

test.each(files)("%s imports no private package, and pays at no address of its own", (file) => {
  const text = read(file);
  expect(text).not.toMatch(/@iyzico-mass-payout\/(gates|harness|postgres|contract)/);
  expect(text).not.toMatch(/environment: "production"|baseUrl:|store: "memory"/);
});

test("examples are selected by name, in the order of the report, and all without a name", () => {
  expect(selectExamples([])).toEqual(examples);
  expect(selectExamples(["worker", "fastify"]).map(({ name }) => name)).toEqual(["fastify", "worker"]);
  expect(() => selectExamples(["koa"])).toThrow("Example must be one of fastify, express");
});

test("what other private packages install too has the same version", () => {
  for (const dependency of ["miniflare", "esbuild", "jest"]) {
    const runtimes = pinnedVersion(join(root, "packages/internal/runtimes/installed"), dependency);
    expect(pinnedVersion(installed, dependency)).toBe(runtimes);
  }
  const { devDependencies } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
  for (const dependency of ["pg", "@types/pg", "undici"]) {
    expect(pinnedVersion(installed, dependency)).toBe(devDependencies[dependency]);
  }
});
