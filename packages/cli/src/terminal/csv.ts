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
 * Puts an apostrophe before a text that a spreadsheet program would read as a formula, as OWASP recommends: one that begins
 * with =, +, -, @, their full-width forms, or white space, which some programs remove first.
 */
export function protectCell(text: string): string {
  return /^[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\s]/.test(text) ? `'${text}` : text;
}

function quoteCell(cell: string, delimiter: string): string {
  return /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
