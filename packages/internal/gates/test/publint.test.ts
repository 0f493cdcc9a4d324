import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { expect, test } from "vitest";
import { type Contents, readContents } from "../src/contents.ts";
import { tarballOf, tarballs } from "../src/tarballs.ts";

async function runPublint(contents: Contents): Promise<(string | undefined)[]> {
  const files = [...contents].map(([path, data]) => ({ name: `/package/${path}`, data }));
  const { messages, pkg } = await publint({ pkgDir: "/package", pack: { files }, strict: true });
  return messages.map((message) => formatMessage(message, pkg, { color: false }));
}

test.each(tarballs)("publint reports nothing for $name", async ({ tarball }) => {
  expect(await runPublint(readContents(tarball))).toEqual([]);
});

test("publint reports an export without its file", async () => {
  const contents = new Map(readContents(tarballOf("auth")));
  contents.delete("dist/index.js");
  expect(await runPublint(contents)).toEqual([expect.stringContaining("dist/index.js but the file does not exist")]);
});
