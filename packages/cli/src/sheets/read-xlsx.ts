import type { Sheet } from "./cell.js";
import { UnreadableSheet } from "./fault.js";
import { readWorksheet } from "./worksheet.js";
import { unpackXlsx } from "./xlsx-parts.js";

/**
 * Reads a worksheet of an XLSX file: the only visible one that has cells, or the one that is named.
 *
 * @throws {UnreadableSheet}
 */
export function readXlsx(bytes: Uint8Array, sheetName: string | undefined): Sheet {
  const { worksheets, ...context } = unpackXlsx(bytes);
  const named = worksheets.filter(({ name, isHidden }) => (sheetName === undefined ? !isHidden : name === sheetName));
  if (sheetName !== undefined && named.length === 0) {
    throw new UnreadableSheet("sheet-not-found", { detail: worksheets.map(({ name }) => name).join(", ") });
  }
  const sheets = named.map(({ name, xml }) => ({ name, sheet: readWorksheet(xml, context) }));
  const filled = sheets.filter(({ sheet }) => sheet.rows.length > 0);
  if (filled.length > 1) {
    throw new UnreadableSheet("several-sheets", { detail: filled.map(({ name }) => name).join(", ") });
  }
  if (filled[0] !== undefined) return filled[0].sheet;
  return { rows: [], hiddenRows: new Set(), hiddenColumns: new Set(), mergedCells: [], struckCells: new Set() };
}
