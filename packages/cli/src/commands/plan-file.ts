import { readFileSync, statSync } from "node:fs";
import { extname } from "node:path";
import {
  type Amount,
  type Currency,
  type InitChecks,
  isMassPayoutError,
  type Locale,
  type PayoutPlan,
  type Purpose,
  type RequestFault,
} from "@iyzico-mass-payout/client";
import { readPlan as checkPlan } from "@iyzico-mass-payout/client/payment";
import { errorsMessages, planMessages, sheetsMessages, usageMessages } from "../messages/catalogs.js";
import { type DecimalSign, readAmountText } from "../sheets/amount.js";
import { type ColumnMap, type SheetField, sheetFields } from "../sheets/columns.js";
import { findTotalFaults } from "../sheets/control-totals.js";
import { describeFault } from "../sheets/fault.js";
import { foldText } from "../sheets/fold-text.js";
import { formatBytes, maxFileBytes } from "../sheets/limits.js";
import { readSheet } from "../sheets/read-sheet.js";
import { printable } from "../terminal/printable.js";
import type { CommandContext } from "./command.js";
import { reading } from "./files.js";
import { parsePlanJson } from "./plan-json.js";
import { InputError, type PlanFault, UsageError } from "./usage-error.js";

/** The flags that say how to read a spreadsheet. */
export interface SheetFlags {
  purpose?: Purpose;
  currency?: Currency;
  decimal?: DecimalSign;
  /** Each is COLUMN=FIELD. */
  map?: readonly string[];
  sheet?: string;
}

/** The flags of a command that reads a plan which may be new. */
export interface PlanFlags extends SheetFlags {
  key?: string;
  expectCount?: number;
  /** Each is an amount, or one with its currency. */
  expectTotal?: readonly string[];
}

/** The flag that switches checks of the client off. */
export interface SkipCheckFlag {
  skipCheck?: readonly (keyof InitChecks)[];
}

/** The checks of the client that a call leaves on and off. */
export function checksOf({ skipCheck = [] }: SkipCheckFlag): InitChecks {
  return Object.fromEntries(skipCheck.map((name) => [name, false]));
}

/** Where a plan is read from, and how. */
export interface PlanSource extends PlanFlags {
  /** The path of a JSON, CSV or XLSX file, or `-` for standard input. */
  file: string;
  /** The key of a spreadsheet's plan, where the call names it in another way than with `--key`. */
  sheetKey?: string;
  /** The checks of the client to switch off. */
  checks?: InitChecks | undefined;
}

/** What was read of a file. */
export interface InspectedPlan {
  /** What messages call the file. */
  name: string;
  /** `undefined` if there are faults. */
  plan: PayoutPlan | undefined;
  faults: readonly PlanFault[];
  /** The headings of the columns of a spreadsheet that were not read. */
  ignoredColumns: readonly string[];
  /** Where an item is in the file: the row of a spreadsheet, or the line of a JSON file, counted from 1. */
  positionOf(item: number): number;
  isSheet: boolean;
}

/**
 * Reads a plan for a command that needs it without faults. Says on stderr which columns of a spreadsheet were not read.
 *
 * @throws {InputError} with all faults of the plan.
 * @throws {UsageError} if the file cannot be read, or the flags do not fit it.
 */
export async function readPlan(source: PlanSource, context: CommandContext): Promise<PayoutPlan> {
  const { name, plan, faults, ignoredColumns } = await inspectPlan(source, context);
  const text = planMessages.in(context.locale);
  if (plan === undefined) throw new InputError(`${name} ${text.faults(faults.length)}`, faults);
  if (ignoredColumns.length > 0) {
    context.stderr.write(`${printable(text.ignoredColumns(ignoredColumns.join(", ")))}\n`);
  }
  return plan;
}

/**
 * Reads a plan with all of its faults. The content says whether it is JSON or a spreadsheet, unless the file's name does.
 *
 * @throws {UsageError} if the file cannot be read, or the flags do not fit it.
 */
export async function inspectPlan(
  source: PlanSource,
  { stdin, locale }: Pick<CommandContext, "stdin" | "locale">,
): Promise<InspectedPlan> {
  await Promise.all(
    [planMessages, sheetsMessages, errorsMessages, usageMessages].map((messages) => messages.load(locale)),
  );
  const { file } = source;
  const name = file === "-" ? planMessages.in(locale).standardInput : file;
  const bytes = await readBytes(file, name, stdin, locale);
  return isJson(file, bytes) ? inspectJson(bytes, name, source, locale) : inspectSheet(bytes, name, source, locale);
}

async function readBytes(file: string, name: string, stdin: CommandContext["stdin"], locale: Locale): Promise<Buffer> {
  const tooLarge = () => {
    const { message } = describeFault({ code: "file-too-large", detail: formatBytes(maxFileBytes) }, locale);
    return new UsageError(`${name}: ${message}.`);
  };
  if (file === "-") {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of stdin) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > maxFileBytes) throw tooLarge();
      chunks.push(bytes);
    }
    return Buffer.concat(chunks);
  }
  return reading(name, locale, () => {
    // Before it is read: it may be larger than the memory.
    if (statSync(file).size > maxFileBytes) throw tooLarge();
    return readFileSync(file);
  });
}

