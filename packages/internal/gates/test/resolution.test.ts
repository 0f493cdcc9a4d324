import { checkPackage, Package } from "@arethetypeswrong/core";
import { expect, test } from "vitest";
import { type Contents, manifestOf, readContents } from "../src/contents.ts";
import { tarballOf, tarballs } from "../src/tarballs.ts";

// The packages are ESM only: `require` and the resolution of Node 10 are not supported. In the command of
// arethetypeswrong this is `--profile esm-only`.
const ignored = ["node10", "node16-cjs"];

async function problemsOf(contents: Contents): Promise<string[]> {
  const { name, version } = manifestOf(contents);
  const files = Object.fromEntries([...contents].map(([path, text]) => [`/node_modules/${name}/${path}`, text]));
  const analysis = await checkPackage(new Package(files, name, version));
  if (!analysis.types) return ["no types"];
  return analysis.problems
    .filter((problem) => !("resolutionKind" in problem && ignored.includes(problem.resolutionKind)))
    .map((problem) => problem.kind);
}

test.each(tarballs)("the types of $name are resolved wherever its modules are", async ({ tarball }) => {
  expect(await problemsOf(readContents(tarball))).toEqual([]);
});

test("an entry point without its types is a problem", async () => {
  const contents = new Map(readContents(tarballOf("client")));
  contents.delete("dist/payment.d.ts");
  expect(new Set(await problemsOf(contents))).toEqual(new Set(["UntypedResolution"]));
});

test("a package without any types is a problem", async () => {
  const contents = new Map([...readContents(tarballOf("auth"))].filter(([path]) => !path.endsWith(".ts")));
  expect(await problemsOf(contents)).toEqual(["no types"]);
});
