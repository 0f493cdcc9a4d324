export type { Locale } from "@iyzico-mass-payout/client";
export type { SheetFaultCode } from "./messages/sheets.js";
export type { DecimalSign } from "./sheets/amount.js";
export type { ColumnMap, SheetField } from "./sheets/columns.js";
export type { ControlTotals } from "./sheets/control-totals.js";
export type { SheetFault } from "./sheets/fault.js";
export { type ReadSheetOptions, readSheet, type SheetReading } from "./sheets/read-sheet.js";
