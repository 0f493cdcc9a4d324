import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "@iyzico-mass-payout/harness/workspace";
import { expect, onTestFinished, test } from "vitest";

/** Copies the page `paying`, which has this text, and the page `errors` into a package, and returns the copy of `paying`. */
function copyPage(text: string): string {
  const repository = mkdtempSync(join(tmpdir(), "mass-payout-docs-"));
  onTestFinished(() => rmSync(repository, { recursive: true }));
  const folder = join(repository, "packages/client");
  for (const path of [".ci", "docs", "packages/client/src"]) mkdirSync(join(repository, path), { recursive: true });
  cpSync(join(root, ".ci/copy-docs.mjs"), join(repository, ".ci/copy-docs.mjs"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ files: ["src", "docs"] }));
  writeFileSync(join(folder, "src/store.ts"), "");
  for (const page of ["errors", "paying", "unverified"]) writeFileSync(join(repository, `docs/${page}.md`), text);
  execFileSync(process.execPath, ["../../.ci/copy-docs.mjs", "errors", "paying"], { cwd: folder });
  expect(readdirSync(join(folder, "docs"))).toEqual(["errors.md", "paying.md"]);
  return readFileSync(join(folder, "docs/paying.md"), "utf8");
}

test.each([
  ["a heading of the page", "[ids](#ids)"],
  ["a page that is copied too", "[errors](errors.md) and [a timeout](./errors.md#timeout)"],
  ["another site", "[iyzico](https://docs.iyzico.com/a.md#b)"],
])("a link to %s is kept", (_, text) => {
  expect(copyPage(text)).toBe(text.replace("./", ""));
});

test("a link to a file of the package leads to the packed file", () => {
  expect(copyPage("[`Store`](../packages/client/src/store.ts)")).toBe("[`Store`](../src/store.ts)");
});

test.each([
  ["a page that is not copied", "[the\nquestions](unverified.md#auth)", "the\nquestions"],
  ["another package", "the [`simulator`](../packages/simulator)", "the `simulator`"],
  ["a file of the package that is not packed", "[tests](../packages/client/test/a.ts)", "tests"],
  ["a file of the package that does not exist", "[a file](../packages/client/src/none.ts)", "a file"],
])("a link to %s becomes its text", (_, text, copied) => {
  expect(copyPage(text)).toBe(copied);
});

test("code is kept", () => {
  const text = "`[a](b.md)`\n\n```ts\nhandlers[name](event);\n```\n\nA `b` [c](d.md)";
  expect(copyPage(text)).toBe(text.replace("[c](d.md)", "c"));
});
