import {
  type Amount,
  type Currency,
  faultsOf,
  type InitChecks,
  type InitItem,
  type InitRequest,
  type Locale,
  type PayoutPlan,
  type PlannedItem,
  type Purpose,
  type Recipient,
  type RequestFault,
} from "@iyzico-mass-payout/client";
import { sheetsMessages } from "../messages/catalogs.js";
import type { SheetFaultCode } from "../messages/sheets.js";
import type { DecimalSign } from "./amount.js";
import { type Cell, cellName, type Row, type Sheet } from "./cell.js";
import {
  type ColumnMap,
  countHeadings,
  findTable,
  maxHeadingRows,
  type SheetColumn,
  type SheetField,
  type SheetTable,
} from "./columns.js";
import { type ControlTotals, findTotalFaults } from "./control-totals.js";
import { currencyNames } from "./currency.js";
import { describeFault, type FoundFault, type SheetFault, UnreadableSheet } from "./fault.js";
import { fileKindOf } from "./file-kind.js";
import { foldText } from "./fold-text.js";
import { formatBytes, maxFileBytes } from "./limits.js";
import {
  type FieldReading,
  readAmount,
  readCurrency,
  readId,
  readRecipientInfo,
  readRecipientType,
  readText,
  recipientTypeNames,
} from "./read-field.js";
import { faultOfUnread } from "./unread-columns.js";

/** How to read a spreadsheet as a plan. */
export interface ReadSheetOptions extends ControlTotals {
  /** The key of the plan: your name of the payment, such as "salaries-2026-11". */
  key: string;
  purpose?: Purpose | undefined;
  /** The currency of rows that name none; TRY by default. A row or heading that names another one has a fault. */
  currency?: Currency | undefined;
  /** Which sign is before the decimals. By default, an amount that can be read in two ways has a fault. */
  decimal?: DecimalSign | undefined;
  /** What columns mean, by their headings: `{ "Hakediş": "amount", "Durum": "ignore" }`. Known headings need none. */
  columns?: ColumnMap | undefined;
  /** The worksheet of an XLSX file; by default, the only visible one that has cells. */
  sheet?: string | undefined;
  /** The language of the messages; English by default. */
  locale?: Locale | undefined;
  /** The checks of the client to switch off. */
  checks?: InitChecks | undefined;
}

/** What was read of a spreadsheet. */
export interface SheetReading {
  /** `undefined` if there are faults. */
  plan: PayoutPlan | undefined;
  /** Every fault of every row. */
  faults: SheetFault[];
  /** The headings of the columns that were not read. */
  ignoredColumns: string[];
  /** The row of each item of the plan, counted from 1 as the spreadsheet shows it. */
  rows: number[];
}

/**
 * Reads a spreadsheet, CSV or XLSX, as a plan for `pay`. Amounts are read exactly, and nothing is guessed: every cell that
 * can be read in two ways has a fault. The same rows give the same plan, whatever the format of the file.
 *
 * @throws {MassPayoutError} with code `invalid_configuration` if `checks` has a name that is no check. A file that cannot be
 * read has a fault, and causes no error.
 *
 * @example
 * ```ts
 * import { readFile } from "node:fs/promises";
 * import { readSheet } from "@iyzico-mass-payout/cli/sheets";
 *
 * const bytes = await readFile("salaries.xlsx");
 * const { plan, faults } = await readSheet(bytes, { key: "salaries-2026-11", purpose: "SALARY" });
 * for (const { message } of faults) console.error(message); // "row 7, column IBAN (B7): must be …"
 * if (plan !== undefined) console.log(`${plan.items.length} recipients`);
 * ```
 */
export async function readSheet(bytes: Uint8Array, options: ReadSheetOptions): Promise<SheetReading> {
  const { locale = "en", columns = {}, sheet: sheetName } = options;
  await sheetsMessages.load(locale);
  try {
    const sheet = await openSheet(bytes, columns, sheetName);
    const table = findTable(sheet, columns, locale);
    const reader = new PlanReader(sheet, table, options);
    const { plan, faults, rows } = reader.read();
    const described = faults.map((fault) => describeFault(fault, locale));
    return {
      plan: faults.length === 0 ? plan : undefined,
      faults: described,
      ignoredColumns: [...table.ignored],
      rows,
    };
  } catch (error) {
    if (!(error instanceof UnreadableSheet)) throw error;
    const { fault } = error;
    const { unsupported } = sheetsMessages.in(locale);
    const detail =
      fault.code === "unsupported-file" ? unsupported[fault.detail as keyof typeof unsupported] : fault.detail;
    return { plan: undefined, faults: [describeFault({ ...fault, detail }, locale)], ignoredColumns: [], rows: [] };
  }
}

