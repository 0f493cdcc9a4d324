import type { LedgerEntry } from "@iyzico-mass-payout/client";
import { type Payment, reportOf } from "@iyzico-mass-payout/client/payment";
import type { Queryable } from "../database/pool.js";
import { toJson } from "../database/to-json.js";
import type { DurableContext } from "../payouts/context.js";
import type { Turn } from "./turn.js";

/** The error for a listener of the caller that failed. Its error is the cause. */
export class LedgerListenerError extends Error {
  override readonly name = "LedgerListenerError";
}

/** Stores the final ledger entries that are not stored yet, and gives them to the caller's listener before that. */
export async function bookEntries(
  { schema, onLedgerEntries }: DurableContext,
  tx: Queryable,
  turn: Turn,
): Promise<void> {
  const { key } = turn.payout;
  const final = turn.parts.flatMap(({ payment }) => finalEntriesOf(payment));
  if (final.length === 0) return;
  const { rows } = await tx.query(`select key from ${schema}.ledger_entry where payout_key = $1`, [key]);
  const booked = new Set(rows.map((row) => row.key as string));
  const entries = final.filter((entry) => !booked.has(entry.key));
  if (entries.length === 0) return;
  if (onLedgerEntries !== undefined) {
    const transaction = await readTransactionId(tx);
    let isOpen = true;
    try {
      const given = entries.map((entry) => ({ ...entry, payoutKey: key }));
      const listening = Promise.resolve(
        onLedgerEntries(given, {
          query: (text, values) =>
            isOpen ? tx.query(text, values) : Promise.reject(new Error("The transaction has ended.")),
        }),
      );
      await withinTime(listening, maxListenerMs);
    } catch (cause) {
      throw new LedgerListenerError("onLedgerEntries failed.", { cause });
    } finally {
      // A listener that goes on after its time must not reach what uses the connection next.
      isOpen = false;
    }
    // What follows would be stored without what the listener has stored, or without the payment.
    if ((await readTransactionId(tx)) !== transaction) {
      throw new LedgerListenerError("onLedgerEntries must leave the transaction open.");
    }
  }
  // The row is locked until the commit, so that positions become visible in their order: a reader that has seen one will
  // never miss a lower one. It is locked last, because all workers wait for it.
  const { rows: positions } = await tx.query(
    `update ${schema}.payout_settings set ledger_position = ledger_position + $1
     returning (ledger_position - $1)::text as position`,
    [entries.length],
  );
  await tx.query(
    `insert into ${schema}.ledger_entry (position, key, payout_key, entry)
     select $1::bigint + ordinality, entry ->> 'key', $2, entry
     from json_array_elements($3::json) with ordinality as listed (entry, ordinality)`,
    [positions[0].position, key, toJson(entries)],
  );
}

/** How long the caller's listener may take, in milliseconds: the payout is locked meanwhile. */
const maxListenerMs = 30_000;

/** Rejects if a promise takes longer. */
async function withinTime(promise: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LedgerListenerError(`onLedgerEntries must end within ${ms / 1_000} s.`)), ms);
  });
  try {
    await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

async function readTransactionId(tx: Queryable): Promise<string> {
  const { rows } = await tx.query("select txid_current()::text as id");
  return rows[0].id;
}

function finalEntriesOf(payment: Payment): LedgerEntry[] {
  return reportOf(payment).ledger.filter(({ isFinal }) => isFinal);
}
