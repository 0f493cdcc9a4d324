import { existsSync } from "node:fs";
import type { Locale } from "@iyzico-mass-payout/client";
import { createFileStore } from "@iyzico-mass-payout/client/file-store";
import { readPayment, reportOf } from "@iyzico-mass-payout/client/payment";
import { payMessages, payoutsMessages, reportMessages } from "../messages/catalogs.js";
import type { ReportMessages } from "../messages/report.js";
import { printable } from "../terminal/printable.js";
import { type AccountCodes, bookRows } from "../views/report/books.js";
import { formatCsv } from "../views/report/csv.js";
import type { ReportDetails } from "../views/report/details.js";
import { splitRows } from "../views/report/split-rows.js";
import { readAccountsFile } from "./accounts-file.js";
import { UsageError } from "./arguments.js";
import type { CommandContext } from "./command.js";
import { exitCodes } from "./exit-codes.js";
import { type OutputFile, writeOutputFiles } from "./output-files.js";
import { readPlanFile } from "./plan-file.js";
import { readPlanDetails } from "./report-plan.js";

/** The forms of a report. */
export const reportFormats = ["html", "csv", "xlsx"] as const;

/** What `mass-payout report` was called with. */
export interface ReportArguments {
  key: string;
  storeFolder: string;
  planFile: string | undefined;
  format: (typeof reportFormats)[number];
  /** Where the report is written; stdout if it is left out. */
  outFile: string | undefined;
  /** Whether files that exist are replaced. */
  isReplacing: boolean;
  accountsFile: string | undefined;
  /** How many rows a CSV file may have, its heading not counted. */
  maxRows: number | undefined;
  locale: Locale;
}

/** `mass-payout report`: a stored payment as a page, or as rows for the books. It reads files and sends nothing. */
export async function runReport(args: ReportArguments, context: CommandContext): Promise<number> {
  const { key, storeFolder, planFile, outFile, isReplacing, accountsFile, locale } = args;
  const { environment, stdout, stderr, clock } = context;
  await Promise.all([payMessages, payoutsMessages, reportMessages].map((messages) => messages.load(locale)));
  const text = reportMessages.in(locale).command;
  checkArguments(args, context, text);
  const accounts = accountsFile === undefined ? undefined : readAccountsFile(accountsFile, text);
  const plan = planFile === undefined ? undefined : { file: planFile, plan: readPlanFile(planFile) };
  const stored = await createFileStore(storeFolder).load(key);
  if (stored === undefined) throw new UsageError(text.noPayment(printable(key)));
  const payment = readPayment(stored.payment, key);
  const details: ReportDetails = {
    payment: reportOf(payment),
    ...(plan && { plan: await readPlanDetails(plan, payment, environment["IYZICO_BASE_URL"], text) }),
    madeAt: clock?.date?.() ?? Date.now(),
  };
  const contents = await createContents(details, args, accounts);
  if (outFile === undefined) for (const content of contents) stdout.write(content);
  else {
    const files = nameFiles(contents, args);
    checkOlderParts(files, args, text);
    writeOutputFiles(files, isReplacing, text);
    stderr.write(`${text.wrote(files.map(({ file }) => file))}\n`);
  }
  const notFinal = details.payment.ledger.filter(({ isFinal }) => !isFinal).length;
  if (args.format !== "html" && notFinal > 0) stderr.write(`${text.notFinal(notFinal)}\n`);
  return exitCodes.success;
}

function checkArguments(
  { format, outFile, accountsFile, maxRows }: ReportArguments,
  { stdout }: CommandContext,
  text: ReportMessages["command"],
): void {
  if (format === "html" && accountsFile !== undefined) throw new UsageError(text.accountsNeedBooks);
  if (format === "xlsx" && outFile === undefined && stdout.isTTY) throw new UsageError(text.xlsxToTerminal);
  if (maxRows === undefined) return;
  if (format !== "csv") throw new UsageError(text.splitNeedsCsv);
  if (outFile === undefined) throw new UsageError(text.splitNeedsOut);
  if (maxRows < 2) throw new UsageError(text.splitTooSmall);
}

/** The report: one content, or several for a CSV that is split. */
async function createContents(
  details: ReportDetails,
  { format, maxRows, locale }: ReportArguments,
  accounts: AccountCodes | undefined,
): Promise<(string | Uint8Array)[]> {
  if (format === "csv") {
    const groups = bookRows(details, accounts, locale);
    const parts = maxRows === undefined ? [groups.flat()] : splitRows(groups, maxRows);
    return parts.map((rows) => formatCsv(rows, locale));
  }
  if (format === "xlsx") {
    const { createWorkbook } = await import("../views/report/workbook.js");
    return [await createWorkbook(details, accounts, locale)];
  }
  const { formatPage } = await import("../views/report/page.js");
  return [formatPage(details, locale)];
}

/** "books.csv" is split into "books-1.csv", "books-2.csv", also if there is one part only. */
function nameFiles(contents: readonly (string | Uint8Array)[], args: ReportArguments): OutputFile[] {
  return contents.map((content, index) => ({ file: nameFile(args, index), content }));
}

function nameFile({ outFile = "", maxRows }: ReportArguments, index: number): string {
  return maxRows === undefined ? outFile : outFile.replace(/(\.[^./\\]*)?$/, `-${index + 1}$1`);
}

/** A part that an earlier report had and this one has not would be booked with the new ones. */
function checkOlderParts(files: readonly OutputFile[], args: ReportArguments, text: ReportMessages["command"]): void {
  const next = nameFile(args, files.length);
  if (args.maxRows !== undefined && existsSync(next)) throw new UsageError(text.olderPart(next));
}
