import { createTestDatabase } from "@iyzico-mass-payout/postgres/test-database";
import pg from "pg";
import { onTestFinished } from "vitest";
import { migrateTables } from "../../src/database/migrations.ts";
import type { Pool } from "../../src/database/pool.ts";

/** A database of its own with the tables in the default schema, and a pool that ends with the test. */
export async function migratedDatabase(): Promise<{ connectionString: string; pool: Pool & pg.Pool }> {
  const connectionString = await createTestDatabase();
  const pool = new pg.Pool({ connectionString }) as Pool & pg.Pool;
  onTestFinished(() => pool.end());
  await migrateTables(pool, "mass_payout");
  return { connectionString, pool };
}
