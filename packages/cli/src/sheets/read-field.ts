import { normaliseIban, normalisePhone, type Recipient } from "@iyzico-mass-payout/client";
import type { SheetFaultCode } from "../messages/sheets.js";
import { type AmountReading, type DecimalSign, readAmountNumber, readAmountText } from "./amount.js";
import type { Cell } from "./cell.js";
import { currencyOf } from "./currency.js";
import { foldText } from "./fold-text.js";
import { readNumberFormat } from "./number-format.js";

/** The value of a cell, or why it has none that can be used; `undefined` for an empty cell. */
export type FieldReading = { value: string } | { code: SheetFaultCode } | undefined;

/** An amount, and the currency that its number format shows. */
export function readAmount(
  cell: Cell,
  decimal: DecimalSign | undefined,
): AmountReading & { shownCurrency?: string | undefined } {
  if (cell.kind === "unreadable") return { code: cell.code };
  if (cell.kind === "text") return readAmountText(cell.text, decimal);
  const shown = readNumberFormat(cell.format);
  if (shown === undefined) return { code: "shown-differently" };
  return { ...readAmountNumber(cell.digits, shown.decimals), shownCurrency: shown.currency };
}

/** A name or a description: line breaks and other white space become one blank, as on a form of a bank. */
export function readText(cell: Cell | undefined): FieldReading {
  const reading = readWritten(cell);
  return reading !== undefined && "value" in reading ? notEmpty(reading.value.replace(/\s+/g, " ").trim()) : reading;
}

/** An id, without the white space around it. */
export function readId(cell: Cell | undefined): FieldReading {
  const reading = readWritten(cell);
  return reading !== undefined && "value" in reading ? notEmpty(reading.value.trim()) : reading;
}

/** A recipient. Blanks and invisible marks are left out. Whether it is right is for the client to check. */
export function readRecipientInfo(cell: Cell | undefined, type: Recipient["recipientType"]): FieldReading {
  if (cell?.kind === "number") {
    // An identity number has 11 digits and does not begin with 0: as a number, it has them all.
    const isWhole = type === "IDENTITY_NUMBER" && /^[1-9]\d{10}$/.test(cell.digits) && isShownWhole(cell.format);
    return isWhole ? { value: cell.digits } : { code: "lost-digits" };
  }
  const reading = readId(cell);
  if (reading === undefined || !("value" in reading)) return reading;
  // Marks of the direction of writing are copied with numbers, and are not seen.
  const compact = reading.value.replace(/[\s\p{Cf}]/gu, "");
  if (type !== "MEMBER_ID" && /^\d([.,]\d+)?[eE]\+?\d+$/.test(compact)) return { code: "lost-digits" };
  if (type === "IBAN") return notEmpty(normaliseIban(compact));
  if (type === "PHONE") return readPhone(normalisePhone(compact));
  return notEmpty(type === "IDENTITY_NUMBER" ? compact : reading.value);
}

function readPhone(phone: string): FieldReading {
  // No number of a person begins with 90: it is the country code, and digits are missing.
  return /^(?:\+90|0090|90|0)?90\d{8}$/.test(phone) ? { code: "phone" } : notEmpty(phone);
}

const recipientTypes: Readonly<Record<string, Recipient["recipientType"]>> = {
  iban: "IBAN",
  phone: "PHONE",
  telefon: "PHONE",
  cep: "PHONE",
  gsm: "PHONE",
  identitynumber: "IDENTITY_NUMBER",
  tckn: "IDENTITY_NUMBER",
  tckimlikno: "IDENTITY_NUMBER",
  kimlikno: "IDENTITY_NUMBER",
  memberid: "MEMBER_ID",
  uye: "MEMBER_ID",
  uyeno: "MEMBER_ID",
};

/** How a sheet may name the types of recipients, as a text for messages. */
export const recipientTypeNames = "IBAN, TCKN (IDENTITY_NUMBER), TELEFON (PHONE), ÜYE NO (MEMBER_ID)";

/** The type of recipient that a cell names. */
export function readRecipientType(
  cell: Cell | undefined,
): { type: Recipient["recipientType"] } | { code: SheetFaultCode } | undefined {
  const reading = readText(cell);
  if (reading === undefined || !("value" in reading)) return reading;
  const key = foldText(reading.value);
  const type = Object.hasOwn(recipientTypes, key) ? recipientTypes[key] : undefined;
  return type === undefined ? { code: "unknown-value" } : { type };
}

/** The currency that a cell names, as its code. */
export function readCurrency(cell: Cell | undefined): FieldReading {
  const reading = readText(cell);
  if (reading === undefined || !("value" in reading)) return reading;
  const currency = currencyOf(reading.value);
  return currency === undefined ? { code: "unknown-value" } : { value: currency };
}

/** What is written in a cell. A number is taken as it is shown, if it is shown as its digits. */
function readWritten(cell: Cell | undefined): FieldReading {
  if (cell === undefined) return undefined;
  if (cell.kind === "unreadable") return { code: cell.code };
  if (cell.kind === "text") return { value: cell.text };
  const isWhole = /^\d{1,15}$/.test(cell.digits) && isShownWhole(cell.format);
  return isWhole ? { value: cell.digits } : { code: "lost-digits" };
}

/** Whether a number format shows a whole number as its digits. */
function isShownWhole(format: string): boolean {
  return /^(general|@|0|#)?$/i.test(format);
}

function notEmpty(value: string): FieldReading {
  return value === "" ? undefined : { value };
}
