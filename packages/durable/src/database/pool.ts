import pg from "pg";
import { invalidOption } from "../errors/invalid-option.js";

/** What a query answers, as node-postgres does. */
export interface QueryAnswer {
  // biome-ignore lint/suspicious/noExplicitAny: the columns are those of the statement.
  rows: any[];
  rowCount: number | null;
  /** The command that Postgres executed, such as "COMMIT". */
  command: string;
}

/** Runs statements, as a pool and a connection of node-postgres do. */
export interface Queryable {
  query(text: string, values?: unknown[]): Promise<QueryAnswer>;
}

/** One connection of a pool. */
export interface Connection extends Queryable {
  /** Gives the connection back, or ends it if there was an error. */
  release(error?: Error | boolean): void;
  on?(event: "error", listener: (error: Error) => void): unknown;
  off?(event: "error", listener: (error: Error) => void): unknown;
}

/** The pool of connections that the package uses: a `Pool` of node-postgres fits. */
export interface Pool extends Queryable {
  connect(): Promise<Connection>;
}

/** Where the data is: a connection string, or a `Pool` of node-postgres that the caller ends. */
export type Database = string | Pool;

/** A pool, and how to end it. One of the caller's is left open. */
export interface OpenPool {
  pool: Pool;
  close(): Promise<void>;
}

/** How long to wait for a connection, and for the answer to one statement, in milliseconds. */
const connectionTimeoutMs = 10_000;
const queryTimeoutMs = 60_000;

/**
 * Opens the caller's database.
 *
 * @param maxConnections how many connections a pool of our own may have.
 */
export function openPool(database: Database, maxConnections: number): OpenPool {
  if (typeof database === "string" && /^postgres(ql)?:\/\//.test(database)) {
    const pool = new pg.Pool({
      connectionString: database,
      max: maxConnections,
      connectionTimeoutMillis: connectionTimeoutMs,
      query_timeout: queryTimeoutMs,
      keepAlive: true,
      application_name: "mass-payout",
    });
    // An idle connection that dies is replaced at the next use. Without a listener, the error would end the process.
    pool.on("error", () => undefined);
    let closing: Promise<void> | undefined;
    const close = async () => {
      closing ??= pool.end();
      await closing;
    };
    return { pool: pool as Pool, close };
  }
  if (typeof Object(database).connect !== "function" || typeof Object(database).query !== "function") {
    throw invalidOption("database must be a connection string, such as postgres://user@host/name, or a Pool of pg.");
  }
  return { pool: database as Pool, close: async () => undefined };
}
