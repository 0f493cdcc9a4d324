import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { anchorOf } from "@iyzico-mass-payout/gates/anchor";
import { listPublishedPackages, root } from "@iyzico-mass-payout/harness/workspace";
import { expect, test } from "vitest";
import { firstPageOf } from "../src/first-page.ts";
import { languageOf } from "../src/language.ts";
import { menuPages, menus } from "../src/menu.ts";

test("every guide and every README of a published package is in a menu, once", () => {
  const readmes = listPublishedPackages(root).map(({ folder }) => `${folder}/README.md`);
  const guides = globSync(["docs/*.md", "docs/tr/*.md"], { cwd: root });
  const sources = menuPages.map(({ source }) => source);
  expect(sources.filter((source) => /^(docs|packages)\//.test(source)).sort()).toEqual([...guides, ...readmes].sort());
  expect(new Set(sources).size).toBe(sources.length);
});

test("every page of a menu exists", () => {
  expect(menuPages.filter(({ source }) => !existsSync(join(root, source)))).toEqual([]);
});

test("each page has a place of its own, and is in the menu of its language", () => {
  const paths = menuPages.map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
  for (const path of paths) expect(path).toMatch(/^([a-z-]+\/)+$/);
  for (const [language, groups] of Object.entries(menus)) {
    for (const { path } of groups.flatMap(({ pages }) => pages)) expect(languageOf(path)).toBe(language);
  }
});

test("a Turkish page has the name of the English page that it translates", () => {
  const english = menus.en.flatMap(({ pages }) => pages.map(({ path }) => path));
  for (const { path } of menus.tr.flatMap(({ pages }) => pages)) expect(english).toContain(path.slice("tr/".length));
});

test("the words that readers type belong to headings that the page has", () => {
  for (const { source, searchWords = {} } of menuPages) {
    const headings = [...readFileSync(join(root, source), "utf8").matchAll(/^#+ (.*)$/gm)];
    const anchors = headings.map(([, heading = ""]) => anchorOf(heading));
    for (const anchor of Object.keys(searchWords).filter(Boolean)) expect(anchors, source).toContain(anchor);
  }
});

test.each(["en", "tr"] as const)("the first page in %s leads only to pages of a menu", (language) => {
  const paths = new Map(menuPages.map(({ source, path }) => [source, path]));
  const text = firstPageOf(language, { pathOf: (source) => paths.get(source) });
  expect(text).toContain('"layout": "home"');
  expect(() => firstPageOf(language, { pathOf: () => undefined })).toThrow("must be in a menu");
});