async function openSheet(bytes: Uint8Array, columns: ColumnMap, sheetName: string | undefined): Promise<Sheet> {
  if (bytes.length > maxFileBytes) throw new UnreadableSheet("file-too-large", { detail: formatBytes(maxFileBytes) });
  const kind = fileKindOf(bytes);
  // Loaded on demand: each has a parser of its own.
  if (kind === "zip") return (await import("./read-xlsx.js")).readXlsx(bytes, sheetName);
  if (kind !== "text") throw new UnreadableSheet("unsupported-file", { detail: kind });
  if (sheetName !== undefined) throw new UnreadableSheet("sheet-not-found", { detail: "CSV" });
  const { readCsv } = await import("./read-csv.js");
  return readCsv(bytes, (rows) => countHeadings(rows, columns), maxHeadingRows);
}

/** The columns that name a recipient, and the type of each. */
const recipientColumns = {
  iban: "IBAN",
  identityNumber: "IDENTITY_NUMBER",
  phone: "PHONE",
  memberId: "MEMBER_ID",
} as const satisfies Partial<Record<SheetField, Recipient["recipientType"]>>;

type RecipientField = keyof typeof recipientColumns;

const recipientFields = Object.keys(recipientColumns) as readonly RecipientField[];

/** An item as far as it could be read: the client says what is missing. */
interface ReadItem {
  itemExternalId?: string | undefined;
  recipientType?: Recipient["recipientType"] | undefined;
  recipientInfo?: string | undefined;
  recipientName?: string | undefined;
  amount: { value?: Amount | undefined; currency?: string | undefined };
  description?: string | undefined;
}

/** A fault of the client that the plan of a sheet can have. */
type SheetRequestFault = RequestFault & { reason: SheetFaultCode };

/** A row, and where the faults of its item belong. */
interface ReadRow {
  /** Counted from 0. */
  index: number;
  item: ReadItem;
  /** The column that the recipient was read from. */
  recipientColumn: SheetColumn | undefined;
  /** The fields of the item that have a fault already. The client's faults of them would be about the same cell. */
  faulty: Set<string>;
}

/** Reads the rows of a sheet, and collects the faults of all of them. */
class PlanReader {
  readonly #sheet: Sheet;
  readonly #table: SheetTable;
  readonly #options: ReadSheetOptions;
  readonly #faults: FoundFault[];
  readonly #locale: Locale;

  constructor(sheet: Sheet, table: SheetTable, options: ReadSheetOptions) {
    this.#sheet = sheet;
    this.#table = table;
    this.#options = options;
    this.#locale = options.locale ?? "en";
    this.#faults = [...table.faults];
  }

