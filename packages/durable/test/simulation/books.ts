import pg from "pg";

/** What the database says of a payout. */
export interface StoredPayout {
  key: string;
  outcome: string;
  phase: string;
  reason: string | null;
  /** How long ago it should have been advanced, in milliseconds; negative if it will be. */
  overdueMs: number;
  failures: number;
}

/** One row of the test's own books, or of the ledger. */
export interface BookedRow {
  key: string;
  item: string;
  kind: string;
  amount: string;
}

/** Everything that the invariants compare. */
export interface Books {
  payouts: StoredPayout[];
  booked: BookedRow[];
  ledger: BookedRow[];
  positions: number[];
}

/** Makes the table of the test's own books. No constraint of it keeps an entry from being booked twice. */
export async function createBooks(connectionString: string): Promise<void> {
  await query(connectionString, "create table book (entry_key text, item text, kind text, amount text)");
}

/** Reads the payouts of the database, by an administrator's connection. */
export async function readPayouts(connectionString: string): Promise<StoredPayout[]> {
  const rows = await query(
    connectionString,
    `select key, outcome, phase, reason, failures,
       (extract(epoch from clock_timestamp() - wake_at) * 1000)::float8 as overdue
     from mass_payout.payout order by key`,
  );
  return rows.map(({ overdue, ...row }) => ({ ...row, overdueMs: Number(overdue) }) as unknown as StoredPayout);
}

export async function readBooks(connectionString: string): Promise<Books> {
  const payouts = await readPayouts(connectionString);
  const booked = await query(connectionString, "select entry_key as key, item, kind, amount from book");
  const ledger = await query(
    connectionString,
    `select position::integer as position, key, entry ->> 'itemExternalId' as item, entry ->> 'kind' as kind,
       entry ->> 'amount' as amount
     from mass_payout.ledger_entry order by position`,
  );
  return {
    payouts,
    booked: booked as unknown as BookedRow[],
    ledger: ledger as unknown as BookedRow[],
    positions: ledger.map((row) => Number(row["position"])),
  };
}

async function query(connectionString: string, text: string): Promise<Record<string, unknown>[]> {
  const session = new pg.Client({ connectionString });
  session.on("error", () => undefined);
  await session.connect();
  try {
    return (await session.query(text)).rows;
  } finally {
    await session.end();
  }
}
