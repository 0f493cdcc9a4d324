import { homedir } from "node:os";
import { expect, test } from "vitest";
import { contentsOf } from "../src/contents.ts";
import { contentsFaults } from "../src/contents-faults.ts";
import { published, root, tarballOf } from "../src/published.ts";

test.each(published)("$name has what belongs into it, and nothing else", ({ tarball }) => {
  expect(contentsFaults(contentsOf(tarball))).toEqual([]);
});

const manifest = contentsOf(tarballOf("client")).get("package.json") ?? "";

test.each<[what: string, path: string, text: string | undefined, fault: string]>([
  ["without a licence", "LICENSE", undefined, "LICENSE is missing"],
  ["without the types of an entry point", "dist/payment.d.ts", undefined, "dist/payment.d.ts is missing"],
  ["with a test", "src/money.test.ts", "", "src/money.test.ts does not belong here"],
  ["with build information", "dist/.tsbuildinfo", "", "dist/.tsbuildinfo does not belong here"],
  ["with an API report", "api/index.api.md", "", "api/index.api.md does not belong here"],
  [
    "with a version that only the workspace knows",
    "package.json",
    manifest.replace(/("openapi-fetch": )"[^"]*"/, '$1"catalog:"'),
    'package.json says "catalog:"',
  ],
  ["with the path of the checkout", "src/money.ts", `// ${root}packages`, `src/money.ts says ${root.slice(0, -1)}`],
  ["with the path of a home", "src/money.ts", `// ${homedir()}/x`, `src/money.ts says ${homedir()}`],
  [
    "without the source of a map",
    "src/clock.ts",
    undefined,
    "dist/clock.js.map refers to src/clock.ts, which is missing",
  ],
  ["without a map", "dist/clock.js.map", undefined, "dist/clock.js has no source map"],
])("a package %s is refused", (_, path, text, fault) => {
  const contents = new Map(contentsOf(tarballOf("client")));
  if (text === undefined) contents.delete(path);
  else contents.set(path, text);
  expect(contentsFaults(contents)).toContain(fault);
});

test("a generated file that does not say so is refused", () => {
  const contents = new Map(contentsOf(tarballOf("types")));
  contents.set("src/generated/enums.ts", "export {};\n");
  expect(contentsFaults(contents)).toEqual(["src/generated/enums.ts does not say that it is generated"]);
});
