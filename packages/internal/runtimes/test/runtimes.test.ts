import { expect, test } from "vitest";
import { runtimesOn } from "../src/runtimes.ts";
import { chosen } from "../src/selection.ts";

const names = ["node-20", "node-22", "node-24", "node-26", "bun", "deno", "workerd", "workerd-nodejs"];

test.each(["linux-x64", "linux-arm64"])("every runtime can be installed on %s, in the same version", (system) => {
  const runtimes = runtimesOn(system);
  expect(runtimes.map(({ name }) => name)).toEqual(names);
  expect(runtimes.map(({ version }) => version)).toEqual(runtimesOn("linux-x64").map(({ version }) => version));
  for (const { version } of runtimes) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
});

test("elsewhere the others are known and have no version", () => {
  const found = runtimesOn("darwin-arm64").filter(({ version }) => version !== undefined);
  expect(found.map(({ name }) => name)).toEqual(["workerd", "workerd-nodejs"]);
});

test("some are chosen by name or family, in the order of all, and all without a name", () => {
  const all = runtimesOn("linux-x64");
  expect(chosen(all, [])).toEqual(all);
  expect(chosen(all, ["bun", "node"]).map(({ name }) => name)).toEqual(names.slice(0, 5));
  expect(chosen(all, ["workerd"]).map(({ name }) => name)).toEqual(["workerd", "workerd-nodejs"]);
  expect(chosen(all, ["node-22"]).map(({ name }) => name)).toEqual(["node-22"]);
  expect(() => chosen(all, ["bun", "browser"])).toThrow("There is no runtime browser. There are node-20, node-22");
});
