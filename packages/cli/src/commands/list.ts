import { type Sums, sumByCurrency } from "@iyzico-mass-payout/client";
import { createFileStore, type StoredPayment, type UnreadablePayment } from "@iyzico-mass-payout/client/file-store";
import { durableMessages, listMessages } from "../messages/catalogs.js";
import { formatList, type ListedPayment, type UnreadableEntry } from "../views/list.js";
import type { CommandContext } from "./command.js";
import { readStoreFolder, type StoreOrDatabaseFlags } from "./database.js";
import { exitCodes } from "./exit-codes.js";
import { formatOf } from "./format-of.js";
import { isManualKey } from "./manual-record.js";
import { readStored } from "./stored-payment.js";
import { UsageError } from "./usage-error.js";

/** What `mass-payout list` takes. */
export interface ListFlags extends StoreOrDatabaseFlags {
  outcome?: "in-progress" | "action-required" | "settled";
  limit?: number;
  after?: string;
  json: boolean;
}

/** `mass-payout list`: the payments of a store, the oldest first, or the payouts of a database. Sends nothing. */
export async function runList(flags: ListFlags, context: CommandContext): Promise<number> {
  const store = await readStoreFolder(flags, context);
  if (store === undefined) {
    const { listDatabase } = await import("./list-database.js");
    return listDatabase(flags, context);
  }
  const given = (["outcome", "limit", "after"] as const).find((name) => flags[name] !== undefined);
  if (given === undefined) return listFolder(store, flags.json, context);
  await durableMessages.load(context.locale);
  throw new UsageError(durableMessages.in(context.locale).onlyWithDatabase(`--${given}`));
}

async function listFolder(store: string, json: boolean, context: CommandContext): Promise<number> {
  const { stdout, locale } = context;
  await listMessages.load(locale);
  const payments: ListedPayment[] = [];
  const unreadable: UnreadableEntry[] = [];
  for await (const stored of createFileStore(store).list()) {
    if (stored.error === undefined && isManualKey(stored.key)) continue;
    const entry = describe(stored);
    if ("error" in entry) unreadable.push(entry);
    else payments.push(entry);
  }
  payments.sort((one, other) => one.createdAt - other.createdAt);
  if (json) stdout.write(`${JSON.stringify([...payments, ...unreadable], null, 2)}\n`);
  else stdout.write(formatList(payments, unreadable, formatOf(stdout, context)));
  return unreadable.length === 0 ? exitCodes.success : exitCodes.failure;
}

/** What is listed of a payment. Only this is kept: a store may have many payments of many recipients. */
function describe(stored: StoredPayment | UnreadablePayment): ListedPayment | UnreadableEntry {
  if (stored.error !== undefined) return { folder: stored.folder, error: stored.error.message };
  const { key, payment } = stored;
  try {
    const { report, changedAt, ...standing } = readStored(payment, key);
    const { phase, paid, items, createdAt } = report;
    const sums: Sums = sumByCurrency(items);
    return { key, ...standing, phase, paid, items: items.length, sums, createdAt, changedAt };
  } catch (error) {
    return { key, error: (error as Error).message };
  }
}
