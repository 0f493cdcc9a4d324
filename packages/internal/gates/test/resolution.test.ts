import { checkPackage, Package } from "@arethetypeswrong/core";
import { expect, test } from "vitest";
import { type Contents, contentsOf, manifestOf } from "../src/contents.ts";
import { published, tarballOf } from "../src/published.ts";

// The packages are ESM: what `require` and the resolution of Node 10 can't have is no problem. The command line of
// arethetypeswrong calls this `--profile esm-only`.
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

test.each(published)("the types of $name are found wherever its modules are", async ({ tarball }) => {
  expect(await problemsOf(contentsOf(tarball))).toEqual([]);
});

test("an entry point without its types is refused", async () => {
  const contents = new Map(contentsOf(tarballOf("client")));
  contents.delete("dist/payment.d.ts");
  expect(new Set(await problemsOf(contents))).toEqual(new Set(["UntypedResolution"]));
});

test("a package without any types is refused", async () => {
  const contents = new Map([...contentsOf(tarballOf("auth"))].filter(([path]) => !path.endsWith(".ts")));
  expect(await problemsOf(contents)).toEqual(["no types"]);
});
