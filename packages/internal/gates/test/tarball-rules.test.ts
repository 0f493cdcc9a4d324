import { homedir } from "node:os";
import { errorCodes, MassPayoutError, type MassPayoutErrorCode } from "@iyzico-mass-payout/client";
import { root } from "@iyzico-mass-payout/harness/workspace";
import { expect, test } from "vitest";
import { readContents } from "../src/contents.ts";
import { problemsOfContents } from "../src/tarball-rules.ts";
import { tarballOf, tarballs } from "../src/tarballs.ts";

test.each(tarballs)("$name contains all files that belong in it, and no others", ({ tarball }) => {
  expect(problemsOfContents(readContents(tarball))).toEqual([]);
});

test("the client's tarball has the heading that each of its errors names", () => {
  const contents = readContents(tarballOf("client"));
  const headings = Object.keys(errorCodes).map((code) => {
    const { docs } = new MassPayoutError(code as MassPayoutErrorCode, "", { outcome: "unknown", hint: "" });
    // The page of a site is this file too.
    const [path = "", anchor = ""] = docs.replace(/^https:.*\/errors#/, "docs/errors.md#").split("#");
    return [code, contents.get(path)?.includes(`\n## ${anchor}\n`)];
  });
  expect(headings.filter(([, isThere]) => !isThere)).toEqual([]);
});

const manifest = readContents(tarballOf("client")).get("package.json") ?? "";

test.each<[what: string, path: string, text: string | undefined, problem: string]>([
  ["without a licence", "LICENSE", undefined, "LICENSE is missing"],
  ["without the types of an entry point", "dist/payment.d.ts", undefined, "dist/payment.d.ts is missing"],
  ["without an entry point for require", "dist/payment.cjs", undefined, "dist/payment.cjs is missing"],
  [
    "with a module of its own for each source",
    "dist/money/amount.js",
    "",
    "dist/money/amount.js must not be published",
  ],
  ["with a test", "src/money/amount.test.ts", "", "src/money/amount.test.ts must not be published"],
  ["with build information", "dist/.tsbuildinfo", "", "dist/.tsbuildinfo must not be published"],
  ["with a page that no error names", "docs/architecture.md", "", "docs/architecture.md must not be published"],
  [
    "with a page that links to a page outside it",
    "docs/paying.md",
    "[open](errors.md#timeout) [questions](unverified.md#auth)",
    "docs/paying.md links to unverified.md, which is missing",
  ],
  [
    "with a page that links to another package",
    "docs/errors.md",
    "[The simulator](../packages/simulator) and [iyzico](https://docs.iyzico.com)",
    "docs/errors.md links to ../packages/simulator, which is missing",
  ],
  ["with an API report", "api/index.api.md", "", "api/index.api.md must not be published"],
  [
    "with a range that only the workspace can resolve",
    "package.json",
    manifest.replace(/("openapi-fetch": )"[^"]*"/, '$1"catalog:"'),
    'package.json contains "catalog:"',
  ],
  [
    "with the path of the checkout",
    "src/money/amount.ts",
    `// ${root}packages`,
    `src/money/amount.ts contains ${root.slice(0, -1)}`,
  ],
  [
    "with the path of a home directory",
    "src/money/amount.ts",
    `// ${homedir()}/x`,
    `src/money/amount.ts contains ${homedir()}`,
  ],
  [
    "without the source of a map",
    "src/http/clock.ts",
    undefined,
    "dist/client.js.map refers to src/http/clock.ts, which is missing",
  ],
  ["without a map", "dist/client.cjs.map", undefined, "dist/client.cjs has no source map"],
])("a package %s has a problem", (_, path, text, problem) => {
  const contents = new Map(readContents(tarballOf("client")));
  if (text === undefined) contents.delete(path);
  else contents.set(path, text);
  expect(problemsOfContents(contents)).toContain(problem);
});

test("a generated file that does not say so is a problem", () => {
  const contents = new Map(readContents(tarballOf("types")));
  contents.set("src/generated/enums.ts", "export {};\n");
  expect(problemsOfContents(contents)).toEqual(["src/generated/enums.ts does not say that it is generated"]);
});
