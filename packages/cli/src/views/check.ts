import type { Amount, Locale, Purpose } from "@iyzico-mass-payout/client";
import { checkMessages } from "../messages/catalogs.js";
import { formatSums } from "../terminal/money.js";
import { printable } from "../terminal/printable.js";
import { alignColumns } from "../terminal/table.js";
import { wrapText } from "../terminal/wrap-text.js";

/** What `check` found out about a plan without faults. `--json` prints it. Nothing in it is of a recipient. */
export interface CheckReport {
  file: string;
  key: string;
  externalId: string;
  purpose: Purpose | undefined;
  recipients: number;
  sums: Readonly<Record<string, Amount>>;
  /** Recipients by bank. */
  banks: readonly BankTotal[];
  /** Items of the same recipient: where they are in the file, and whether they differ in nothing but their id. */
  repeated: readonly { positions: readonly number[]; isIdentical: boolean }[];
  /** Whether `pay` would ask for an approval in any case. */
  requiresApproval: boolean;
  ignoredColumns: readonly string[];
  faults: readonly [];
}

/** The recipients of one bank. */
export interface BankTotal {
  /** The code in the IBAN; `null` for an IBAN of another country and for recipients without an IBAN. */
  code: string | null;
  /** The name of the bank, if it is known. */
  name: string | null;
  kind: "bank" | "foreign-iban" | "no-iban";
  recipients: number;
  sums: Readonly<Record<string, Amount>>;
}

/** How a report of `check` is shown. */
export interface CheckView {
  locale: Locale;
  /** Whether positions are rows of a spreadsheet. */
  isSheet: boolean;
}

/** The report as text. */
export function formatCheck(report: CheckReport, { locale, isSheet }: CheckView): string {
  const text = checkMessages.in(locale);
  const { key, externalId, purpose, recipients, sums, banks, repeated, requiresApproval, ignoredColumns } = report;
  const summary = [
    [text.key, printable(key)],
    [text.purpose, purpose ?? text.noPurpose],
    [text.sum, `${formatSums(sums, locale)}, ${text.recipients(recipients)}`],
  ];
  const bankRows = banks.map((bank) => [
    `  ${nameOfBank(bank, locale)}`,
    text.recipients(bank.recipients),
    formatSums(bank.sums, locale),
  ]);
  const repeatedLines = repeated.map(({ positions, isIdentical }) => {
    const numbers = positions.join(", ");
    return `  ${isSheet ? text.rows(numbers) : text.lines(numbers)}${isIdentical ? ` (${text.identical})` : ""}`;
  });
  const forecast = [
    text.wouldSend(recipients, printable(externalId)),
    requiresApproval ? text.wouldAsk : text.wouldAuthorise(formatSums(sums, locale)),
    text.wouldContinue,
  ].join(" ");
  const lines = [
    `${printable(report.file)}: ${text.noFaults}`,
    "",
    ...alignColumns(["left", "left"], summary),
    "",
    `${text.banks}:`,
    ...alignColumns(["left", "right", "right"], bankRows),
    ...(repeated.length === 0 ? [] : ["", `${text.repeated}:`, ...repeatedLines]),
    ...(ignoredColumns.length === 0
      ? []
      : ["", ...wrapText(printable(text.ignoredColumns(ignoredColumns.join(", "))))]),
    "",
    ...wrapText(forecast),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function nameOfBank({ kind, code, name }: BankTotal, locale: Locale): string {
  const text = checkMessages.in(locale);
  if (kind === "foreign-iban") return text.foreignBank;
  if (code === null) return text.noIban;
  return name === null ? text.unknownBank(code) : `${name} (${code})`;
}

/** Faults as text. `name` is the file's. */
export function formatCheckFaults(name: string, faults: readonly { message: string }[], locale: Locale): string {
  const text = checkMessages.in(locale);
  const lines = [
    `${name} ${text.faults(faults.length)}`,
    ...faults.map(({ message }) => `- ${message}`),
    text.wouldSendNothing,
  ];
  return lines.map((line) => `${printable(line)}\n`).join("");
}
