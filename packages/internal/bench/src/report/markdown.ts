import type { Summary } from "../measure/statistics.ts";
import type { Column, Row, Table } from "./table.ts";

/** What the figures depend on. Neither names of hosts nor paths are in it. */
export interface Machine {
  date: string;
  node: string;
  system: string;
  cores: number;
  processor: string;
}

const begin = "<!-- begin: `pnpm bench --write-docs` writes what follows -->";
const end = "<!-- end -->";

/** Replaces what is between the two markers of a page, and leaves everything else as it is. */
export function replaceMeasured(page: string, measured: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`The page must have the lines "${begin}" and "${end}", in this order.`);
  return `${page.slice(0, from + begin.length)}\n\n${measured}\n\n${page.slice(to)}`;
}

/** Formats tables as Markdown, in the form that the formatter of the repository leaves as it is. */
export function formatTables(tables: readonly Table[]): string {
  return tables.map(formatTable).join("\n\n");
}

/** The line above the tables. */
export function formatMachine({ date, node, system, cores, processor }: Machine): string {
  return `Measured on ${date} with Node ${node} on ${system}, ${cores} cores of ${processor}.`;
}

function formatTable({ title, note, columns, rows }: Table): string {
  const headings = ["", ...columns.map(({ heading }) => heading)];
  const lines = rows.map((row) => [nameOf(row), ...columns.map((column) => formatFigure(row, column))]);
  const widths = headings.map((heading, column) =>
    Math.max(3, heading.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const format = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(" | ")} |`;
  const ruler = `| ${widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [`### ${title}`, "", note, "", format(headings), ruler, ...lines.map(format)].join("\n");
}

function nameOf({ name, isOurs }: Row): string {
  return isOurs ? `**${name}**` : name;
}

function formatFigure({ figures }: Row, { heading, digits }: Column): string {
  const figure = figures[heading];
  if (figure === undefined) return "–";
  if (typeof figure === "number") return formatNumber(figure, digits);
  const { median, lower, upper } = figure as Summary;
  return `${formatNumber(median, digits)} (${formatNumber(lower, digits)}–${formatNumber(upper, digits)})`;
}

function formatNumber(value: number, digits: number): string {
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
