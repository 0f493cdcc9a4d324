import type { Locale } from "@iyzico-mass-payout/client";
import { sheetsMessages } from "../messages/catalogs.js";
import type { FaultPlace, SheetFaultCode } from "../messages/sheets.js";

/** One fault of a spreadsheet: its place and its reason, without the content of any cell. */
export interface SheetFault {
  /** Stable: programs may branch on it. */
  code: SheetFaultCode;
  /** The number of the row as the spreadsheet shows it, from 1. Missing if the fault concerns the whole file. */
  row?: number;
  /** The heading of the column. */
  column?: string;
  /** The name of the cell, such as "D7". */
  cell?: string;
  /** Place and reason in the language of the call: "row 7, column IBAN (D7): must be …". */
  message: string;
}

/** A fault before its message is written. */
export interface FoundFault extends FaultPlace {
  code: SheetFaultCode;
  /** Completes the text: a limit, or headings. Never the content of a cell below the headings. */
  detail?: string | undefined;
}

/** A file that cannot be read as a sheet. */
export class UnreadableSheet extends Error {
  readonly fault: FoundFault;

  constructor(code: SheetFaultCode, others: Omit<FoundFault, "code"> = {}) {
    super(code);
    this.fault = { code, ...others };
  }
}

/** Writes the message of a fault in a language whose messages are loaded. */
export function describeFault({ code, detail = "", row, column, cell }: FoundFault, locale: Locale): SheetFault {
  const { place, faults } = sheetsMessages.in(locale);
  const at = {
    ...(row !== undefined && { row }),
    ...(column !== undefined && { column }),
    ...(cell !== undefined && { cell }),
  };
  const reason = faults[code].replace("{detail}", () => detail);
  return { code, ...at, message: Object.keys(at).length === 0 ? reason : `${place(at)}: ${reason}` };
}
