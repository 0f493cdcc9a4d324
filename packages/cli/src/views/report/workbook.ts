import type { Amount, Locale } from "@iyzico-mass-payout/client";
import type { Cell, Row, Sheet } from "write-excel-file/node";
import { payMessages, payoutsMessages, reportMessages } from "../../messages/catalogs.js";
import { printable } from "../../terminal/printable.js";
import { formatTime } from "../../terminal/time.js";
import { sortByState } from "../state-order.js";
import { type AccountCodes, amountColumns, bookColumns, bookRows } from "./books.js";
import { itemsOf, type ReportDetails } from "./details.js";
import { formatOutcome } from "./outcome.js";
import { formatReason } from "./reason.js";

/** Writes a report as an XLSX file with three sheets: the recipients, the books with the columns of the CSV, and the ids. */
export async function createWorkbook(
  details: ReportDetails,
  accounts: AccountCodes | undefined,
  locale: Locale,
): Promise<Buffer> {
  // On demand, because it takes as long to load as the rest of the command.
  const { default: writeExcelFile } = await import("write-excel-file/node");
  return writeExcelFile(
    [recipientsSheet(details, locale), booksSheet(details, accounts, locale), aboutSheet(details, locale)],
    {
      fontFamily: "Calibri",
      fontSize: 11,
    },
  ).toBuffer();
}

function recipientsSheet(details: ReportDetails, locale: Locale): Sheet<never> {
  const { recipients, sheets } = reportMessages.in(locale);
  const { columns, states } = payoutsMessages.in(locale);
  const hasPlan = details.plan !== undefined;
  const headings = [
    columns.item,
    ...(hasPlan ? [columns.recipient, columns.account, recipients.description] : []),
    columns.amount,
    columns.commission,
    recipients.currency,
    columns.state,
    recipients.reason,
    recipients.finalAt,
    recipients.referenceCode,
  ];
  const rows = sortByState(itemsOf(details)).map((item) => [
    textCell(item.itemExternalId),
    ...(hasPlan
      ? [
          textCell(item.recipientName),
          textCell(item.recipientMasked && `${item.recipientType} ${item.recipientMasked}`),
          textCell(item.description),
        ]
      : []),
    amountCell(item.amount),
    amountCell(item.commissionAmount),
    textCell(item.currency),
    textCell(states[item.state]),
    textCell(formatReason(item, locale)),
    textCell(item.finalAt === undefined ? undefined : formatTime(item.finalAt)),
    textCell(item.referenceCode),
  ]);
  const widths = hasPlan ? [24, 28, 22, 28, 16, 14, 9, 16, 60, 22, 38] : [24, 16, 14, 9, 16, 60, 22, 38];
  return sheetOf(sheets.recipients, headings, rows, widths);
}

function booksSheet(details: ReportDetails, accounts: AccountCodes | undefined, locale: Locale): Sheet<never> {
  const rows = bookRows(details, accounts, locale)
    .flat()
    .map((row) =>
      bookColumns.map((column) => (amountColumns.includes(column) ? amountCell(row[column]) : textCell(row[column]))),
    );
  return sheetOf(
    reportMessages.in(locale).sheets.books,
    bookColumns,
    rows,
    bookColumns.map(() => 18),
  );
}

function aboutSheet(details: ReportDetails, locale: Locale): Sheet<never> {
  const text = reportMessages.in(locale);
  const { key, externalId, requestId, settledAt } = details.payment;
  const rows = [
    [text.ids.key, key],
    [text.ids.externalId, externalId],
    [text.ids.requestId, requestId],
    [text.ids.address, details.plan?.address],
    [payMessages.in(locale).times.settled, settledAt === undefined ? undefined : formatTime(settledAt)],
    ["", formatOutcome(details.payment, locale)],
    ["", text.notAReceipt],
    ["", text.madeAt(formatTime(details.madeAt))],
  ];
  const cells = rows.map((row) => row.map(textCell));
  return { sheet: text.sheets.about, data: cells, columns: [{ width: 30 }, { width: 90 }] };
}

function sheetOf(
  sheet: string,
  headings: readonly string[],
  rows: readonly Row[],
  widths: readonly number[],
): Sheet<never> {
  const heading = headings.map((value) => ({ value, type: String, fontWeight: "bold" as const }));
  return { sheet, data: [heading, ...rows], columns: widths.map((width) => ({ width })), stickyRowsCount: 1 };
}

/** A text cell stays what it is: no formula, no number, no date. */
function textCell(value: string | undefined): Cell {
  return value ? { value: printable(value), type: String, format: "@" } : null;
}

/** A number holds 15 digits in a spreadsheet program. An amount with more of them is written as text, and is exact too. */
function amountCell(amount: Amount | undefined): Cell {
  if (amount === undefined) return null;
  const [integer = "", decimals = ""] = amount.replace(/(\.\d*?)0+$/, "$1").split(".");
  const isExact = integer.replace(/^-?0*/, "").length + decimals.length <= 15;
  if (!isExact) return { value: amount, type: String, format: "@", align: "right" };
  return { value: Number(amount), type: Number, format: `#,##0.${"0".repeat(Math.max(2, decimals.length))}` };
}
