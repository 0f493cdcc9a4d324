import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PayoutPlan } from "@iyzico-mass-payout/client";
import { createPostgresStore } from "@iyzico-mass-payout/durable";
import { withSession } from "@iyzico-mass-payout/postgres/session";
import { createTestDatabase } from "@iyzico-mass-payout/postgres/test-database";
import { here } from "./project.ts";

/** A database of an example. */
export interface ExampleDatabase {
  env: { DATABASE_URL: string };
  /** Runs a statement, and returns its rows. */
  query(statement: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** Adds a row of `payout_run`. */
  addRun(plan: PayoutPlan): Promise<void>;
}

/** Creates a database with the tables of the packages, and with the table that the example's leading comment describes. */
export async function createExampleDatabase(file: string): Promise<ExampleDatabase> {
  const url = await createTestDatabase();
  const store = createPostgresStore(url);
  await store.migrate();
  await store.close();
  const query = (statement: string, values: unknown[] = []) =>
    withSession(url, async (session) => (await session.query(statement, values)).rows);
  const comment = /^(\/\/.*\n)+/.exec(readFileSync(join(here, file), "utf8"))?.[0].replace(/^\/\/ */gm, "") ?? "";
  const [table] = /^create table \w+ \([\s\S]*?\)$/m.exec(comment) ?? [];
  if (table === undefined) throw new Error(`The leading comment of ${file} must have its table`);
  await query(table);
  return {
    env: { DATABASE_URL: url },
    query,
    async addRun(plan) {
      await query("insert into payout_run (id, plan) values ($1, $2)", [plan.key, JSON.stringify(plan)]);
    },
  };
}
