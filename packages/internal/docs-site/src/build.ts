import { globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "@iyzico-mass-payout/harness/workspace";
import { firstPageOf } from "./first-page.ts";
import { installed, loadTool, runTool } from "./installation.ts";
import { type Language, languageOf } from "./language.ts";
import { menuPages, menus } from "./menu.ts";
import { type SidebarItem, sidebarsOf, writeReference } from "./reference.ts";
import { type BuiltPage, entriesOf } from "./search/entries.ts";
import { indexOptions, type SearchEntry } from "./search/index-options.ts";
import { type SiteMap, titleOf, toSitePage } from "./site-page.ts";

/** How the site is built. */
export interface BuildOptions {
  /** The folder that it is written to. */
  out: string;
  /** Where it is served, such as `/` or `/iyzico-mass-payout/`. */
  base: string;
  /** Where the repository can be read; without it, there are no links to its other files. */
  repository?: string | undefined;
}

/** What the configuration of VitePress reads. */
interface SiteData {
  repository?: string | undefined;
  sidebars: Record<string, SidebarItem[]>;
  /** The pages that exist in both languages, without the language: "" is the first page. */
  translated: string[];
}

const home = fileURLToPath(new URL("..", import.meta.url));
const work = join(home, "dist/work");
const pages = join(work, "pages");

/** Builds the whole site. The tools must be installed. Nothing is read from the network. */
export async function buildSite({ out, base, repository }: BuildOptions): Promise<void> {
  rmSync(work, { recursive: true, force: true });
  writeGuides(repository);
  await writeReference(join(pages, "reference"), join(work, "reference"));
  const data: SiteData = {
    repository,
    sidebars: { ...sidebarsOf(join(pages, "reference")), "/": sidebarOf("en"), "/tr/": turkishSidebar() },
    translated: ["", ...turkishNames],
  };
  writeFileSync(join(work, "site.json"), JSON.stringify(data));
  await runTool("vitepress/bin/vitepress.js", ["build", installed, "--base", base, "--outDir", out], home);
  writeSearchIndexes(out);
}

/** Copies the guides to the place from which VitePress builds, with links between their places on the site. */
function writeGuides(repository: string | undefined): void {
  const paths = new Map(menuPages.map(({ source, path }) => [source, path]));
  const read = (source: string) => readFileSync(join(root, source), "utf8");
  const site: SiteMap = {
    pathOf: (source) => paths.get(source),
    titleOf: (source) => titleOf(read(source)),
    isFolder: (path) => statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory() ?? false,
    repository,
  };
  const write = (path: string, text: string) => {
    mkdirSync(join(pages, path), { recursive: true });
    writeFileSync(join(pages, path, "index.md"), text);
  };
  write("", firstPageOf("en", site));
  write("tr", firstPageOf("tr", site));
  for (const { source, path } of menuPages) write(path, toSitePage(source, read(source), site));
}

function sidebarOf(language: Language): SidebarItem[] {
  return menus[language].map(({ label, pages }) => ({
    text: label,
    items: pages.map(({ label, path }) => ({ text: label, link: `/${path}` })),
  }));
}

/** The pages that are in Turkish, without the language, such as `errors/`. */
const turkishNames = menus.tr.flatMap(({ pages }) => pages.map(({ path }) => path.slice("tr/".length)));

/** The Turkish pages, and the English ones that have no Turkish page. */
function turkishSidebar(): SidebarItem[] {
  const english = sidebarOf("en").flatMap(({ items = [] }) => items);
  const others = english.filter(({ link = "" }) => !turkishNames.includes(link.slice(1)));
  return [...sidebarOf("tr"), { text: "İngilizce belgeler", items: others }];
}

/** The pages of the project's contributors: found, after those of its users. */
const background = /^(architecture|benchmarks|contributing|spec|spec-changes|unverified|verified)\//;

/** Writes one index for each language. The Turkish one has the English guides too: there are more of them. */
function writeSearchIndexes(out: string): void {
  const MiniSearch = loadTool<new (options: object) => { addAll(entries: readonly SearchEntry[]): void }>("minisearch");
  const words = new Map(menuPages.map(({ path, searchWords }) => [path, searchWords]));
  const built = globSync("**/*.html", { cwd: out })
    .filter((file) => file !== "404.html")
    .map(
      (file): BuiltPage => ({
        path: file.replace(/(^|\/)index\.html$/, "$1"),
        html: readFileSync(join(out, file), "utf8"),
      }),
    )
    .sort((one, other) => (one.path < other.path ? -1 : 1));
  const indexes: Record<Language, SearchEntry[]> = { en: [], tr: [] };
  for (const page of built) {
    const language = languageOf(page.path);
    const isReference = page.path.startsWith("reference/");
    const kind = isReference ? "reference" : background.test(page.path) ? "background" : "guide";
    indexes[language].push(...entriesOf(page, kind, words.get(page.path)));
    if (language === "en" && kind === "guide") {
      indexes.tr.push(...entriesOf(page, "other-language", words.get(page.path)));
    }
  }
  mkdirSync(join(out, "search"));
  for (const [language, entries] of Object.entries(indexes)) {
    const index = new MiniSearch(indexOptions);
    index.addAll(entries);
    writeFileSync(join(out, `search/${language}.json`), JSON.stringify(index));
  }
}
