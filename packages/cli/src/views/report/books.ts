import type { Amount, LedgerEntry, LedgerKind, Locale, PaymentReport } from "@iyzico-mass-payout/client";
import { printable } from "../../terminal/printable.js";
import { formatTime } from "../../terminal/time.js";
import { itemsOf, type ReportDetails, type ReportedItem } from "./details.js";
import { formatReason } from "./reason.js";

/** The account codes of both sides of every kind of ledger entry. */
export type AccountCodes = Readonly<Record<LedgerKind, { readonly debit: string; readonly credit: string }>>;

/** The columns of the books, in order. */
export const bookColumns = [
  "payout_key",
  "external_id",
  "request_id",
  "item_external_id",
  "reference_code",
  "recipient_type",
  "recipient_masked",
  "description",
  "purpose",
  "currency",
  "amount",
  "commission",
  "item_status",
  "state",
  "reason",
  "initiated_at",
  "authorised_at",
  "final_at",
  "approved_by",
  "entry_key",
  "entry_kind",
  "debit",
  "credit",
  "account_code",
  "supersedes",
] as const;

/** The name of a column of the books. */
export type BookColumn = (typeof bookColumns)[number];

/** The columns that have amounts. The others have texts, also those that look like numbers. */
export const amountColumns: readonly BookColumn[] = ["amount", "commission", "debit", "credit"];

/** A row of the books. A column that is missing is empty. */
export type BookRow = Readonly<Partial<Record<BookColumn, string>>>;

/**
 * The rows of the books: two for each final entry of the ledger, one with the debit and one with the credit, and one for each
 * item without a final entry, so that every item is there. An entry that is not final has no rows, because it must not
 * be booked. Debits equal credits in each currency, whatever is in the ledger.
 *
 * @returns the rows in groups that belong together: the two of an entry, or the one of an item.
 */
export function bookRows(details: ReportDetails, accounts: AccountCodes | undefined, locale: Locale): BookRow[][] {
  const { payment } = details;
  const entriesByItem = new Map<string, LedgerEntry[]>();
  for (const entry of payment.ledger) {
    if (!entry.isFinal) continue;
    const entries = entriesByItem.get(entry.itemExternalId);
    if (entries === undefined) entriesByItem.set(entry.itemExternalId, [entry]);
    else entries.push(entry);
  }
  return itemsOf(details).flatMap((item) => {
    const row = rowOfItem(item, details, locale);
    const entries = entriesByItem.get(item.itemExternalId);
    return entries === undefined ? [[row]] : entries.map((entry) => rowsOfEntry(row, entry, accounts));
  });
}

function rowOfItem(item: ReportedItem, { payment, plan }: ReportDetails, locale: Locale): BookRow {
  const { key, externalId, requestId, initSentAt, authSentAt, approvals } = payment;
  const approvers = new Set(approvals.map(({ by }) => by));
  return withoutEmpty({
    payout_key: key,
    external_id: externalId,
    request_id: requestId,
    item_external_id: item.itemExternalId,
    reference_code: item.referenceCode,
    recipient_type: item.recipientType,
    recipient_masked: item.recipientMasked,
    description: item.description,
    purpose: plan?.purpose,
    currency: item.currency,
    amount: item.amount,
    commission: item.commissionAmount,
    item_status: item.itemStatus,
    state: item.state,
    reason: formatReason(item, locale),
    initiated_at: formatOptionalTime(initSentAt),
    authorised_at: formatOptionalTime(authSentAt),
    final_at: formatOptionalTime(item.finalAt),
    supersedes: formatSuperseded(payment, item.itemExternalId),
    approved_by: printable([...approvers].join(", ")),
  });
}

/** An entry that takes back an earlier one is booked the other way round: the amounts of the books are never negative. */
function rowsOfEntry(row: BookRow, entry: LedgerEntry, accounts: AccountCodes | undefined): BookRow[] {
  const { key, kind, externalId, at, amount } = entry;
  const isTakenBack = amount.startsWith("-");
  const value: Amount = isTakenBack ? amount.slice(1) : amount;
  const [debit, credit] = isTakenBack ? (["credit", "debit"] as const) : (["debit", "credit"] as const);
  const own = { external_id: externalId, final_at: formatTime(at), entry_key: key, entry_kind: kind };
  return [
    withoutEmpty({ ...row, ...own, debit: value, account_code: accounts?.[kind][debit] }),
    withoutEmpty({ ...row, ...own, credit: value, account_code: accounts?.[kind][credit] }),
  ];
}

/** The key of another payment and the id of its item that an item pays again, in the form of an entry's key. */
function formatSuperseded({ supersedes }: PaymentReport, itemExternalId: string): string | undefined {
  const superseded = supersedes?.items.find((id) => `${id}-again` === itemExternalId);
  return superseded === undefined ? undefined : JSON.stringify([supersedes?.key, superseded]);
}

function formatOptionalTime(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : formatTime(milliseconds);
}

function withoutEmpty(row: Readonly<Partial<Record<BookColumn, string | undefined>>>): BookRow {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value));
}
