import type { RequestFaultReason } from "@iyzico-mass-payout/client";

/**
 * Why a spreadsheet cannot be read as a plan: the reasons of the client, and those that only a spreadsheet has.
 *
 * - `unsupported-file`, `undecodable`, `ambiguous-encoding`, `control-characters`, `damaged`, `file-too-large`, `too-many-rows`,
 *   `too-many-columns`, `cell-too-long`: the file cannot be read at all.
 * - `unclosed-quote`, `misplaced-quote`: a quotation mark of a CSV file has no partner, or stands inside a cell.
 * - `row-above-headings`: a row that has a recipient or an amount would not be read.
 * - `several-sheets`, `sheet-not-found`: which worksheet is meant is not clear.
 * - `no-headings`, `no-rows`, `missing-column`: something is not there.
 * - `duplicate-heading`, `duplicate-field`, `similar-heading`, `unread-column`, `unread-currency`,
 *   `cell-without-heading`, `unknown-mapped-column`: what a column means is not clear.
 * - `hidden-row`, `hidden-column`, `merged-cells`, `struck-through`: not every reader of the sheet sees what would be paid.
 * - `ambiguous-amount`: "1.234" is either 1234 or 1.234.
 * - `split-amount`: the comma of an amount may have divided it into two cells.
 * - `unit-in-amount`, `sign-in-amount`: an amount must have digits and separators only.
 * - `lost-digits`: a number cell has lost digits or leading zeros, or may have.
 * - `shown-differently`: the format of a number cell does not show its value.
 * - `date`, `boolean`, `error-value`, `formula-without-value`: a cell has no text and no number.
 * - `recipient-missing`, `several-recipients`, `recipient-type-mismatch`: who is paid is not clear.
 * - `currency-missing`: a row has none, although the sheet has a column for it.
 * - `currency-mismatch`: two places name different currencies.
 * - `count-mismatch`, `total-mismatch`: a control total differs.
 */
export type SheetFaultCode =
  // The others are of calls that no spreadsheet makes.
  | Exclude<
      RequestFaultReason,
      | "above-limit"
      | "already-set"
      | "not-repayable"
      | "number-for-amount"
      | "out-of-range"
      | "superseded"
      | "unfit-supersedes"
      | "unknown-field"
      | "unsafe-in-path"
    >
  | "unsupported-file"
  | "undecodable"
  | "ambiguous-encoding"
  | "control-characters"
  | "damaged"
  | "file-too-large"
  | "too-many-rows"
  | "too-many-columns"
  | "cell-too-long"
  | "unclosed-quote"
  | "misplaced-quote"
  | "several-sheets"
  | "sheet-not-found"
  | "no-headings"
  | "no-rows"
  | "missing-column"
  | "duplicate-heading"
  | "duplicate-field"
  | "similar-heading"
  | "unread-column"
  | "unread-currency"
  | "cell-without-heading"
  | "unknown-mapped-column"
  | "row-above-headings"
  | "hidden-row"
  | "hidden-column"
  | "merged-cells"
  | "struck-through"
  | "ambiguous-amount"
  | "split-amount"
  | "unit-in-amount"
  | "sign-in-amount"
  | "lost-digits"
  | "shown-differently"
  | "date"
  | "boolean"
  | "error-value"
  | "formula-without-value"
  | "recipient-missing"
  | "several-recipients"
  | "recipient-type-mismatch"
  | "currency-missing"
  | "currency-mismatch"
  | "count-mismatch"
  | "total-mismatch";

/** The kinds of files that are refused by their name. */
export type UnsupportedFile = "xls" | "ods" | "xlsb" | "pdf" | "html" | "xml" | "archive" | "binary";

/** Where a fault is, as a spreadsheet shows it. */
export interface FaultPlace {
  /** Counted from 1. */
  row?: number | undefined;
  /** The heading of the column. */
  column?: string | undefined;
  /** Such as "D7". */
  cell?: string | undefined;
}

/** The faults of spreadsheets, and the headings of the template. */
export interface SheetsMessages {
  /** "row 7, column IBAN (D7)"; without a row, the column is the name of an option. */
  place(place: FaultPlace): string;
  /**
   * What must be. A text with `{detail}` names what it is about: a kind of file, headings, worksheets, a limit or a sum, and
   * never the content of a cell.
   */
  faults: Readonly<Record<SheetFaultCode, string>>;
  unsupported: Readonly<Record<UnsupportedFile, string>>;
  /** The headings that the template has, and that a missing column is named by. */
  headings: Readonly<
    Record<
      "recipientName" | "iban" | "identityNumber" | "phone" | "memberId" | "amount" | "currency" | "description",
      string
    >
  >;
  /** The name of the template's worksheet. */
  worksheet: string;
  /** Joins alternatives: "IBAN or TCKN". */
  or: string;
  /** The detail of a control total that differs. */
  expected(expected: string, found: string): string;
}