function isJson(file: string, bytes: Buffer): boolean {
  const extension = extname(file).toLowerCase();
  if (extension === ".json") return true;
  if (extension === ".csv" || extension === ".xlsx") return false;
  // Also in UTF-16, which is then refused by its name.
  return /^[^\x20-\x7e]*\s*[{[]/.test(bytes.subarray(0, 100).toString("latin1"));
}

async function inspectJson(bytes: Buffer, name: string, source: PlanSource, locale: Locale): Promise<InspectedPlan> {
  const text = planMessages.in(locale);
  const { key, checks } = source;
  const forSheets = (["purpose", "currency", "decimal", "map", "sheet"] as const).filter(
    (flag) => source[flag] !== undefined,
  );
  if (forSheets.length > 0) throw new UsageError(text.onlyForSheets(forSheets.map((flag) => `--${flag}`)));
  const { content, lineOf } = parsePlanJson(bytes, name, locale);
  const plan = content as PayoutPlan;
  if (key !== undefined && plan?.key !== key) throw new UsageError(text.keyMismatch);
  const faults = (await requestFaultsOf(plan, checks)).map((fault): PlanFault => {
    const line = lineOf(fault.field);
    const reason = errorsMessages.in(locale).fault(fault);
    return { code: fault.reason, field: fault.field, line, message: `${text.atLine(line)}: ${reason}` };
  });
  if (faults.length === 0) {
    const totals = findTotalFaults(plan.items, controlTotalsOf(source, locale), locale);
    faults.push(...totals.map((fault) => describeFault(fault, locale)));
  }
  return {
    name,
    plan: faults.length === 0 ? plan : undefined,
    faults,
    ignoredColumns: [],
    positionOf: (item) => lineOf(`items[${item}]`),
    isSheet: false,
  };
}

async function requestFaultsOf(plan: PayoutPlan, checks: InitChecks | undefined): Promise<readonly RequestFault[]> {
  try {
    await checkPlan(plan, { checks });
    return [];
  } catch (error) {
    if (!isMassPayoutError(error) || error.faults.length === 0) throw error;
    return error.faults;
  }
}

async function inspectSheet(bytes: Buffer, name: string, source: PlanSource, locale: Locale): Promise<InspectedPlan> {
  const { sheetKey, key = sheetKey, purpose, currency, decimal, sheet, checks } = source;
  if (key === undefined) throw new UsageError(planMessages.in(locale).keyRequired);
  const { plan, faults, ignoredColumns, rows } = await readSheet(bytes, {
    key,
    purpose,
    currency,
    decimal,
    columns: columnMapOf(source.map ?? [], locale),
    sheet,
    locale,
    checks,
    ...controlTotalsOf(source, locale),
  });
  return { name, plan, faults, ignoredColumns, positionOf: (item) => rows[item] as number, isSheet: true };
}

function columnMapOf(mappings: readonly string[], locale: Locale): ColumnMap {
  const fields = [...sheetFields, "ignore"] as const;
  const entries = mappings.map((mapping) => {
    const end = mapping.lastIndexOf("=");
    const field = fields.find((known) => known === mapping.slice(end + 1).trim());
    const column = mapping.slice(0, Math.max(end, 0)).trim();
    if (field === undefined || column === "") throw new UsageError(planMessages.in(locale).mapForm(fields));
    return [column, field] as const;
  });
  const twice = findRepeated(entries, ([column]) => foldText(column));
  if (twice !== undefined) throw new UsageError(planMessages.in(locale).mapTwice(twice[0]));
  return Object.fromEntries<SheetField | "ignore">(entries);
}

/** The first of some entries whose key another one has before it. */
function findRepeated<Entry>(entries: readonly Entry[], keyOf: (entry: Entry) => string): Entry | undefined {
  const keys = entries.map(keyOf);
  return entries.find((_, index) => keys.indexOf(keys[index] as string) < index);
}

/** The control totals as the client's amounts. A sum is read as a cell of the sheet is. */
function controlTotalsOf(
  { expectCount, expectTotal, decimal }: PlanFlags,
  locale: Locale,
): { expectCount: number | undefined; expectTotal: Amount | Record<string, Amount> | undefined } {
  const totals = expectTotal?.map((total) => {
    const [, text = "", currency] = /^(.*?)(?:\s*([A-Z]{3}))?$/s.exec(total.trim()) as RegExpExecArray;
    const reading = readAmountText(text, decimal);
    if (!("amount" in reading)) throw new UsageError(planMessages.in(locale).totalForm);
    return { amount: reading.amount, currency };
  });
  const [first, ...others] = totals ?? [];
  if (first === undefined || (others.length === 0 && first.currency === undefined)) {
    return { expectCount, expectTotal: first?.amount };
  }
  const entries = [first, ...others].map(({ amount, currency }) => {
    if (currency === undefined) throw new UsageError(planMessages.in(locale).totalForm);
    return [currency, amount] as const;
  });
  const twice = findRepeated(entries, ([currency]) => currency);
  if (twice !== undefined) throw new UsageError(planMessages.in(locale).totalTwice(twice[0]));
  return { expectCount, expectTotal: Object.fromEntries(entries) };
}
