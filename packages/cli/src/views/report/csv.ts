import type { Locale } from "@iyzico-mass-payout/client";
import { formatCsvHeadings, formatCsvRow, protectCell } from "../../terminal/csv.js";
import { formatDecimal } from "../../terminal/decimal.js";
import { amountColumns, type BookColumn, type BookRow, bookColumns } from "./books.js";

/** Formats rows of the books as CSV for the spreadsheet programs of a language, amounts with its decimal sign. */
export function formatCsv(rows: readonly BookRow[], locale: Locale): string {
  return formatCsvHeadings(bookColumns, locale) + formatCsvRows(rows, locale);
}

/** The same without the row of headings. */
export function formatCsvRows(rows: readonly BookRow[], locale: Locale): string {
  const cells = rows.map((row) => bookColumns.map((column) => formatCell(column, row[column] ?? "", locale)));
  return cells.map((row) => formatCsvRow(row, locale)).join("");
}

function formatCell(column: BookColumn, value: string, locale: Locale): string {
  if (value === "") return "";
  return amountColumns.includes(column) ? formatDecimal(value, locale) : protectCell(value);
}
