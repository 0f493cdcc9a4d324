import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import type { PackedManifest } from "../src/contents.ts";
import { type Dependency, listDependencies } from "../src/dependency-graph.ts";
import { tarballs } from "../src/tarballs.ts";

/** The dependencies of each package, indirect ones included. Review a new dependency before you add its name here. */
const reviewed: Record<string, string[]> = {
  "@iyzico-mass-payout/types": [],
  "@iyzico-mass-payout/auth": [],
  "@iyzico-mass-payout/client": ["ibantools", "lossless-json", "openapi-fetch", "openapi-typescript-helpers"],
  "@iyzico-mass-payout/simulator": ["lossless-json"],
  "@iyzico-mass-payout/cli": [
    "@bomb.sh/tab",
    "@stricli/core",
    "ansi-regex",
    "csv-parse",
    "fflate",
    "get-east-asian-width",
    "ibantools",
    "jsonc-parser",
    "lossless-json",
    "openapi-fetch",
    "openapi-typescript-helpers",
    "sax",
    "string-width",
    "strip-ansi",
    "write-excel-file",
  ],
};

/** Licences whose only condition is to keep their notice. The last one is a choice, and MIT is chosen. */
const allowed = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "ISC", "MIT", "MIT or MPL-2.0"];

const forbidden = (dependencies: readonly Dependency[]) =>
  dependencies.filter(({ license }) => !allowed.includes(license));

describe.each(tarballs)("$name", ({ name }) => {
  const dependencies = listDependencies(inject("consumer"), name);

  test("has the reviewed dependencies, and no others", () => {
    const others = dependencies.map(({ name }) => name).filter((each) => !tarballs.some(({ name }) => name === each));
    expect(others).toEqual(reviewed[name]);
  });

  test("installs at most 8 packages, itself included, unless it is the command", () => {
    if (!name.endsWith("/cli")) expect(dependencies.length).toBeLessThanOrEqual(8);
  });

  test("has only dependencies with allowed licences", () => {
    expect(forbidden(dependencies)).toEqual([]);
  });
});

test("an indirect dependency is found, with its licence", () => {
  const folder = join(inject("consumer"), "careless");
  const install = (manifest: PackedManifest) => {
    mkdirSync(join(folder, "node_modules", manifest.name), { recursive: true });
    writeFileSync(join(folder, "node_modules", manifest.name, "package.json"), JSON.stringify(manifest));
  };
  const version = "1.0.0";
  install({ name: "one", version, license: "MIT", exports: {}, dependencies: { "@two/two": version } });
  install({ name: "@two/two", version, license: "GPL-3.0-only", exports: {}, peerDependencies: { three: version } });
  install({ name: "three", version, exports: {} });
  expect(forbidden(listDependencies(folder, "one"))).toEqual([
    { name: "@two/two", license: "GPL-3.0-only" },
    { name: "three", license: "none" },
  ]);
});