  read(): { plan: PayoutPlan; faults: FoundFault[]; rows: number[] } {
    const { key, purpose } = this.#options;
    this.#checkColumns();
    this.#checkRowsAbove();
    this.#checkMergedCells();
    const rows: ReadRow[] = [];
    for (const [index, cells] of this.#sheet.rows.entries()) {
      if (index > this.#table.headingRow && this.#hasContent(cells)) rows.push(this.#readRow(cells, index));
    }
    this.#checkUnreadColumns(rows);
    if (rows.length === 0) this.#faults.push({ code: "no-rows" });
    else this.#addClientFaults(rows);
    this.#faults.push(
      ...findTotalFaults(
        rows.map(({ item }) => item),
        this.#options,
        this.#locale,
      ),
    );
    const items = rows.map(({ item }) => plannedItemOf(item));
    const plan = { key, ...(purpose !== undefined && { purpose }), items };
    this.#faults.sort(compareFaults);
    return { plan, faults: this.#faults, rows: rows.map(({ index }) => index + 1) };
  }

  /** Whether a row has something below a heading that is read, or where no heading is. */
  #hasContent(cells: Row): boolean {
    const isFilled = [...this.#table.columns.values()].some(({ index }) => cells[index] !== undefined);
    return isFilled || cells.slice(this.#table.width).some((cell) => cell !== undefined);
  }

  #checkColumns(): void {
    const { columns, headingRow } = this.#table;
    const { headings, or } = sheetsMessages.in(this.#locale);
    const add = (detail: string) => this.#faults.push({ code: "missing-column", row: headingRow + 1, detail });
    const hasRecipient = recipientFields.some((field) => columns.has(field));
    if (!hasRecipient && !columns.has("recipientInfo")) {
      add(recipientFields.map((field) => headings[field]).join(or));
    }
    if (!columns.has("amount")) add(headings.amount);
    if (!columns.has("description") && this.#options.checks?.description !== false) add(headings.description);
    if (columns.has("recipientInfo") && !columns.has("recipientType")) add("recipientType");
    const isNameRequired = columns.has("iban") && !this.#hasName();
    if (isNameRequired) add(headings.recipientName);
  }

  /** Titles may be above the headings, and no recipient: sorting a list may move its headings into it. */
  #checkRowsAbove(): void {
    const { columns, headingRow } = this.#table;
    for (const [index, cells] of this.#sheet.rows.slice(0, headingRow).entries()) {
      const column = [...columns.values()].find((candidate) => isValueOf(candidate.field, cells[candidate.index]));
      if (column === undefined) continue;
      const cell = cellName(index, column.index);
      this.#faults.push({ code: "row-above-headings", row: index + 1, column: column.heading, cell });
    }
  }

  #hasName(): boolean {
    const { columns } = this.#table;
    return columns.has("recipientName") || columns.has("firstName");
  }

  #checkUnreadColumns(rows: readonly ReadRow[]): void {
    const { unknown, headingRow } = this.#table;
    for (const { index: column, heading } of unknown) {
      const code = faultOfUnread(rows.flatMap(({ index }) => this.#sheet.rows[index]?.[column] ?? []));
      if (code === undefined) continue;
      this.#faults.push({ code, row: headingRow + 1, column: heading, cell: cellName(headingRow, column) });
    }
  }

  #checkMergedCells(): void {
    const { columns, headingRow } = this.#table;
    for (const { firstRow, lastRow, firstColumn, lastColumn } of this.#sheet.mergedCells) {
      const isBelow = lastRow >= headingRow && firstRow < this.#sheet.rows.length;
      const isRead = [...columns.values()].some(({ index }) => index >= firstColumn && index <= lastColumn);
      if (isBelow && isRead) {
        this.#faults.push({ code: "merged-cells", row: firstRow + 1, cell: cellName(firstRow, firstColumn) });
      }
    }
  }

  #readRow(cells: Row, index: number): ReadRow {
    if (this.#sheet.hiddenRows.has(index)) this.#faults.push({ code: "hidden-row", row: index + 1 });
    for (const [column, cell] of cells.entries()) {
      if (column >= this.#table.width && cell !== undefined) {
        this.#faults.push({ code: "cell-without-heading", row: index + 1, cell: cellName(index, column) });
      }
    }
    const struck = [...this.#table.columns.values()].find(({ index: column }) =>
      this.#sheet.struckCells.has(cellName(index, column)),
    );
    if (struck !== undefined) {
      const cell = cellName(index, struck.index);
      this.#faults.push({ code: "struck-through", row: index + 1, column: struck.heading, cell });
    }
    const row: ReadRow = { index, item: { amount: {} }, recipientColumn: undefined, faulty: new Set() };
    const { item } = row;
    const read = (field: SheetField, itemField: string, reader: (cell: Cell | undefined) => FieldReading) => {
      const column = this.#table.columns.get(field);
      return column && this.#value(row, column, itemField, reader(cells[column.index]));
    };
    if (this.#table.columns.has("itemExternalId")) {
      item.itemExternalId = read("itemExternalId", "itemExternalId", readId) ?? "";
    }
    this.#readRecipient(row, cells);
    const names = (["recipientName", "firstName", "lastName"] as const).map((field) =>
      read(field, "recipientName", readText),
    );
    item.recipientName = names.filter((name) => name !== undefined).join(" ") || undefined;
    item.description = read("description", "description", readText);
    this.#readAmount(row, cells);
    return row;
  }

  /** The value of a reading, or a fault of its cell. */
  #value(
    row: ReadRow,
    column: SheetColumn,
    itemField: string,
    reading: FieldReading,
    knownValues?: string,
  ): string | undefined {
    if (reading === undefined) return undefined;
    if ("value" in reading) return reading.value;
    this.#addFault(row, column, itemField, reading.code, knownValues);
    return undefined;
  }

