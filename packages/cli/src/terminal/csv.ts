import type { Locale } from "@iyzico-mass-payout/client";

// Written by hand, because it takes a few lines: RFC 4180, and the protection of texts but not of amounts.

/** Begins a CSV file: its byte order mark, without which spreadsheet programs do not read UTF-8, and its row of headings. */
export function formatCsvHeadings(headings: readonly string[], locale: Locale): string {
  return `\uFEFF${formatCsvRow(headings, locale)}`;
}

/**
 * Formats one row of a CSV file for the spreadsheet programs of a language: with semicolons in Turkish, where the comma is
 * the decimal sign, and with commas in English. Values that need it are quoted, and the row ends with CRLF.
 */
export function formatCsvRow(cells: readonly string[], locale: Locale): string {
  const delimiter = locale === "tr" ? ";" : ",";
  return `${cells.map((cell) => quoteCell(cell, delimiter)).join(delimiter)}\r\n`;
}

/**
 * Where a spreadsheet program may find the beginning of a formula: =, +, -, @ and their full-width forms, at the beginning of
 * a text or behind a sign that separates cells. A program with another list separator divides the text there.
 */
const formulaStart = /(^|[;,\t\r\n])(?=(?:[^\S\t\r\n]|["\p{Cf}])*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/gu;

/**
 * Puts an apostrophe before each part of a text that a spreadsheet program would read as a formula, as OWASP recommends, and
 * before white space and invisible characters, which some programs remove first.
 */
export function protectCell(text: string): string {
  const parts = text.replace(formulaStart, "$1'");
  return /^[\s\p{Cf}]/u.test(parts) ? `'${parts}` : parts;
}

function quoteCell(cell: string, delimiter: string): string {
  return /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
