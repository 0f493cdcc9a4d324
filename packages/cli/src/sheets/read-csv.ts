import { CsvError, type Options, parse } from "csv-parse/sync";
import type { Row, Sheet } from "./cell.js";
import { decodeText } from "./decode-text.js";
import { UnreadableSheet } from "./fault.js";
import { maxColumns, maxRowCells, maxRowCharacters, maxRows } from "./limits.js";

const delimiters = [";", ",", "\t"] as const;

/**
 * Reads a CSV file. The delimiter is the one with which the rows at the beginning have the most known headings; the line
 * `sep=;` of Excel decides it, and is no row.
 *
 * @param countHeadings how many headings the best of some rows has.
 * @param maxHeadingRows how many rows at the beginning may be the headings.
 * @throws {UnreadableSheet}
 */
export function readCsv(
  bytes: Uint8Array,
  countHeadings: (rows: readonly Row[]) => number,
  maxHeadingRows: number,
): Sheet {
  const text = decodeText(bytes);
  const [line = "", separator] = /^"?sep=([;,\t])"?(?:\r\n|\n|\r|$)/i.exec(text) ?? [];
  const content = text.slice(line.length);
  checkLineLengths(content);
  const delimiter = separator ?? detectDelimiter(content, countHeadings, maxHeadingRows);
  const rows = parseRows(content, delimiter);
  // A spreadsheet does not show the line either.
  const unseen = { hiddenRows: new Set<number>(), hiddenColumns: new Set<number>(), struckCells: new Set<string>() };
  return { rows, ...unseen, mergedCells: [], delimiter };
}

function detectDelimiter(
  text: string,
  countHeadings: (rows: readonly Row[]) => number,
  maxHeadingRows: number,
): string {
  const counts = delimiters.map((delimiter) => {
    try {
      return countHeadings(parseRows(text, delimiter, { to: maxHeadingRows }));
    } catch {
      // A quotation mark that is misplaced with a wrong delimiter. With the right one, it is reported.
      return 0;
    }
  });
  return delimiters[counts.indexOf(Math.max(...counts))] as string;
}

function parseRows(text: string, delimiter: string, { to }: { to?: number } = {}): Row[] {
  const options: Options = {
    delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    // Each row keeps its number.
    skip_empty_lines: false,
    relax_column_count: true,
    max_record_size: maxRowCharacters,
    to: to ?? maxRows + 1,
    on_record(record: string[], { records: row }) {
      if (record.length > maxRowCells) throw tooManyColumns(row);
      return record;
    },
  };
  let records: string[][];
  try {
    records = parse(text, options);
  } catch (error) {
    throw csvFaultOf(error);
  }
  if (records.length > maxRows && to === undefined)
    throw new UnreadableSheet("too-many-rows", { detail: String(maxRows) });
  return records.map((record, index) => {
    const cells = record.map((cell) => (cell.trim() === "" ? undefined : ({ kind: "text", text: cell } as const)));
    if (cells.findLastIndex((cell) => cell !== undefined) >= maxColumns) {
      throw tooManyColumns(index + 1);
    }
    return cells;
  });
}

/** The parser does not limit a row of separators alone. */
function checkLineLengths(text: string): void {
  let [row, start] = [1, 0];
  for (let index = 0; index <= text.length; index += 1) {
    const isEnd = index === text.length || text[index] === "\n" || text[index] === "\r";
    if (!isEnd) continue;
    if (index - start > maxRowCharacters) {
      throw new UnreadableSheet("cell-too-long", { row, detail: String(maxRowCharacters) });
    }
    if (text[index] !== "\r" || text[index + 1] !== "\n") row += 1;
    start = index;
  }
}

function tooManyColumns(row: number): UnreadableSheet {
  return new UnreadableSheet("too-many-columns", { row, detail: String(maxColumns) });
}

function csvFaultOf(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  // The parser counts the records that it has finished.
  const row = Number(error["records"]) + 1;
  switch (error.code) {
    case "CSV_QUOTE_NOT_CLOSED":
      return new UnreadableSheet("unclosed-quote", { row });
    case "CSV_MAX_RECORD_SIZE":
      return new UnreadableSheet("cell-too-long", { row, detail: String(maxRowCharacters) });
    default:
      return new UnreadableSheet("misplaced-quote", { row });
  }
}
