import type { Connection, Pool, Queryable } from "./pool.js";

/**
 * Commits only after the server has written the log to disk, whatever its settings say; a stricter setting stays. Without it,
 * a server that dies loses commits that it has confirmed.
 */
const requireDurableCommit = `
  select set_config('synchronous_commit', 'on', true)
  where current_setting('synchronous_commit') not in ('on', 'remote_apply')`;

/**
 * Runs statements in a transaction on a connection of its own. It resolves only if the server has confirmed the commit; after
 * an error the transaction may have been committed, if the error is that of the connection.
 */
export function inTransaction<Result>(pool: Pool, run: (tx: Queryable) => Promise<Result>): Promise<Result> {
  return inTransactionOf(pool, "isolation level read committed", run);
}

/** Reads several rows as they were at one moment. */
export function inSnapshot<Result>(pool: Pool, run: (tx: Queryable) => Promise<Result>): Promise<Result> {
  return inTransactionOf(pool, "isolation level repeatable read read only", run);
}

async function inTransactionOf<Result>(
  pool: Pool,
  mode: string,
  run: (tx: Queryable) => Promise<Result>,
): Promise<Result> {
  const connection = await pool.connect();
  // A connection that dies fails its statement too. Without a listener, its event would end the process.
  connection.on?.("error", ignoreError);
  let failure: Error | undefined;
  try {
    await connection.query(`begin ${mode}`);
    await connection.query(requireDurableCommit);
    const result = await run(connection);
    // A transaction in which a statement has failed is rolled back by its commit, without an error.
    const { command } = await connection.query("commit");
    if (command !== "COMMIT") throw new Error("The transaction was rolled back: one of its statements had failed.");
    return result;
  } catch (error) {
    failure = await rollBack(connection, error);
    throw error;
  } finally {
    connection.off?.("error", ignoreError);
    connection.release(failure);
  }
}

function ignoreError(): void {}

/** Rolls a transaction back. Returns an error if the connection cannot be used again. */
async function rollBack(connection: Connection, error: unknown): Promise<Error | undefined> {
  try {
    await connection.query("rollback");
    return undefined;
  } catch {
    return error instanceof Error ? error : new Error("The transaction could not be rolled back.");
  }
}
