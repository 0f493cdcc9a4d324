import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import type { Manifest } from "../src/contents.ts";
import { type Dependency, dependenciesOf } from "../src/dependency-graph.ts";
import { published } from "../src/published.ts";

/** What each package brings with it from others. Whoever adds a name here has looked at what comes with it. */
const brought: Record<string, string[]> = {
  "@iyzico-mass-payout/types": [],
  "@iyzico-mass-payout/auth": [],
  "@iyzico-mass-payout/client": [
    "@cfworker/json-schema",
    "ibantools",
    "lossless-json",
    "openapi-fetch",
    "openapi-typescript-helpers",
  ],
  "@iyzico-mass-payout/simulator": ["lossless-json"],
  "@iyzico-mass-payout/cli": [
    "@cfworker/json-schema",
    "ansi-regex",
    "get-east-asian-width",
    "ibantools",
    "lossless-json",
    "openapi-fetch",
    "openapi-typescript-helpers",
    "string-width",
    "strip-ansi",
  ],
};

/** Licences that ask for nothing but to be kept. The last one is a choice, and MIT is chosen. */
const allowed = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "ISC", "MIT", "MIT or MPL-2.0"];

const forbidden = (dependencies: readonly Dependency[]) =>
  dependencies.filter(({ license }) => !allowed.includes(license));

describe.each(published)("$name", ({ name }) => {
  const dependencies = dependenciesOf(inject("consumer"), name);

  test("brings with it what was agreed to, and nothing else", () => {
    const others = dependencies.map(({ name }) => name).filter((each) => !published.some(({ name }) => name === each));
    expect(others).toEqual(brought[name]);
  });

  test("brings no licence with it that was not agreed to", () => {
    expect(forbidden(dependencies)).toEqual([]);
  });
});

test("a dependency of a dependency is seen, with its licence", () => {
  const folder = join(inject("consumer"), "careless");
  const install = (manifest: Manifest) => {
    mkdirSync(join(folder, "node_modules", manifest.name), { recursive: true });
    writeFileSync(join(folder, "node_modules", manifest.name, "package.json"), JSON.stringify(manifest));
  };
  const version = "1.0.0";
  install({ name: "one", version, license: "MIT", exports: {}, dependencies: { "@two/two": version } });
  install({ name: "@two/two", version, license: "GPL-3.0-only", exports: {}, peerDependencies: { three: version } });
  install({ name: "three", version, exports: {} });
  expect(forbidden(dependenciesOf(folder, "one"))).toEqual([
    { name: "@two/two", license: "GPL-3.0-only" },
    { name: "three", license: "none" },
  ]);
});
