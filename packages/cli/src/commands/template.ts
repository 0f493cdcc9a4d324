import { sheetsMessages } from "../messages/catalogs.js";
import { formatCsvHeadings } from "../terminal/csv.js";
import type { CommandContext } from "./command.js";
import { exitCodes } from "./exit-codes.js";

/** What `mass-payout template` takes. */
export interface TemplateFlags {
  format: "csv" | "xlsx";
}

/** How many rows of the XLSX template are formatted as text, so that a spreadsheet keeps leading zeros and digits. */
const formattedRows = 1_000;

/** `mass-payout template`: prints an empty spreadsheet. */
export async function runTemplate({ format }: TemplateFlags, { stdout, locale }: CommandContext): Promise<number> {
  await sheetsMessages.load(locale);
  const { headings, worksheet } = sheetsMessages.in(locale);
  const columns = Object.values(headings);
  // Turkish spreadsheet programs open it, whatever the language of the headings.
  if (format === "csv") stdout.write(formatCsvHeadings(columns, "tr"));
  else stdout.write(await writeTemplate(columns, worksheet));
  return exitCodes.success;
}

async function writeTemplate(columns: readonly string[], worksheet: string): Promise<Uint8Array> {
  const { default: writeXlsxFile } = await import("write-excel-file/node");
  const text = { type: String, format: "@" } as const;
  const header = columns.map((heading) => ({ ...text, value: heading, fontWeight: "bold" as const }));
  const rows = Array.from({ length: formattedRows }, () => columns.map(() => text));
  const options = { sheet: worksheet, columns: columns.map(() => ({ width: 24 })), stickyRowsCount: 1 };
  return writeXlsxFile([header, ...rows], options).toBuffer();
}
