import stringWidth from "string-width";
import { truncate } from "./truncate.js";

type Side = "left" | "right";

/** How a column is laid out. */
interface Layout {
  align: Side;
  /**
   * How narrow the column may become where the table is wider than its terminal. Its cells then end with an ellipsis, and
   * must be plain texts. Without it they stay whole: a part of an amount or a state would say something else.
   */
  minWidth?: number;
  /** Which part of a truncated cell stays; the start by default. Ids as a rule differ at their ends. */
  keep?: "start" | "end";
}

/** A column of a table. */
export interface Column extends Layout {
  heading: string;
}

type Rows = readonly (readonly string[])[];

/** The lines of a table: the headings, then the rows. Columns are two spaces apart. */
export function formatTable(columns: readonly Column[], rows: Rows, width?: number): string[] {
  return alignColumns(columns, [columns.map(({ heading }) => heading), ...rows], width);
}

/**
 * The lines of a table without headings. Pads by the width that a terminal gives to each character.
 *
 * @param width of the terminal, in columns; without it, no cell is truncated.
 */
export function alignColumns(
  columns: readonly (Side | Layout)[],
  rows: Rows,
  width: number = Number.POSITIVE_INFINITY,
): string[] {
  const layouts = columns.map((column) => (typeof column === "string" ? { align: column } : column));
  const natural = layouts.map((_, column) => Math.max(0, ...rows.map((row) => stringWidth(row[column] as string))));
  const widths = fitWidths(layouts, natural, width - 2 * (layouts.length - 1));
  return rows.map((row) =>
    layouts
      .map((layout, column) => formatCell(row[column] as string, layout, widths[column] as number))
      .join("  ")
      .trimEnd(),
  );
}

/** Narrows the widest column that may be narrowed, until the sum fits or no column is left. */
function fitWidths(layouts: readonly Layout[], natural: readonly number[], available: number): number[] {
  const widths = [...natural];
  for (let excess = widths.reduce((sum, each) => sum + each, 0) - available; excess > 0; excess -= 1) {
    const spare = widths.map((each, column) => (each > (layouts[column]?.minWidth ?? each) ? each : 0));
    const widest = spare.indexOf(Math.max(...spare));
    if (spare[widest] === 0) break;
    widths[widest] = (widths[widest] as number) - 1;
  }
  return widths;
}

function formatCell(cell: string, { align, keep }: Layout, width: number): string {
  // A cell that need not be narrowed may have escape codes.
  const text = stringWidth(cell) > width ? truncate(cell, width, keep) : cell;
  const padding = " ".repeat(Math.max(0, width - stringWidth(text)));
  return align === "right" ? padding + text : text + padding;
}
