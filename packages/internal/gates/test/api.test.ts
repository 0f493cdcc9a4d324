import { globSync } from "node:fs";
import { join } from "node:path";
import { root } from "@iyzico-mass-payout/harness/workspace";
import { describe, expect, inject, test } from "vitest";
import { type ApiReport, exportedNames, makeApiReports } from "../src/api-reports.ts";
import { tarballs } from "../src/tarballs.ts";

const reports = makeApiReports(
  inject("consumer"),
  // Of the cli, the API is its help too, which its own tests check.
  tarballs.map(({ name }) => name),
);

/** The file of a report, such as `packages/client/api/payment.api.md`. */
function fileOf({ specifier }: ApiReport): string {
  const [, name = "", entry = "index"] = specifier.split("/");
  return join(root, "packages", name, "api", `${entry}.api.md`);
}

/** Types of the API that are not exported, with the reason why users never name them. */
const unnamed = [
  // The common fields of events: a listener receives one of the event types.
  "EventOf",
  "Ending",
  // The common fields of faults: a fault is one of the fault types.
  "FaultTarget",
  // A helper type of openapi-typescript, in generated files.
  "WithRequired",
];

describe.each(reports)("$specifier", (report) => {
  test("has the API that was reviewed; after a review, `pnpm api` accepts a change", async () => {
    await expect(report.text).toMatchFileSnapshot(fileOf(report));
  });

  test("exports every type that its API refers to", () => {
    const siblings = reports.filter((other) => packageOf(other) === packageOf(report));
    const names = siblings.flatMap(exportedNames);
    expect(report.unexported.filter((name) => !names.includes(name) && !unnamed.includes(name))).toEqual([]);
  });
});

// The docstrings of the generated types are the vendor's descriptions, and not every schema has one.
const handwritten = reports.filter(({ specifier }) => !specifier.endsWith("/types"));

test.each(handwritten)("$specifier has a docstring on every export", ({ text }) => {
  const undocumented = text.matchAll(/^\/\/ @public \(undocumented\)\nexport .*$/gm);
  expect([...undocumented].map(([lines]) => lines)).toEqual([]);
});

test("every report belongs to an entry point", () => {
  const files = globSync("packages/*/api/*", { cwd: root }).map((path) => join(root, path));
  expect(files.filter((file) => !reports.map(fileOf).includes(file))).toEqual([]);
});

test("every exception is a type that is not exported", () => {
  const unexported = reports.flatMap((report) => report.unexported);
  expect(unnamed.filter((name) => !unexported.includes(name))).toEqual([]);
});

function packageOf({ specifier }: ApiReport): string {
  return specifier.split("/").slice(0, 2).join("/");
}
