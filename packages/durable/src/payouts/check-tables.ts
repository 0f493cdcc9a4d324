import { readTableState } from "../database/migrations.js";
import type { Queryable } from "../database/pool.js";
import { invalidOption } from "../errors/invalid-option.js";

/** Throws unless the schema has tables that this version can work with. */
export async function checkTables({ pool, schema }: { pool: Queryable; schema: string }): Promise<void> {
  const state = await readTableState(pool, schema);
  if (state === "usable") return;
  if (state === "newer") {
    throw invalidOption(
      "The tables are those of a newer version, which this one cannot work with.",
      "Deploy the newer version.",
    );
  }
  throw invalidOption(
    state === "missing"
      ? `The schema ${schema} has no tables of payouts.`
      : "The tables are those of an older version.",
    "Call migrate() once, with a user who may create tables. Check the name of the database too.",
  );
}
