import type { PlanMessages } from "../plan.js";

/** The English messages of plans. */
export const plan: PlanMessages = {
  standardInput: "standard input",
  mustBeUtf8: (line, encoding) =>
    `must be UTF-8${line === undefined ? "." : `, and line ${line} is not.`}` +
    (encoding === undefined ? "" : ` It looks like ${encoding}: save it as UTF-8.`),
  keyTwice: (position, first) => `must not have a key twice in an object: ${at(position)}, and before in ${at(first)}.`,
  mustBeJson: (words, position) => `must be JSON: ${words} in ${at(position)}.`,
  nestedTooDeeply: "must be JSON, nested less deeply.",
  atLine: (line) => `line ${line}`,
  keyRequired: "--key is required for a spreadsheet: your name of the payment, such as salaries-2026-11.",
  keyMismatch: "the key that is given must be the key of the plan in the file.",
  onlyForSheets: (options) => `${options.join(", ")} must not be given with a JSON plan: the plan itself says it.`,
  mapForm: (fields) => `--map must be COLUMN=FIELD, and FIELD one of ${fields.join(", ")}.`,
  totalForm:
    "--expect-total must be an amount above zero, such as 1250.50 or 1.250,50, or one with its currency: 1250.50 USD.",
  mapTwice: (column) => `--map must be given once for a column, and ${column} is given twice.`,
  totalTwice: (currency) => `--expect-total must be given once for a currency, and ${currency} is given twice.`,
  faults: (count) => `has ${count === 1 ? "1 fault" : `${count} faults`}, and nothing was sent:`,
  ignoredColumns: (headings) => `Columns that are not read: ${headings}.`,
};

function at({ line, column }: { line: number; column: number }): string {
  return `line ${line}, column ${column}`;
}
