import { type Cell, type CellRange, cellName, type Sheet } from "./cell.js";
import { UnreadableSheet } from "./fault.js";
import { maxColumns, maxRows } from "./limits.js";
import { isDateFormat } from "./number-format.js";
import { scanXml } from "./scan-xml.js";
import { type CellText, createTextCollector, unescapeText } from "./text-collector.js";

/** What the cells of every worksheet of a file refer to. */
export interface CellContext {
  sharedStrings: readonly CellText[];
  styles: readonly CellStyle[];
}

/** What a style of cells has. */
export interface CellStyle {
  /** The code of its number format. */
  format: string;
  isStruck: boolean;
}

/** A cell while it is read. */
interface OpenCell {
  row: number;
  column: number;
  type: string;
  style: string;
  hasFormula: boolean;
  /** The text of its `v` element; `undefined` if it has none. */
  value: string | undefined;
}

/**
 * Reads the cells of a worksheet, and what a person sees of them: what is hidden and merged, and how numbers are shown.
 *
 * @throws {UnreadableSheet}
 */
export function readWorksheet(xml: Uint8Array, context: CellContext): Sheet {
  const rows: (Cell | undefined)[][] = [];
  const hiddenRows = new Set<number>();
  const hiddenColumns = new Set<number>();
  const mergedCells: CellRange[] = [];
  const struckCells = new Set<string>();
  const inlineText = createTextCollector();
  let next = { row: 0, column: 0 };
  let cell: OpenCell | undefined;
  let isValue = false;
  let defaultHeight = "15";
  // The anchors of controls have elements of the name "row" too.
  let list: "before" | "open" | "behind" = "before";
  let alternatives = 0;

  const close = (closed: OpenCell) => {
    const inline = inlineText.end();
    const content = contentOf(closed, inline.text, context);
    if (content === undefined) return;
    const { row, column } = closed;
    if (row >= maxRows) throw new UnreadableSheet("too-many-rows", { detail: String(maxRows) });
    if (column >= maxColumns)
      throw new UnreadableSheet("too-many-columns", { row: row + 1, detail: String(maxColumns) });
    while (rows.length <= row) rows.push([]);
    const cells = rows[row] as (Cell | undefined)[];
    // Readers would differ in which of the two they take.
    if (cells[column] !== undefined) throw new UnreadableSheet("damaged");
    while (cells.length < column) cells.push(undefined);
    cells[column] = content;
    const text = closed.type === "s" ? context.sharedStrings[Number(closed.value)] : inline;
    if (text?.isStruck || context.styles[Number(closed.style)]?.isStruck) struckCells.add(cellName(row, column));
  };
  scanXml(xml, {
    onOpen(name, attributes) {
      if (name === "AlternateContent") alternatives += 1;
      if (name === "sheetData") {
        if (list !== "before") throw new UnreadableSheet("damaged");
        list = "open";
      }
      // Readers would differ in which alternative they take.
      if (list === "open" && alternatives > 0) throw new UnreadableSheet("damaged");
      if (cell !== undefined) {
        inlineText.onOpen(name, attributes);
        if (name === "f") cell.hasFormula = true;
        isValue = name === "v";
        if (isValue && cell.value !== undefined) throw new UnreadableSheet("damaged");
        if (isValue) cell.value = "";
      } else if (name === "row" && list === "open") {
        // A number is left out if it is the next one.
        const row = attributes["r"] === undefined ? next.row : Number(attributes["r"]) - 1;
        if (!Number.isSafeInteger(row) || row < 0) throw new UnreadableSheet("damaged");
        next = { row, column: 0 };
        // What is less than one point high is not seen.
        if (isTrue(attributes["hidden"]) || Number(attributes["ht"] ?? defaultHeight) < 1) hiddenRows.add(row);
      } else if (name === "c" && list === "open") {
        const { r: reference, t: type = "n", s: style = "0" } = attributes;
        const position = reference === undefined ? next : positionOf(reference);
        if (position.row !== next.row) throw new UnreadableSheet("damaged");
        cell = { ...position, type, style, hasFormula: false, value: undefined };
        inlineText.begin();
      } else if (name === "sheetFormatPr") defaultHeight = attributes["defaultRowHeight"] ?? defaultHeight;
      else if (name === "col") addHiddenColumns(attributes, hiddenColumns);
      else if (name === "mergeCell") mergedCells.push(rangeOf(attributes["ref"] ?? ""));
    },
    onText(text) {
      if (isValue && cell !== undefined) cell.value += text;
      else inlineText.onText(text);
    },
    onClose(name) {
      isValue = false;
      inlineText.onClose(name);
      if (name === "AlternateContent") alternatives -= 1;
      if (name === "sheetData") list = "behind";
      if (name === "row" && list === "open") next = { row: next.row + 1, column: 0 };
      if (name !== "c" || cell === undefined) return;
      close(cell);
      next = { row: cell.row, column: cell.column + 1 };
      cell = undefined;
    },
  });
  return { rows, hiddenRows, hiddenColumns, mergedCells, struckCells };
}

function contentOf(
  { type, style, value, hasFormula }: OpenCell,
  inlineText: string,
  { sharedStrings, styles }: CellContext,
): Cell | undefined {
  if (type === "e") return { kind: "unreadable", code: "error-value" };
  // A text that a formula computed may be empty. A number may not.
  const isMissing = value === undefined || (value === "" && type !== "str");
  if (hasFormula && isMissing) return { kind: "unreadable", code: "formula-without-value" };
  if (type === "inlineStr") return textOf(inlineText);
  if (value === undefined || value === "") return undefined;
  switch (type) {
    case "s": {
      const text = sharedStrings[Number(value)];
      if (text === undefined) throw new UnreadableSheet("damaged");
      return textOf(text.text);
    }
    case "str":
      return textOf(unescapeText(value));
    case "n": {
      const format = styles[Number(style)]?.format ?? "General";
      return isDateFormat(format)
        ? { kind: "unreadable", code: "date" }
        : { kind: "number", digits: value.trim(), format };
    }
    case "d":
      return { kind: "unreadable", code: "date" };
    case "b":
      return { kind: "unreadable", code: "boolean" };
    default:
      throw new UnreadableSheet("damaged");
  }
}

function textOf(text: string): Cell | undefined {
  return text.trim() === "" ? undefined : { kind: "text", text };
}

function addHiddenColumns(
  { min = "1", max = min, hidden, width }: Readonly<Record<string, string>>,
  hiddenColumns: Set<number>,
): void {
  // What is less than half a character wide is not seen.
  if (!isTrue(hidden) && !(Number(width ?? 1) < 0.5)) return;
  // All columns to the end of the sheet may be hidden.
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
  const [, letters, digits] = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(reference) ?? [];
  if (letters === undefined) throw new UnreadableSheet("damaged");
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(digits) - 1, column };
}
