import type { SheetFaultCode } from "../messages/sheets.js";

/** The content of a cell; `undefined` stands for an empty one. */
export type Cell =
  | { kind: "text"; text: string }
  /** A number cell of an XLSX file: its digits as they are stored, and the code of its number format. */
  | { kind: "number"; digits: string; format: string }
  /** A cell that has no text and no number. */
  | { kind: "unreadable"; code: Extract<SheetFaultCode, "date" | "boolean" | "error-value" | "formula-without-value"> };

/** The cells of a row, as many as it has. */
export type Row = readonly (Cell | undefined)[];

/** A rectangle of cells, all numbers counted from 0. */
export interface CellRange {
  firstRow: number;
  lastRow: number;
  firstColumn: number;
  lastColumn: number;
}

/** The content of a worksheet. Rows and columns are counted from 0. */
export interface Sheet {
  /** With an entry for each row of the sheet, also for those that are empty. */
  rows: readonly Row[];
  hiddenRows: ReadonlySet<number>;
  hiddenColumns: ReadonlySet<number>;
  mergedCells: readonly CellRange[];
  /** The names of the cells whose text is struck through, in whole or in part. */
  struckCells: ReadonlySet<string>;
  /** The sign between the cells of a CSV file. */
  delimiter?: string;
}

/** The name that a spreadsheet gives a cell: "D7" for column 3 of row 6, counted from 0. */
export function cellName(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`;
}

function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}
