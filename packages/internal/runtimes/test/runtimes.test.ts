import { expect, test } from "vitest";
import { runtimesOn, selectRuntimes } from "../src/runtimes.ts";

const names = ["node-20", "node-22", "node-24", "node-26", "bun", "deno", "jest", "workerd", "workerd-nodejs"];

test.each(["linux-x64", "linux-arm64"])("every runtime can be installed on %s, in the same version", (system) => {
  const runtimes = runtimesOn(system);
  expect(runtimes.map(({ name }) => name)).toEqual(names);
  expect(runtimes.map(({ version }) => version)).toEqual(runtimesOn("linux-x64").map(({ version }) => version));
  for (const { version } of runtimes) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
});

test("on other systems, runtimes without a package have no version", () => {
  const found = runtimesOn("darwin-arm64").filter(({ version }) => version !== undefined);
  expect(found.map(({ name }) => name)).toEqual(["workerd", "workerd-nodejs"]);
});

test("runtimes are selected by name or family, in the order of the run, and all without a name", () => {
  const all = runtimesOn("linux-x64");
  expect(selectRuntimes(all, [])).toEqual(all);
  expect(selectRuntimes(all, ["bun", "node"]).map(({ name }) => name)).toEqual(names.slice(0, 5));
  expect(selectRuntimes(all, ["workerd"]).map(({ name }) => name)).toEqual(["workerd", "workerd-nodejs"]);
  expect(selectRuntimes(all, ["node-22"]).map(({ name }) => name)).toEqual(["node-22"]);
  expect(() => selectRuntimes(all, ["bun", "browser"])).toThrow("Runtime must be one of node-20, node-22");
});
