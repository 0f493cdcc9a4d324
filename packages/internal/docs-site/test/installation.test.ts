import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { installed } from "../src/installation.ts";

const { dependencies } = JSON.parse(readFileSync(`${installed}package.json`, "utf8"));

test.each(Object.keys(dependencies))("%s is pinned to one version", (dependency) => {
  expect(dependencies[dependency]).toMatch(/^\d+\.\d+\.\d+$/);
});
