// Shows how final ledger entries reach the books: each entry once, by its key, however often and wherever this runs, and the
// sums of the books are compared with those of the payments to the kuruş. Run it after each payment, and every night.
//   create table book (key text primary key, payment text not null, kind text not null, item text not null,
//     amount numeric not null, currency text not null, at timestamptz not null)
import { type LedgerEntry, sumByCurrency } from "@iyzico-mass-payout/client";
import { readPayment, reportOf } from "@iyzico-mass-payout/client/payment";
import { createPostgresStore } from "@iyzico-mass-payout/durable";
import pg from "pg";

const database = new pg.Pool({ connectionString: process.env["DATABASE_URL"] });
const store = createPostgresStore(database);

/** Books the final entries of a payment in one transaction. An entry that was booked before stays as it is. */
async function book(payment: string, entries: readonly LedgerEntry[]): Promise<number> {
  const connection = await database.connect();
  try {
    await connection.query("begin");
    let booked = 0;
    for (const { key, kind, itemExternalId, amount, currency, at } of entries) {
      // Amounts are texts from iyzico to `numeric`: a number of JavaScript would lose kuruş.
      const { rowCount } = await connection.query(
        "insert into book values ($1, $2, $3, $4, $5::numeric, $6, $7) on conflict (key) do nothing",
        [key, payment, kind, itemExternalId, amount, currency, new Date(at)],
      );
      booked += rowCount ?? 0;
    }
    await connection.query("commit");
    return booked;
  } catch (error) {
    await connection.query("rollback");
    throw error;
  } finally {
    connection.release();
  }
}

/** Compares what the books have of a payment with its entries, one sum for each kind and currency. */
async function differencesOf(payment: string, entries: readonly LedgerEntry[]): Promise<string[]> {
  const expected = Object.entries(Object.groupBy(entries, ({ kind }) => kind)).flatMap(([kind, ofKind = []]) =>
    Object.entries(sumByCurrency(ofKind)).map(([currency, sum]) => ({ kind, currency, sum })),
  );
  const statement = `
    with booked as (select kind, currency, sum(amount) as sum from book where payment = $1 group by kind, currency),
    expected as (select kind, currency, sum from jsonb_to_recordset($2) as row(kind text, currency text, sum numeric))
    select kind, currency, coalesce(booked.sum, 0)::text as booked, coalesce(expected.sum, 0)::text as expected
    from booked full join expected using (kind, currency) where booked.sum is distinct from expected.sum`;
  const { rows } = await database.query(statement, [payment, JSON.stringify(expected)]);
  return rows.map(
    (row) => `${payment}: ${row.kind} ${row.booked} ${row.currency} is booked, and ${row.expected} is right`,
  );
}

const differences: string[] = [];
let booked = 0;
let open = 0;
for await (const { key, payment } of store.list()) {
  const { phase, ledger } = reportOf(readPayment(payment, key));
  const final = ledger.filter(({ isFinal }) => isFinal); // Another entry may still change, and is not booked.
  booked += await book(key, final);
  differences.push(...(await differencesOf(key, final)));
  if (phase !== "settled") open += 1;
}
const sums = await database.query(
  "select kind, currency, sum(amount)::text as sum from book group by kind, currency order by currency, kind",
);
console.log(JSON.stringify({ booked, open, sums: sums.rows, differences }));
process.exitCode = differences.length === 0 ? 0 : 1;
await database.end();
