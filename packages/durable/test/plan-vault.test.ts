import { randomBytes } from "node:crypto";
import pg from "pg";
import { expect, it } from "vitest";
import { durable, outcomeOf, planOf } from "./support/durable.ts";

/** Every table of the schema as text. */
async function dumpOf(database: string): Promise<Map<string, string>> {
  const client = new pg.Client(database);
  await client.connect();
  const { rows } = await client.query("select tablename from pg_tables where schemaname = 'mass_payout'");
  const dump = new Map<string, string>();
  for (const { tablename } of rows) {
    const { rows: text } = await client.query(`select row::text from mass_payout.${tablename} as row`);
    const words = text.map(({ row }) => String(row));
    // bytea is shown in hexadecimal.
    dump.set(
      tablename,
      words.join("\n") +
        words.map((word) => Buffer.from(word.replace(/^.*\\x/s, ""), "hex").toString("latin1")).join("\n"),
    );
  }
  await client.end();
  return dump;
}

it.concurrent("keeps names and accounts in the table of plans only, encrypted with a key, and deletes them", async (context) => {
  const { payouts, database, another } = await durable(context, { encryptionKey: randomBytes(32) });
  await payouts.submit(planOf("salaries", ["1"]), { by: "finance-1" });
  await payouts.start();
  await outcomeOf(payouts, "salaries", "settled");
  for (const [, text] of await dumpOf(database)) expect(text).not.toMatch(/Recipient 1|TR3300061|Item 1/);
  await expect(another({ encryptionKey: randomBytes(32) }).start()).rejects.toMatchObject({
    code: "invalid_configuration",
  });
  await expect(
    another({ encryptionKey: undefined }).submit(planOf("other", ["1"]), { by: "finance-1" }),
  ).rejects.toMatchObject({
    code: "invalid_configuration",
  });
  expect(await payouts.purge({ before: Date.UTC(2020, 0) })).toEqual({ purged: 0 });
  expect(await payouts.purge({ before: Date.now() + 60_000 })).toEqual({ purged: 1 });
  expect(await payouts.get("salaries")).toMatchObject({ outcome: "settled" });
  expect((await payouts.submit(planOf("salaries", ["1"]), { by: "finance-1" })).isNew).toBe(false);
});

it.concurrent("keeps names and accounts in the table of plans only without a key", async (context) => {
  const { payouts, database } = await durable(context);
  await payouts.submit(planOf("salaries", ["1"]), { by: "finance-1" });
  const dump = await dumpOf(database);
  expect(dump.get("payout_plan")).toMatch("Recipient 1");
  dump.delete("payout_plan");
  for (const [table, text] of dump) expect([table, text.match(/Recipient 1|TR3300061|Item 1/)]).toEqual([table, null]);
});
