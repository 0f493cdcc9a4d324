import type { Locale } from "@iyzico-mass-payout/client";
import { formatDecimal } from "../../terminal/decimal.js";
import { amountColumns, type BookColumn, type BookRow, bookColumns } from "./books.js";

// Written by hand, because it takes a few lines: RFC 4180, and the protection of texts but not of amounts.

/**
 * Writes rows of the books as CSV, for the spreadsheet programs of a language: UTF-8 with a byte order mark and CRLF, in
 * Turkish with semicolons and decimal commas, in English with commas and decimal points.
 */
export function formatCsv(rows: readonly BookRow[], locale: Locale): string {
  const delimiter = locale === "tr" ? ";" : ",";
  const lines = [
    bookColumns.join(delimiter),
    ...rows.map((row) =>
      bookColumns.map((column) => quote(formatCell(column, row[column] ?? "", locale))).join(delimiter),
    ),
  ];
  return `\uFEFF${lines.map((line) => `${line}\r\n`).join("")}`;
}

function formatCell(column: BookColumn, value: string, locale: Locale): string {
  if (value === "") return "";
  return amountColumns.includes(column) ? formatDecimal(value, locale) : protect(value);
}

/**
 * Puts an apostrophe before a text that a spreadsheet program would read as a formula, as OWASP recommends: one that begins
 * with =, +, -, @, their full-width forms, or white space, which some programs remove first.
 */
function protect(text: string): string {
  return /^[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\s]/.test(text) ? `'${text}` : text;
}

function quote(cell: string): string {
  return /[",;\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
