import type { Amount } from "@iyzico-mass-payout/client";
import type { SheetFaultCode } from "../messages/sheets.js";

/** Which sign is before the decimals. */
export type DecimalSign = "comma" | "point";

/** An amount, or why a text is none. */
export type AmountReading = { amount: Amount } | { code: SheetFaultCode };

/**
 * Reads an amount as a person writes it: "42.150,75", "42,150.75", "42 150,75", "42150.75", "100". A text that can be read
 * in two ways, such as "1.234", is ambiguous unless `decimal` says which sign is before the decimals. No digit is lost: more
 * than two decimals are for the client to refuse.
 */
export function readAmountText(text: string, decimal: DecimalSign | undefined): AmountReading {
  const trimmed = text.trim();
  // Far more than any amount has.
  if (trimmed.length > 40) return { code: "not-an-amount" };
  // Marks of the direction of writing are copied with numbers. Inside one, and in other forms, they change what is seen.
  const written = trimmed.replace(/^[\s\u200e\u200f]+|[\s\u200e\u200f]+$/g, "");
  if (/^[\d.,]+[eE][+-]?\d+$/.test(written)) return { code: "lost-digits" };
  if (/^[-+−–]|[-−–]$|^\(.*\)$/.test(written)) return { code: "sign-in-amount" };
  if (/[\p{L}\p{Sc}%]/u.test(written)) return { code: "unit-in-amount" };
  if (!/^[\d., \u00a0\u2009\u202f]+$/.test(written)) return { code: "not-an-amount" };
  const readings = (["comma", "point"] as const).map((sign) => readWith(sign, written));
  const [comma, point] = readings;
  const amounts = decimal === undefined ? readings : [decimal === "comma" ? comma : point];
  const [amount, ...others] = new Set(amounts.filter((reading) => reading !== undefined));
  if (amount === undefined) return { code: "not-an-amount" };
  return others.length > 0 ? { code: "ambiguous-amount" } : { amount };
}

/** The blanks that group digits. A line break or a tab is between two numbers. */
const blank = /[ \u00a0\u2009\u202f]/;

/** Reads digits with one sign before the decimals, and the other sign or blanks between groups of three. */
function readWith(decimal: DecimalSign, text: string): Amount | undefined {
  const [point, group] = decimal === "comma" ? [",", "."] : [".", ","];
  const [whole = "", decimals, ...others] = text.split(point);
  if (others.length > 0 || (decimals !== undefined && !/^\d+$/.test(decimals))) return undefined;
  const separator = whole.includes(group) ? group : blank.exec(whole)?.[0];
  const groups = separator === undefined ? [whole] : whole.split(separator);
  const isGrouped = groups.length === 1 || groups.slice(1).every((digits) => digits.length === 3);
  const [first = ""] = groups;
  const isFirstShort = groups.length === 1 || first.length <= 3;
  if (!isGrouped || !isFirstShort || !/^(0|[1-9]\d*)$/.test(groups.join("")) || first === "") return undefined;
  return normalise(groups.join(""), decimals);
}

/** The same amount is the same text, whether it was "100", "100,00", "100.5" or a number: the plan must be the same. */
function normalise(whole: string, decimals: string = ""): Amount {
  const significant = decimals.replace(/0+$/, "");
  return significant === "" ? whole : `${whole}.${significant.padEnd(2, "0")}`;
}

/**
 * Reads the number of an XLSX cell. A file stores binary fractions, 1.1 as 1.1000000000000001, of which a spreadsheet shows
 * 15 digits at most: the amount is what it shows.
 */
export function readAmountNumber(digits: string, shownDecimals: number | undefined): AmountReading {
  const value = Number(digits);
  if (value < 0) return { code: "sign-in-amount" };
  const [whole = "", decimals] = String(Number(value.toPrecision(15))).split(".");
  // A larger integer may have had other digits; what is not a number has none.
  if (!/^\d{1,15}$/.test(whole) || (decimals !== undefined && !/^\d+$/.test(decimals))) return { code: "lost-digits" };
  if (shownDecimals !== undefined && (decimals?.length ?? 0) > shownDecimals) return { code: "shown-differently" };
  return { amount: normalise(whole, decimals) };
}
