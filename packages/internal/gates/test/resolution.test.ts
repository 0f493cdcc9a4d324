import { checkPackage, Package } from "@arethetypeswrong/core";
import { expect, test } from "vitest";
import { type Contents, manifestOf, readContents } from "../src/contents.ts";
import { tarballOf, tarballs } from "../src/tarballs.ts";

async function problemsOf(contents: Contents): Promise<string[]> {
  const { name, version } = manifestOf(contents);
  const files = Object.fromEntries([...contents].map(([path, text]) => [`/node_modules/${name}/${path}`, text]));
  const analysis = await checkPackage(new Package(files, name, version));
  if (!analysis.types) return ["no types"];
  return analysis.problems.map((problem) => problem.kind);
}

test.each(tarballs)(
  "the types of $name are resolved as its modules are, by import, by require and by Node 10",
  async ({ tarball }) => {
    expect(await problemsOf(readContents(tarball))).toEqual([]);
  },
);

test.each(["dist/payment.d.ts", "dist/payment.d.cts"])("an entry point without %s is a problem", async (types) => {
  const contents = new Map(readContents(tarballOf("client")));
  contents.delete(types);
  expect(await problemsOf(contents)).toContain("UntypedResolution");
});

test("a package without any types is a problem", async () => {
  const contents = new Map([...readContents(tarballOf("auth"))].filter(([path]) => !/\.c?ts$/.test(path)));
  expect(await problemsOf(contents)).toEqual(["no types"]);
});
