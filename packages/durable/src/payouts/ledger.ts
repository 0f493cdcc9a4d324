import type { LedgerEntry } from "@iyzico-mass-payout/client";
import { invalidOption } from "../errors/invalid-option.js";
import { checkOptionNames } from "./check-options.js";
import type { DurableContext } from "./context.js";
import { readLimit } from "./limit.js";

/** A ledger entry that is final, and where it stands in the books. */
export interface BookedEntry extends LedgerEntry {
  /** Its place in the order of all entries, from 1: without gaps, and never below one that was readable before. */
  position: number;
  payoutKey: string;
}

/** Which ledger entries to read. */
export interface LedgerOptions {
  /** Only entries with a higher position. From the first one by default. */
  since?: number | undefined;
  /** Only entries of this payout. */
  key?: string | undefined;
  /** How many at most: 1 to 10,000, and 100 by default. */
  limit?: number | undefined;
}

/** Reads final ledger entries in the order in which they were stored. */
export async function readLedger(
  { pool, schema }: DurableContext,
  options: LedgerOptions = {},
): Promise<BookedEntry[]> {
  checkOptionNames(options, "since", "key", "limit");
  const { since = 0, key } = options;
  const limit = readLimit(options.limit, 10_000);
  if (!(Number.isSafeInteger(since) && since >= 0))
    throw invalidOption("since must be a position: an integer of 0 or more.");
  const { rows } = await pool.query(
    `select position::text as position, payout_key, entry::text as entry from ${schema}.ledger_entry
     where position > $1 ${key === undefined ? "" : "and payout_key = $3"} order by ledger_entry.position limit $2`,
    key === undefined ? [since, limit] : [since, limit, key],
  );
  return rows.map(({ position, payout_key: payoutKey, entry }) => ({
    ...(JSON.parse(entry) as LedgerEntry),
    position: Number(position),
    payoutKey,
  }));
}
