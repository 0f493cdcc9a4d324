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
  // The client's, pg with its nine, and pg-boss: cron-parser and rrule-temporal for schedules, which we don't use, serialize-error
  // for the errors of jobs, and @opentelemetry/api.
  "@iyzico-mass-payout/durable": [
    "@opentelemetry/api",
    "cron-parser",
    "ibantools",
    "lossless-json",
    "luxon",
    "non-error",
    "openapi-fetch",
    "openapi-typescript-helpers",
    "pg",
    "pg-boss",
    "pg-cloudflare",
    "pg-connection-string",
    "pg-int8",
    "pg-pool",
    "pg-protocol",
    "pg-types",
    "pgpass",
    "postgres-array",
    "postgres-bytea",
    "postgres-date",
    "postgres-interval",
    "rrule-temporal",
    "serialize-error",
    "split2",
    "tagged-tag",
    "temporal-spec",
    "type-fest",
    "xtend",
  ],
  // Without @iyzico-mass-payout/durable, an optional peer: who pays from one machine installs no Postgres client.
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

/** Licences whose only condition is to keep their notice. */
const permissive = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "ISC", "MIT"];
/** Of these choices, MIT is chosen. */
const allowed = [...permissive, "MIT or MPL-2.0", "(MIT OR CC0-1.0)"];

/**
 * The packages that may install more than 8: the command, which a program does not import, and durable, which would need a
 * queue and a Postgres client of its own otherwise. What they install is reviewed name by name, and no other package needs them.
 */
const large = ["@iyzico-mass-payout/cli", "@iyzico-mass-payout/durable"];

const forbidden = (dependencies: readonly Dependency[]) =>
  dependencies.filter(({ license }) => !allowed.includes(license));

describe.each(tarballs)("$name", ({ name }) => {
  const dependencies = listDependencies(inject("consumer"), name);

  test("has the reviewed dependencies, and no others", () => {
    const others = dependencies.map(({ name }) => name).filter((each) => !tarballs.some(({ name }) => name === each));
    expect(others).toEqual(reviewed[name]);
  });

  test("has only dependencies with allowed licences", () => {
    expect(forbidden(dependencies)).toEqual([]);
  });
});

const small = tarballs.filter(({ name }) => !large.includes(name));

test.each(small)("$name installs at most 8 packages, itself included", ({ name }) => {
  expect(listDependencies(inject("consumer"), name).length).toBeLessThanOrEqual(8);
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
