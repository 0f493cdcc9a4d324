import { existsSync } from "node:fs";
import type { Locale } from "@iyzico-mass-payout/client";
import { createFileStore } from "@iyzico-mass-payout/client/file-store";
import { readPayment, reportOf } from "@iyzico-mass-payout/client/payment";
import { payMessages, payoutsMessages, planMessages, reportMessages } from "../messages/catalogs.js";
import type { ReportMessages } from "../messages/report.js";
import { printable } from "../terminal/printable.js";
import { type AccountCodes, bookRows } from "../views/report/books.js";
import { formatCsv } from "../views/report/csv.js";
import type { ReportDetails } from "../views/report/details.js";
import { divideRows } from "../views/report/divide-rows.js";
import { readAccountsFile } from "./accounts-file.js";
import type { CommandContext } from "./command.js";
import { exitCodes } from "./exit-codes.js";
import { type OutputFile, writeOutputFiles } from "./output-files.js";
import type { PlanSource, SheetFlags } from "./plan-file.js";
import { readPlanDetails } from "./report-plan.js";
import { UsageError } from "./usage-error.js";
import { dateOf } from "./wall-time.js";

/** A form of a report. */
export type ReportFormat = "html" | "csv" | "xlsx";

/** What `mass-payout report` takes. */
export interface ReportFlags extends SheetFlags {
  store: string;
  plan?: string;
  /** The profile that the payment was begun with: its address is part of what the plan is compared with. */
  profile?: string;
  format: ReportFormat;
  /** Where the report is written; stdout if it is left out. */
  out?: string;
  /** Whether files that exist are replaced. */
  force: boolean;
  accounts?: string;
  /** How many rows a CSV file may have, its heading not counted. */
  splitRows?: number;
}

/** What `mass-payout report` was called with. */
export interface ReportArguments extends ReportFlags {
  key: string;
}

/** `mass-payout report`: a stored payment as a page, or as rows for the books. It reads files and sends nothing. */
export async function runReport(args: ReportArguments, context: CommandContext): Promise<number> {
  const { key, out } = args;
  const { stdout, stderr, clock, locale } = context;
  await Promise.all(
    [payMessages, payoutsMessages, planMessages, reportMessages].map((messages) => messages.load(locale)),
  );
  const text = reportMessages.in(locale).command;
  checkArguments(args, context, text);
  const accounts = args.accounts === undefined ? undefined : readAccountsFile(args.accounts, locale);
  const stored = await createFileStore(args.store).load(key);
  if (stored === undefined) throw new UsageError(text.noPayment(printable(key)));
  const payment = readPayment(stored.payment, key);
  const details: ReportDetails = {
    payment: reportOf(payment),
    ...(args.plan !== undefined && {
      plan: await readPlanDetails(planSourceOf(args, args.plan), args.profile, payment, context),
    }),
    madeAt: dateOf(clock),
  };
  const contents = await createContents(details, args, accounts, locale);
  if (out === undefined) for (const content of contents) stdout.write(content);
  else {
    const files = nameFiles(contents, args);
    checkOlderParts(files, args, text);
    writeOutputFiles(files, args.force, locale);
    stderr.write(`${text.wrote(files.map(({ file }) => file))}\n`);
  }
  const notFinal = details.payment.ledger.filter(({ isFinal }) => !isFinal).length;
  if (args.format !== "html" && notFinal > 0) stderr.write(`${text.notFinal(notFinal)}\n`);
  return exitCodes.success;
}

/** The key is an argument of this command, and no flag. */
function planSourceOf({ key: sheetKey, ...flags }: ReportArguments, file: string): PlanSource {
  return { ...flags, file, sheetKey };
}

function checkArguments(
  { format, out, accounts, splitRows }: ReportArguments,
  { stdout }: CommandContext,
  text: ReportMessages["command"],
): void {
  if (format === "html" && accounts !== undefined) throw new UsageError(text.accountsNeedBooks);
  if (format === "xlsx" && out === undefined && stdout.isTTY) throw new UsageError(text.xlsxToTerminal);
  if (splitRows === undefined) return;
  if (format !== "csv") throw new UsageError(text.splitNeedsCsv);
  if (out === undefined) throw new UsageError(text.splitNeedsOut);
  if (splitRows < 2) throw new UsageError(text.splitTooSmall);
}

/** The report: one content, or several for a CSV that is split. */
async function createContents(
  details: ReportDetails,
  { format, splitRows }: ReportArguments,
  accounts: AccountCodes | undefined,
  locale: Locale,
): Promise<(string | Uint8Array)[]> {
  if (format === "csv") {
    const groups = bookRows(details, accounts, locale);
    const parts = splitRows === undefined ? [groups.flat()] : divideRows(groups, splitRows);
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

function nameFile({ out = "", splitRows }: ReportArguments, index: number): string {
  return splitRows === undefined ? out : out.replace(/(\.[^./\\]*)?$/, `-${index + 1}$1`);
}

/** A part that an earlier report had and this one has not would be booked with the new ones. */
function checkOlderParts(files: readonly OutputFile[], args: ReportArguments, text: ReportMessages["command"]): void {
  const next = nameFile(args, files.length);
  if (args.splitRows !== undefined && existsSync(next)) throw new UsageError(text.olderPart(next));
}