  #addFault(row: ReadRow, column: SheetColumn, itemField: string, code: FoundFault["code"], detail?: string): void {
    row.faulty.add(itemField);
    const cell = cellName(row.index, column.index);
    this.#faults.push({ code, detail, row: row.index + 1, column: column.heading, cell });
  }

  /** The recipient is in the column that is filled, or in a column beside one that names its type. */
  #readRecipient(row: ReadRow, cells: Row): void {
    const { columns } = this.#table;
    const typeColumn = columns.get("recipientType");
    const typeReading = typeColumn && readRecipientType(cells[typeColumn.index]);
    if (typeColumn !== undefined && typeReading !== undefined && "code" in typeReading) {
      this.#addFault(row, typeColumn, "recipientType", typeReading.code, recipientTypeNames);
    }
    const namedType = typeReading !== undefined && "type" in typeReading ? typeReading.type : undefined;
    const infoColumn = columns.get("recipientInfo");
    const filled: { column: SheetColumn; type: Recipient["recipientType"] | undefined }[] = recipientFields.flatMap(
      (field) => {
        const column = columns.get(field);
        const isFilled = column !== undefined && cells[column.index] !== undefined;
        return isFilled ? [{ column, type: recipientColumns[field] }] : [];
      },
    );
    if (infoColumn !== undefined && cells[infoColumn.index] !== undefined) {
      filled.push({ column: infoColumn, type: namedType });
      // Without its type, there is no form to read the recipient by.
      if (typeColumn !== undefined && typeReading === undefined)
        this.#addFault(row, typeColumn, "recipientType", "missing");
    }
    const [first, ...others] = filled;
    if (first === undefined) {
      const detail = this.#recipientHeadings();
      // A column that is missing has its own fault.
      if (detail !== "") this.#faults.push({ code: "recipient-missing", row: row.index + 1, detail });
      for (const field of ["recipientType", "recipientInfo", "recipientName"]) row.faulty.add(field);
      return;
    }
    if (others.length > 0) {
      const detail = others.map(({ column }) => column.heading).join(", ");
      this.#addFault(row, first.column, "recipientInfo", "several-recipients", detail);
      for (const field of ["recipientType", "recipientName"]) row.faulty.add(field);
      return;
    }
    if (namedType !== undefined && typeColumn !== undefined && namedType !== first.type) {
      this.#addFault(row, typeColumn, "recipientType", "recipient-type-mismatch");
    }
    row.recipientColumn = first.column;
    if (first.type === undefined) {
      for (const field of ["recipientType", "recipientInfo"]) row.faulty.add(field);
      return;
    }
    row.item.recipientType = first.type;
    const reading = readRecipientInfo(cells[first.column.index], first.type);
    row.item.recipientInfo = this.#value(row, first.column, "recipientInfo", reading);
  }

  #recipientHeadings(): string {
    const { columns } = this.#table;
    const { or } = sheetsMessages.in(this.#locale);
    return [...recipientFields, "recipientInfo" as const]
      .flatMap((field) => columns.get(field)?.heading ?? [])
      .join(or);
  }

  #readAmount(row: ReadRow, cells: Row): void {
    const { columns } = this.#table;
    const currencyColumn = columns.get("currency");
    const inColumn =
      currencyColumn &&
      this.#value(row, currencyColumn, "amount.currency", readCurrency(cells[currencyColumn.index]), currencyNames);
    const amountColumn = columns.get("amount");
    const cell = amountColumn && cells[amountColumn.index];
    const reading = cell && readAmount(cell, this.#options.decimal);
    const named = [
      { currency: inColumn, source: currencyColumn?.heading },
      { currency: amountColumn?.currency, source: amountColumn?.heading },
      { currency: this.#options.currency, source: "--currency" },
      { currency: reading?.shownCurrency, source: amountColumn?.heading },
    ].filter(({ currency }) => currency !== undefined);
    const [first, ...others] = named;
    const other = others.find(({ currency }) => currency !== first?.currency);
    const place = currencyColumn !== undefined && inColumn !== undefined ? currencyColumn : amountColumn;
    if (other !== undefined && place !== undefined) {
      this.#addFault(row, place, "amount.currency", "currency-mismatch", other.source);
    }
    // A column that is there must be filled: one of its rows without a currency may be one in another.
    const isBlank = currencyColumn !== undefined && first === undefined;
    row.item.amount.currency = first?.currency ?? (isBlank ? undefined : "TRY");
    if (isBlank && !row.faulty.has("amount.currency")) {
      this.#addFault(row, currencyColumn, "amount.currency", "currency-missing", currencyNames);
    }
    if (amountColumn === undefined || reading === undefined) return;
    if ("code" in reading) this.#addFault(row, amountColumn, "amount.value", reading.code);
    else if (this.#isSplit(cells, amountColumn.index)) {
      this.#addFault(row, amountColumn, "amount.value", "split-amount");
    } else row.item.amount.value = reading.amount;
  }

  /** Whether "100,50" may have become two cells: without quotation marks, a comma is between cells. */
  #isSplit(cells: Row, column: number): boolean {
    const [whole, decimals] = [cells[column], cells[column + 1]].map(
      (cell) => cell?.kind === "text" && cell.text.trim(),
    );
    if (this.#sheet.delimiter !== "," || !whole || !decimals) return false;
    return /^\d\d$/.test(decimals) && !/[.,]\d{1,2}$/.test(whole) && column + 1 < this.#table.width;
  }

  /** What the client says about the items, at the cells that they were read from. */
  #addClientFaults(rows: readonly ReadRow[]): void {
    const { key, purpose, checks } = this.#options;
    const items = rows.map(({ item }, index) => ({
      ...item,
      itemExternalId: item.itemExternalId ?? `${key}-${index + 1}`,
    })) as unknown as InitItem[];
    const request: InitRequest = { externalId: key, ...(purpose !== undefined && { purpose }), items };
    for (const fault of faultsOf(request, checks) as readonly SheetRequestFault[]) {
      const row = fault.item === undefined ? undefined : rows[fault.item];
      if (row === undefined)
        this.#faults.push({ code: fault.reason, column: fault.field === "externalId" ? "key" : fault.field });
      else this.#addClientFault(row, fault);
    }
  }

  #addClientFault(row: ReadRow, { field, reason }: SheetRequestFault): void {
    const itemField = field.replace(/^items\[\d+\]\./, "");
    if (row.faulty.has(itemField)) return;
    const column = this.#columnOf(row, itemField);
    // A column that is missing has its own fault.
    if (column === undefined) return;
    this.#addFault(row, column, itemField, reason === "empty" ? "missing" : reason, currencyNames);
  }

  #columnOf({ recipientColumn }: ReadRow, itemField: string): SheetColumn | undefined {
    const { columns } = this.#table;
    switch (itemField) {
      case "recipientInfo":
      case "recipientType":
        return recipientColumn;
      case "recipientName":
        return columns.get("recipientName") ?? columns.get("firstName");
      case "amount.value":
        return columns.get("amount");
      case "amount.currency":
        return columns.get("currency") ?? columns.get("amount");
      default:
        return columns.get(itemField as SheetField);
    }
  }
}

