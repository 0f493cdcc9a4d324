import type { SearchEntry, SearchKind } from "./index-options.ts";

/** A built page, as HTML. */
export interface BuiltPage {
  /** Its address on the site, such as `errors/` or `reference/client/functions/pay.html`. */
  path: string;
  html: string;
}

/**
 * The entries of a built page: one for each heading, and one for a whole page of the reference, whose headings are the same on
 * every page.
 */
export function entriesOf(
  { path, html }: BuiltPage,
  kind: SearchKind,
  searchWords: Readonly<Record<string, string>> = {},
): SearchEntry[] {
  const [, main = ""] = /<main[^>]*>(.*)<\/main>/s.exec(html) ?? [];
  const parts = main.split(/<h([1-6]) id="([^"]*)"[^>]*>(.*?)<a class="header-anchor"[^>]*>.*?<\/a><\/h\1>/s).slice(1);
  const titles: string[] = [];
  const entries: SearchEntry[] = [];
  for (let index = 0; index < parts.length; index += 4) {
    const [level, anchor = "", heading = "", content = ""] = parts.slice(index, index + 4);
    titles.splice(Number(level) - 1, Number.POSITIVE_INFINITY, textOf(heading));
    const isTop = index === 0;
    const id = isTop ? path : `${path}#${anchor}`;
    const words = searchWords[isTop ? "" : anchor] ?? "";
    const text = textOf(content);
    entries.push({
      id,
      title: titles.at(-1) as string,
      titles: titles.slice(0, -1).filter(Boolean),
      text,
      words,
      kind,
    });
  }
  const [first] = entries;
  if (kind !== "reference" || first === undefined) return entries;
  return [
    {
      ...first,
      text: entries
        .map(({ text }) => text)
        .join(" ")
        .slice(0, 600),
    },
  ];
}

const namedCharacters: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

/** The text that a reader sees, in one line. */
function textOf(html: string): string {
  return html
    .replaceAll(/<svg.*?<\/svg>|<button.*?<\/button>|<span class="lang">.*?<\/span>/gs, " ")
    .replaceAll(/<\/?(p|li|ul|ol|td|th|tr|table|div|pre|br|h\d)\b[^>]*>/g, " ")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => namedCharacters[name] as string)
    .replaceAll(/[\s\u200B]+/g, " ")
    .trim();
}
