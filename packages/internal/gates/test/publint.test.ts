import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { expect, test } from "vitest";
import { type Contents, contentsOf } from "../src/contents.ts";
import { published, tarballOf } from "../src/published.ts";

async function messagesOf(contents: Contents): Promise<(string | undefined)[]> {
  const files = [...contents].map(([path, data]) => ({ name: `/package/${path}`, data }));
  const { messages, pkg } = await publint({ pkgDir: "/package", pack: { files }, strict: true });
  return messages.map((message) => formatMessage(message, pkg, { color: false }));
}

test.each(published)("publint has nothing to say about $name", async ({ tarball }) => {
  expect(await messagesOf(contentsOf(tarball))).toEqual([]);
});

test("an export without its file is refused", async () => {
  const contents = new Map(contentsOf(tarballOf("auth")));
  contents.delete("dist/index.js");
  expect(await messagesOf(contents)).toEqual([expect.stringContaining("dist/index.js but the file does not exist")]);
});
