/** A position in a JSON file, counted from 1. */
export interface JsonPosition {
  line: number;
  column: number;
}

/** What is said of a plan that is read from a file. */
export interface PlanMessages {
  /** What `-` is called. */
  standardInput: string;
  /** `line`: the first that is not UTF-8; `encoding`: what it looks like. These follow the name of the file. */
  mustBeUtf8(line: number | undefined, encoding: string | undefined): string;
  keyTwice(position: JsonPosition, first: JsonPosition): string;
  /** `words` are the parser's, in English. */
  mustBeJson(words: string, position: JsonPosition): string;
  nestedTooDeeply: string;
  atLine(line: number): string;
  keyRequired: string;
  keyMismatch: string;
  onlyForSheets(options: readonly string[]): string;
  /** `--map` must be COLUMN=FIELD. */
  mapForm(fields: readonly string[]): string;
  totalForm: string;
  /** `--map` is given twice for a column, and `--expect-total` for a currency. */
  mapTwice(column: string): string;
  totalTwice(currency: string): string;
  /** Heads the faults of a file. */
  faults(count: number): string;
  /** Columns that are not read. */
  ignoredColumns(headings: string): string;
}
