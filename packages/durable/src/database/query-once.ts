import type { QueryAnswer, Queryable } from "./pool.js";

/**
 * Runs one statement outside a transaction. In a database whose transactions are serializable by default, one of two such
 * statements at once is rejected without effect: it runs again.
 */
export async function queryOnce(pool: Queryable, text: string, values: unknown[]): Promise<QueryAnswer> {
  try {
    return await pool.query(text, values);
  } catch (error) {
    if (Object(error).code !== "40001") throw error;
    return queryOnce(pool, text, values);
  }
}
