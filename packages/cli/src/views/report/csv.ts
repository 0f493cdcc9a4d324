import type { Locale } from "@iyzico-mass-payout/client";
import { formatCsvRow, protectCell } from "../../terminal/csv.js";
import { formatDecimal } from "../../terminal/decimal.js";
import { amountColumns, type BookColumn, type BookRow, bookColumns } from "./books.js";

/**
 * Writes rows of the books as CSV, for the spreadsheet programs of a language: UTF-8 with a byte order mark and CRLF, in
 * Turkish with semicolons and decimal commas, in English with commas and decimal points.
 */
export function formatCsv(rows: readonly BookRow[], locale: Locale): string {
  const delimiter = locale === "tr" ? ";" : ",";
  const cells = rows.map((row) => bookColumns.map((column) => formatCell(column, row[column] ?? "", locale)));
  return `\uFEFF${[bookColumns, ...cells].map((row) => formatCsvRow(row, delimiter)).join("")}`;
}

function formatCell(column: BookColumn, value: string, locale: Locale): string {
  if (value === "") return "";
  return amountColumns.includes(column) ? formatDecimal(value, locale) : protectCell(value);
}
