import type { LedgerKind, Locale } from "@iyzico-mass-payout/client";
import { reportMessages } from "../messages/catalogs.js";
import type { AccountCodes } from "../views/report/books.js";
import { readText } from "./files.js";
import { findJsonFault } from "./plan-json.js";
import { UsageError } from "./usage-error.js";

// Every kind of entry, or it does not compile.
const kinds = Object.keys({
  paid: true,
  commission: true,
  refund: true,
  receivable: true,
} satisfies Record<LedgerKind, true>) as LedgerKind[];

const sides = ["debit", "credit"] as const;

/**
 * Reads the account codes of the books: a JSON object with both sides of every kind of entry, also of those that this payment
 * has not, because the file is for every payment.
 *
 * ```json
 * {
 *   "paid": { "debit": "335.01", "credit": "102.09" },
 *   "commission": { "debit": "653.01", "credit": "102.09" },
 *   "refund": { "debit": "102.09", "credit": "102.09" },
 *   "receivable": { "debit": "136.01", "credit": "102.09" }
 * }
 * ```
 *
 * @throws {UsageError} with every fault, if there is one.
 */
export function readAccountsFile(file: string, locale: Locale): AccountCodes {
  const text = reportMessages.in(locale).command;
  const json = readText(file, locale);
  const accounts = parseObject(json);
  if (accounts === undefined) throw new UsageError(text.accountsNotJson(file));
  // Of a key that is given twice, a parser takes one value.
  const fault = findJsonFault(json, locale);
  if (fault !== undefined) throw new UsageError(`${file} ${fault}`);
  const faults = [
    ...unknownNames(accounts, kinds).map((name) => text.accountsUnknown(file, name)),
    ...kinds.flatMap((kind) => {
      const entry = asObject(accounts[kind]) ?? {};
      return [
        ...unknownNames(entry, sides).map((name) => text.accountsUnknown(file, `${kind}.${name}`)),
        ...sides.flatMap((side) => (isCode(entry[side]) ? [] : text.accountsFault(file, `${kind}.${side}`))),
      ];
    }),
  ];
  if (faults.length > 0) throw new UsageError(faults.join("\n"));
  return accounts as AccountCodes;
}

function parseObject(json: string): Record<string, unknown> | undefined {
  try {
    return asObject(JSON.parse(json));
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

function unknownNames(object: Record<string, unknown>, known: readonly string[]): string[] {
  return Object.keys(object).filter((name) => !known.includes(name));
}

function isCode(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "";
}
