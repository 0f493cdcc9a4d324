import type { SheetsMessages } from "../sheets.js";

/** The English messages of spreadsheets. */
export const sheets: SheetsMessages = {
  place({ row, column, cell }) {
    if (row === undefined) return String(column);
    const address = cell === undefined ? "" : ` (${cell})`;
    return `row ${row}${column === undefined ? "" : `, column ${column}`}${address}`;
  },
  faults: {
    missing: "is required",
    "wrong-type": "must be a text",
    empty: "must not be empty",
    "unknown-value": "must be one of the known values: {detail}",
    "not-normalised": "must be in Unicode form NFC, without white space around it",
    "unsafe-text":
      "must not contain control characters, invisible characters in an id, or U+FFFD, which stands for broken text",
    repeated: "must be unique, and an earlier row has the same",
    "not-an-amount": "must be an amount, such as 1250.50 or 1.250,50",
    "too-many-decimals": "must not have more than two decimals",
    "not-above-zero": "must be above zero",
    "several-currencies": "must be the same currency as in the first row",
    "iban-format": "must be an IBAN: TR and 24 digits, or the form of its country",
    "iban-checksum": "must be an IBAN with correct check digits: it is mistyped",
    "identity-number": "must be an identity number: 11 digits with correct check digits",
    phone: "must be a phone number of Turkey, such as +90 555 555 55 55 or 0555 555 55 55",
    "unsupported-file": "the file must be CSV or XLSX, and not {detail}: save it as XLSX or CSV",
    undecodable: "the file must be UTF-8 or windows-1254, and line {detail} is neither: save it as “CSV UTF-8”",
    "ambiguous-encoding":
      "the file can be read as UTF-8 or as windows-1254, and line {detail} has other letters in each: save it as “CSV UTF-8”",
    "control-characters":
      "the file must not contain control characters, and line {detail} has one: save it as “CSV UTF-8”",
    damaged: "the file must be a whole XLSX: it cannot be opened. Open it in a spreadsheet program and save it again",
    "file-too-large": "the file must not be larger than {detail}",
    "too-many-rows": "the file must not have more than {detail} rows",
    "too-many-columns": "the file must not have more than {detail} columns",
    "cell-too-long": "a row must not have more than {detail} characters: a quotation mark may be missing",
    "unclosed-quote": "a quotation mark that begins a cell must be closed at its end",
    "misplaced-quote": "a quotation mark inside a cell must be doubled, and the cell enclosed in quotation marks",
    "several-sheets": "which worksheet to read must be named, with --sheet: {detail}",
    "sheet-not-found": "--sheet must name a worksheet of the file: {detail}",
    "no-headings": "one of the first 20 rows must have headings, such as {detail}",
    "no-rows": "at least one row must have a recipient",
    "missing-column": "a column is required: {detail}",
    "duplicate-heading": "the heading must be unique",
    "duplicate-field":
      "must not mean the same as column {detail}. Say which one is read: --map 'HEADING=ignore' for the other",
    "similar-heading":
      "is not read, although it resembles {detail}. Say what it is: --map 'HEADING=FIELD', or --map 'HEADING=ignore'",
    "unread-column":
      "is not read, although it may say which rows are to be paid. Remove the rows that are not, then say --map 'HEADING=ignore'",
    "unread-currency":
      "is not read, although its cells name currencies. Say what it is: --map 'HEADING=currency', or --map 'HEADING=ignore'",
    "cell-without-heading": "a cell must have a heading above it: a separator may be in a text without quotation marks",
    "unknown-mapped-column": "--map must name a heading of the file, and {detail} is none",
    "row-above-headings":
      "must not be above the headings, where nothing is read: move the headings to the top, or delete the row if it is no payment",
    "hidden-row": "a row with content must not be hidden: show it, or delete it",
    "hidden-column": "a column that is read must not be hidden: show it, or delete it",
    "merged-cells": "cells that are read must not be merged",
    "struck-through": "must not be struck through: delete the row if it is not to be paid, or remove the strikethrough",
    "ambiguous-amount":
      "can be read in two ways, such as 1.234 as 1234 or as 1.23: write it with two decimals, or give --decimal comma or --decimal point",
    "split-amount":
      'may lack the decimals that are in the next cell: write it with two decimals, such as 100.50 or 100.00, or in quotation marks: "100,50"',
    "unit-in-amount": "must have digits only, without currency, unit or text: the currency has a column of its own",
    "sign-in-amount": "must have no sign and no parentheses",
    "lost-digits": "has lost digits or leading zeros, or may have: format the cell as text and enter it again",
    "shown-differently": "must show its value: its number format shows another one",
    date: "must not be a date: format the cell as text and enter it again",
    boolean: "must not be a logical value (TRUE or FALSE)",
    "error-value": "must not be an error, such as #N/A",
    "formula-without-value":
      "has a formula without a stored value: open the file in a spreadsheet program and save it again",
    "recipient-missing": "a recipient is required: {detail}. If the row is a total, remove it and use --expect-total",
    "several-recipients": "must be the only recipient of the row, and {detail} is filled too",
    "recipient-type-mismatch": "must agree with the column that is filled",
    "currency-missing": "is required in every row of this column: {detail}; or --currency for all rows that have none",
    "currency-mismatch": "names another currency than {detail}",
    "count-mismatch": "the number of rows must be the one given with --expect-count: {detail}",
    "total-mismatch": "the sum must be the one given with --expect-total: {detail}",
  },
  unsupported: {
    xls: "an old .xls, or an .xlsx protected by a password",
    ods: "an .ods",
    xlsb: "an .xlsb",
    pdf: "a PDF",
    html: "HTML (some banks name it .xls)",
    xml: "XML",
    archive: "another archive",
    binary: "another binary file",
  },
  headings: {
    recipientName: "Name",
    iban: "IBAN",
    identityNumber: "Identity Number",
    phone: "Phone",
    memberId: "Member ID",
    amount: "Amount",
    currency: "Currency",
    description: "Description",
  },
  worksheet: "Payments",
  or: " or ",
  expected: (expected, found) => `${expected} expected, ${found} found`,
};
