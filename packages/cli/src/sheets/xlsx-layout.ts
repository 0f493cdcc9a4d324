import type { CellRange } from "./cell.js";
import { UnreadableSheet } from "./fault.js";
import { maxColumns, maxRows } from "./limits.js";
import { scanXml } from "./scan-xml.js";

/** The largest row that Excel has: a file with a larger one was not written by a spreadsheet program. */
const lastRowOfExcel = 1_048_576;

/**
 * What a worksheet has besides the values of its cells. `read-excel-file` has only the values: it reads an error and a
 * formula without a value as an empty cell, and tells neither what is hidden nor how a number is shown.
 */
export interface WorksheetLayout {
  hasCells: boolean;
  hiddenRows: ReadonlySet<number>;
  hiddenColumns: ReadonlySet<number>;
  mergedCells: readonly CellRange[];
  /** The cells that have something and no value. */
  missingValues: readonly { row: number; column: number; code: "error-value" | "formula-without-value" }[];
  /** The index of the style of a cell. */
  styleOf(row: number, column: number): number;
}

/** @throws {UnreadableSheet} */
export function readLayout(xml: Uint8Array): WorksheetLayout {
  const hiddenRows = new Set<number>();
  const hiddenColumns = new Set<number>();
  const mergedCells: CellRange[] = [];
  const missingValues: { row: number; column: number; code: "error-value" | "formula-without-value" }[] = [];
  const styles = new Map<number, number>();
  let hasCells = false;
  let row = -1;
  let cell: { row: number; column: number; type: string; style: number; hasFormula: boolean } | undefined;
  let isValue = false;
  let hasValueElement = false;
  let hasValue = false;
  scanXml(xml, {
    onOpen(name, attributes) {
      if (name === "row") {
        row = attributes["r"] === undefined ? row + 1 : Number(attributes["r"]) - 1;
        if (!(row >= 0 && row < lastRowOfExcel)) throw new UnreadableSheet("damaged");
        if (isTrue(attributes["hidden"]) || Number(attributes["ht"] ?? 1) === 0) hiddenRows.add(row);
      } else if (name === "col") addHiddenColumns(attributes, hiddenColumns);
      else if (name === "mergeCell") mergedCells.push(rangeOf(attributes["ref"] ?? ""));
      else if (name === "c") {
        const { t: type = "n", s: style = "0", r: reference = "" } = attributes;
        cell = { ...positionOf(reference), type, style: Number(style), hasFormula: false };
        hasValueElement = false;
        hasValue = false;
      } else if (name === "f" && cell !== undefined) cell.hasFormula = true;
      else if (name === "v" || name === "t") {
        isValue = cell !== undefined;
        hasValueElement = true;
      }
    },
    onText(text) {
      if (isValue && text !== "") hasValue = true;
    },
    onClose(name) {
      if (name === "v" || name === "t") isValue = false;
      if (name !== "c" || cell === undefined) return;
      const { type, style, hasFormula } = cell;
      if (hasValue || hasFormula) {
        hasCells = true;
        if (cell.row >= maxRows) throw new UnreadableSheet("too-many-rows", { detail: String(maxRows) });
        if (cell.column >= maxColumns) throw new UnreadableSheet("too-many-columns", { detail: String(maxColumns) });
      }
      const at = { row: cell.row, column: cell.column };
      // An empty text is a value.
      const hasNoValue = type === "n" ? !hasValue : !hasValueElement;
      if (type === "e") missingValues.push({ ...at, code: "error-value" });
      else if (hasFormula && hasNoValue) missingValues.push({ ...at, code: "formula-without-value" });
      else if (type === "n" && hasValue && style !== 0) styles.set(at.row * maxColumns + at.column, style);
      cell = undefined;
    },
  });
  return {
    hasCells,
    hiddenRows,
    hiddenColumns,
    mergedCells,
    missingValues,
    styleOf: (rowIndex, column) => styles.get(rowIndex * maxColumns + column) ?? 0,
  };
}

function addHiddenColumns(
  { min = "1", max = min, hidden, width }: Readonly<Record<string, string>>,
  hiddenColumns: Set<number>,
): void {
  if (!isTrue(hidden) && Number(width ?? 1) !== 0) return;
  // Columns to the end of the sheet may be hidden at once.
  const last = Math.min(Number(max), maxColumns);
  for (let column = Number(min); column <= last; column += 1) hiddenColumns.add(column - 1);
}

function isTrue(attribute: string | undefined): boolean {
  return attribute === "1" || attribute === "true";
}

function rangeOf(reference: string): CellRange {
  const [first = "", last = first] = reference.split(":");
  const [from, to] = [positionOf(first), positionOf(last)];
  return { firstRow: from.row, lastRow: to.row, firstColumn: from.column, lastColumn: to.column };
}

function positionOf(reference: string): { row: number; column: number } {
  const [, letters, digits] = /^([A-Z]{1,3})(\d{1,7})$/.exec(reference) ?? [];
  if (letters === undefined) throw new UnreadableSheet("damaged");
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(digits) - 1, column };
}