/** Whether a cell is an IBAN in some column, or an amount in the column of the amounts. */
function isValueOf(field: SheetField, cell: Cell | undefined): boolean {
  if (cell === undefined) return false;
  if (field !== "amount") return cell.kind === "text" && /^[a-z]{2}\d{2}[a-z\d]{10,30}$/.test(foldText(cell.text));
  const reading = readAmount(cell, undefined);
  return "amount" in reading || reading.code === "ambiguous-amount";
}

/** In the order of the sheet: by row, then by column. */
function compareFaults(one: FoundFault, other: FoundFault): number {
  const byRow = (one.row ?? 0) - (other.row ?? 0);
  if (byRow !== 0) return byRow;
  const [first, second] = [one.cell ?? "", other.cell ?? ""];
  return first.length - second.length || (first < second ? -1 : Number(first > second));
}

/** The item of a plan, with its fields in the order of the documents. */
function plannedItemOf({ itemExternalId, recipientName, amount, description, ...recipient }: ReadItem): PlannedItem {
  const { value, currency } = amount;
  return {
    ...(itemExternalId !== undefined && { itemExternalId }),
    recipientType: recipient.recipientType,
    recipientInfo: recipient.recipientInfo,
    ...(recipientName !== undefined && { recipientName }),
    amount: { value, currency },
    ...(description !== undefined && { description }),
    // Without a fault, every required field is there.
  } as PlannedItem;
}
