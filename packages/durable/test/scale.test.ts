import pg from "pg";
import { expect, it } from "vitest";
import type { Queryable } from "../src/index.ts";
import { durable } from "./support/durable.ts";

/** The names of the tables that a plan reads from end to end. */
function scannedTables(plan: { "Node Type": string; "Relation Name"?: string; Plans?: never[] }): string[] {
  const own = plan["Node Type"] === "Seq Scan" ? [plan["Relation Name"] as string] : [];
  return [...own, ...(plan.Plans ?? []).flatMap(scannedTables)];
}

it("answers from indexes however many payouts are settled", async (context) => {
  const { database, another } = await durable(context);
  const pool = new pg.Pool({ connectionString: database });
  context.onTestFinished(() => pool.end());
  await pool.query(`
    insert into mass_payout.payout
      (key, external_id, submitted_by, submitted_at, plan_fingerprint, list_fingerprint, part_count, item_count, outcome, phase, settled_at)
    select 'payout-' || n, 'payout-' || n, 'finance-1', clock_timestamp() - n * interval '1 minute', n, n, 1, 1, 'settled', 'settled', clock_timestamp()
    from generate_series(1, 100000) n;
    insert into mass_payout.payout_event (payout_key, event) select key, 'submitted' from mass_payout.payout;
    insert into mass_payout.ledger_entry (position, key, payout_key, entry)
      select n, 'entry-' || n, 'payout-' || n, '{}' from generate_series(1, 100000) n;
    analyze;`);
  const queries: { text: string; values: unknown[] | undefined }[] = [];
  const recorded: Queryable & Pick<pg.Pool, "connect"> = {
    query(text: string, values?: unknown[]) {
      queries.push({ text, values });
      return pool.query(text, values);
    },
    connect: pool.connect.bind(pool),
  };
  const payouts = another({ database: recorded as never });
  const first = await payouts.list({ outcome: "settled", limit: 3 });
  expect(first.payouts.map(({ key }) => key)).toEqual(["payout-1", "payout-2", "payout-3"]);
  const second = await payouts.list({ outcome: "settled", limit: 3, after: first.next });
  expect(second.payouts.map(({ key }) => key)).toEqual(["payout-4", "payout-5", "payout-6"]);
  expect((await payouts.list({ limit: 2 })).payouts).toHaveLength(2);
  expect((await payouts.list({ outcome: "action-required" })).payouts).toEqual([]);
  expect(await payouts.history("payout-77777")).toMatchObject([{ event: "submitted" }]);
  expect(await payouts.ledger({ since: 99_998 })).toHaveLength(2);
  expect(await payouts.ledger({ key: "payout-5" })).toHaveLength(1);
  expect(await payouts.health()).toMatchObject({ open: {}, overdue: 0 });
  expect(queries.length).toBeGreaterThan(8);
  for (const { text, values } of queries) {
    const { rows } = await pool.query(`explain (format json) ${text}`, values);
    const scanned = scannedTables(rows[0]["QUERY PLAN"][0].Plan).filter(
      (table) => !/settings|rate_limit|payout_migration/.test(table),
    );
    // A table of a few rows is read as it is.
    expect([text, values, scanned.filter((table) => table !== "payment")]).toEqual([text, values, []]);
  }
});
