import type { BookedEntry, DurablePayouts, PayoutReport } from "@iyzico-mass-payout/durable";
import {
  durableMessages,
  payMessages,
  payoutsMessages,
  reportMessages,
  reviewMessages,
  usageMessages,
} from "../messages/catalogs.js";
import { formatCsvHeadings } from "../terminal/csv.js";
import { bookRowsOf, formatEntries } from "../views/durable/ledger.js";
import { bookColumns } from "../views/report/books.js";
import { formatCsvRows } from "../views/report/csv.js";
import type { CommandContext } from "./command.js";
import { readPayout, withPayouts } from "./database.js";
import type { DatabaseFlags } from "./database-flags.js";
import { exitCodes } from "./exit-codes.js";
import { formatOf } from "./format-of.js";
import { UsageError } from "./usage-error.js";

/** What `mass-payout ledger` takes. */
export interface LedgerFlags extends DatabaseFlags {
  /** The position of the last entry that is not wanted any more. */
  since?: number;
  /** The key of a payout. */
  payout?: string;
  limit?: number;
  format?: "table" | "csv";
  json: boolean;
}

/** How many entries are read, and printed, at once. */
const pageSize = 1_000;

/** `mass-payout ledger`: the final ledger entries, in the order in which they were stored. */
export async function runLedger(flags: LedgerFlags, context: CommandContext): Promise<number> {
  const { stdout, stderr, locale } = context;
  const { json, format = "table", payout } = flags;
  const catalogs = [durableMessages, payMessages, payoutsMessages, reportMessages, reviewMessages];
  await Promise.all(catalogs.map((messages) => messages.load(locale)));
  const text = durableMessages.in(locale).ledger;
  if (json && format === "csv") throw new UsageError(usageMessages.in(locale).notTogether("--json", "--format csv"));
  let position: number | undefined;
  const print = async (payouts: DurablePayouts) => {
    if (payout !== undefined) await readPayout(payouts, payout, context);
    const collected: BookedEntry[] = [];
    if (format === "csv") stdout.write(formatCsvHeadings(bookColumns, locale));
    for await (const entries of readPages(payouts, flags)) {
      position = entries.at(-1)?.position;
      if (json) collected.push(...entries);
      else if (format === "csv") {
        const reports = await readReports(payouts, entries, context);
        stdout.write(formatCsvRows(bookRowsOf(entries, reports, locale), locale));
      } else stdout.write(formatEntries(entries, formatOf(stdout, context)));
    }
    if (json) stdout.write(`${JSON.stringify(collected, null, 2)}\n`);
  };
  await withPayouts(flags, context, print, { isRead: true });
  if (position !== undefined) stderr.write(`${text.next(position)}\n`);
  else if (!json) stderr.write(`${text.empty}\n`);
  return exitCodes.success;
}

async function* readPages(
  payouts: DurablePayouts,
  { since = 0, payout, limit = Number.POSITIVE_INFINITY }: LedgerFlags,
): AsyncGenerator<BookedEntry[]> {
  for (let [position, left] = [since, limit]; left > 0; ) {
    const entries = await payouts.ledger({ since: position, key: payout, limit: Math.min(left, pageSize) });
    if (entries.length > 0) yield entries;
    if (entries.length < pageSize) return;
    position = entries.at(-1)?.position ?? position;
    left -= entries.length;
  }
}

/** The payouts that entries belong to. */
function readReports(
  payouts: DurablePayouts,
  entries: readonly BookedEntry[],
  context: CommandContext,
): Promise<PayoutReport[]> {
  const keys = new Set(entries.map(({ payoutKey }) => payoutKey));
  return Promise.all(Array.from(keys, (key) => readPayout(payouts, key, context)));
}
