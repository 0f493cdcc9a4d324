import { globSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { type ApiReport, apiReports, exportedNames } from "../src/api-reports.ts";
import { published, root } from "../src/published.ts";

const reports = apiReports(
  inject("consumer"),
  // Nothing of the command line can be imported. Its API is its help, which has tests of its own.
  published.map(({ name }) => name).filter((name) => !name.endsWith("/cli")),
);

/** Where a report is kept: `packages/client/api/payment.api.md`. */
function fileOf({ specifier }: ApiReport): string {
  const [, name = "", entry = "index"] = specifier.split("/");
  return join(root, "packages", name, "api", `${entry}.api.md`);
}

/** Types without a name for users that nobody needs to name, with the reason. */
const unnamed = [
  // What events have in common: a listener takes the events themselves.
  "EventOf",
  "Ending",
  // What faults have in common: a fault is named by its kind.
  "Aim",
  // openapi-typescript's own, in the files that it generates.
  "WithRequired",
];

describe.each(reports)("$specifier", (report) => {
  test("has the API that was reviewed; after a review, `pnpm api` accepts a change", async () => {
    await expect(report.text).toMatchFileSnapshot(fileOf(report));
  });

  test("exports every type that its API is made of", () => {
    const siblings = reports.filter((other) => packageOf(other) === packageOf(report));
    const names = siblings.flatMap(exportedNames);
    expect(report.hidden.filter((name) => !names.includes(name) && !unnamed.includes(name))).toEqual([]);
  });
});

// The generated types say of a schema what the vendor's document says.
const handmade = reports.filter(({ specifier }) => !specifier.endsWith("/types"));

test.each(handmade)("$specifier says something about every export", ({ text }) => {
  const silent = text.matchAll(/^\/\/ @public \(undocumented\)\nexport .*$/gm);
  expect([...silent].map(([lines]) => lines)).toEqual([]);
});

test("no report is left of an entry point that is gone", () => {
  const files = globSync("packages/*/api/*", { cwd: root }).map((path) => join(root, path));
  expect(files.filter((file) => !reports.map(fileOf).includes(file))).toEqual([]);
});

test("no exception is left of a type that is named or gone", () => {
  const hidden = reports.flatMap((report) => report.hidden);
  expect(unnamed.filter((name) => !hidden.includes(name))).toEqual([]);
});

function packageOf({ specifier }: ApiReport): string {
  return specifier.split("/").slice(0, 2).join("/");
}
