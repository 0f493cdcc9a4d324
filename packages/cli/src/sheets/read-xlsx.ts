import { readSheet } from "read-excel-file/universal";
import type { Cell, Sheet } from "./cell.js";
import { UnreadableSheet } from "./fault.js";
import { readLayout, type WorksheetLayout } from "./xlsx-layout.js";
import { unpackXlsx } from "./xlsx-parts.js";

/** A number as the file has it. */
class StoredNumber {
  readonly digits: string;

  constructor(digits: string) {
    this.digits = digits;
  }
}

/**
 * Reads a worksheet of an XLSX file: the only visible one that has cells, or the one that is named.
 *
 * @throws {UnreadableSheet}
 */
export async function readXlsx(bytes: Uint8Array, sheetName: string | undefined): Promise<Sheet> {
  const { worksheets, formats } = unpackXlsx(bytes);
  const names = worksheets.map(({ name }) => name).join(", ");
  let candidates = worksheets.filter(({ name, isHidden }) =>
    sheetName === undefined ? !isHidden : name === sheetName,
  );
  const layouts = new Map(candidates.map((worksheet) => [worksheet, readLayout(worksheet.xml)]));
  if (sheetName === undefined) candidates = candidates.filter((worksheet) => layouts.get(worksheet)?.hasCells === true);
  else if (candidates.length === 0) throw new UnreadableSheet("sheet-not-found", { detail: names });
  if (candidates.length > 1) {
    throw new UnreadableSheet("several-sheets", { detail: candidates.map(({ name }) => name).join(", ") });
  }
  const [worksheet] = candidates;
  if (worksheet === undefined) return { rows: [], hiddenRows: new Set(), hiddenColumns: new Set(), mergedCells: [] };
  const layout = layouts.get(worksheet) as WorksheetLayout;
  const values = await readValues(bytes, worksheet.name);
  const rows = values.map((cells, row) =>
    cells.map((value, column) => cellOf(value, () => formats[layout.styleOf(row, column)] ?? "General")),
  );
  for (const { row, column, code } of layout.missingValues) {
    while (rows.length <= row) rows.push([]);
    const cells = rows[row] as (Cell | undefined)[];
    while (cells.length < column) cells.push(undefined);
    cells[column] = { kind: "unreadable", code };
  }
  return { ...layout, rows };
}

async function readValues(bytes: Uint8Array, sheetName: string): Promise<unknown[][]> {
  try {
    const parseNumber = (digits: string) => new StoredNumber(digits);
    return await readSheet(new Blob([new Uint8Array(bytes)]), sheetName, { parseNumber, trim: false });
  } catch {
    // Its errors are about the XML of the file, and may quote it.
    throw new UnreadableSheet("damaged");
  }
}

function cellOf(value: unknown, formatOf: () => string): Cell | undefined {
  if (typeof value === "string") return value.trim() === "" ? undefined : { kind: "text", text: value };
  if (value instanceof StoredNumber) return { kind: "number", digits: value.digits, format: formatOf() };
  if (value instanceof Date) return { kind: "unreadable", code: "date" };
  return typeof value === "boolean" ? { kind: "unreadable", code: "boolean" } : undefined;
}
