import { readFileSync, writeFileSync } from "node:fs";

const begin = "<!-- begin: `pnpm bench --write-docs` writes what follows -->";
const end = "<!-- end -->";

/** Replaces what is between the two markers of a page, and leaves everything else as it is. */
export function replaceMeasured(page: string, measured: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`The page must have the lines "${begin}" and "${end}", in this order.`);
  return `${page.slice(0, from + begin.length)}\n\n${measured}\n\n${page.slice(to)}`;
}

export function writeMeasured(file: string, measured: string): void {
  writeFileSync(file, replaceMeasured(readFileSync(file, "utf8"), measured));
}
