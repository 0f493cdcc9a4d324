import { readFileSync } from "node:fs";

const page = readFileSync(new URL("../../../../docs/errors.md", import.meta.url), "utf8");

/** The sections of docs/errors.md, by heading. */
export const sections: ReadonlyMap<string, string> = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .map((section) => [section.split("\n", 1)[0] ?? "", section]),
);

/** The rows of the page's table with this header, one list of cells each. */
export function tableRows(header: readonly string[]): string[][] {
  const rows = page.split("\n").map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  const first = rows.findIndex((cells) => cells.join() === header.join());
  const end = rows.findIndex((cells, index) => index > first && cells.length === 0);
  // The row after the header has the dashes.
  return first === -1 ? [] : rows.slice(first + 2, end === -1 ? undefined : end);
}

/** The words that the table of a section explains. */
export function explainedWords(heading: string): (string | undefined)[] {
  return [...(sections.get(heading) ?? "").matchAll(/^\| `([a-z-]+)` +\|/gm)].map(([, word]) => word);
}
