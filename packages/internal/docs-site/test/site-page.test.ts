import { expect, test } from "vitest";
import { type SiteMap, titleOf, toSitePage } from "../src/site-page.ts";

const paths: Readonly<Record<string, string>> = {
  "README.md": "start/",
  "docs/errors.md": "errors/",
  "docs/paying.md": "paying/",
  "docs/tr/errors.md": "tr/errors/",
  "packages/client/README.md": "packages/client/",
};
const site: SiteMap = {
  pathOf: (source) => paths[source],
  titleOf: (source) => `the heading of ${source}`,
  isFolder: (path) => path === "packages/client",
};
const repository = "https://github.com/owner/name";

test.each([
  ["another guide", "docs/paying.md", "[a](errors.md#timeout)", "[a](../errors/index.md#timeout)"],
  ["a heading of the same page", "docs/paying.md", "[a](#ids)", "[a](#ids)"],
  ["the English page of a Turkish one", "docs/tr/errors.md", "[a](../paying.md)", "[a](../../paying/index.md)"],
  ["a folder with a README", "docs/paying.md", "[a](../packages/client)", "[a](../packages/client/index.md)"],
  [
    "a page from the README of a package",
    "packages/client/README.md",
    "[a](../../docs/errors.md)",
    "[a](../../errors/index.md)",
  ],
  ["another site", "docs/paying.md", "[a](https://docs.iyzico.com/a.md#b)", "[a](https://docs.iyzico.com/a.md#b)"],
])("a link to %s leads there", (_, source, text, expected) => {
  expect(toSitePage(source, text, site)).toBe(expected);
});

test("a link that is named after a file has the heading of the page instead", () => {
  expect(toSitePage("README.md", "See [docs/errors.md](docs/errors.md).", site)).toBe(
    "See [the heading of docs/errors.md](../errors/index.md).",
  );
  expect(toSitePage("README.md", "[packages/client](packages/client)", site)).toBe(
    "[the heading of packages/client/README.md](../packages/client/index.md)",
  );
});

test("a link to a file that is no page leads to the repository, and becomes its text if that has no address", () => {
  const text = "[`store.ts`](../packages/client/src/store.ts#L1)";
  expect(toSitePage("docs/paying.md", text, site)).toBe("`store.ts`");
  expect(toSitePage("docs/paying.md", text, { ...site, repository })).toBe(
    `[\`store.ts\`](${repository}/blob/main/packages/client/src/store.ts#L1)`,
  );
});

test("code is kept", () => {
  const text = "`[a](errors.md)`\n\n```ts\nhandlers[name](errors.md);\n```\n";
  expect(toSitePage("docs/paying.md", text, site)).toBe(text);
});

test("the heading of a page is its title, without marks", () => {
  expect(titleOf("Text\n\n# The `pay` page\n\n## More\n")).toBe("The pay page");
});
