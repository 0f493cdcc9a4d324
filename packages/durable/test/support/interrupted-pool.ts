import pg from "pg";
import type { Pool, QueryAnswer } from "../../src/database/pool.ts";

/** A statement that is run. */
interface Statement {
  /** Counted from 0. */
  position: number;
  text: string;
  backendPid: number;
}

/** What happens around each statement: before it is sent, or after it was answered. */
export interface Interruption {
  before?(statement: Statement): void | Promise<void>;
  after?(statement: Statement): void | Promise<void>;
}

/** A pool of real connections, with an interruption around its statements. */
export function interruptedPool(
  connectionString: string,
  { before, after }: Interruption,
): Pool & { end(): Promise<void> } {
  const pool = new pg.Pool({ connectionString, max: 4 });
  pool.on("error", () => undefined);
  pool.on("connect", (connection) => connection.on("error", () => undefined));
  let count = 0;
  const run = async (connection: pg.PoolClient, text: string, values?: unknown[]): Promise<QueryAnswer> => {
    const { processID: backendPid } = connection as pg.PoolClient & { processID: number };
    const statement = { position: count, text, backendPid };
    count += 1;
    await before?.(statement);
    const answer = await connection.query(text, values);
    await after?.(statement);
    return answer;
  };
  const connect: Pool["connect"] = async () => {
    const connection = await pool.connect();
    return {
      query: (text, values) => run(connection, text, values),
      release: (error) => connection.release(error),
    };
  };
  return {
    connect,
    async query(text, values) {
      const connection = await connect();
      let failure: Error | undefined;
      try {
        return await connection.query(text, values);
      } catch (error) {
        failure = error as Error;
        throw error;
      } finally {
        connection.release(failure);
      }
    },
    end: () => pool.end(),
  };
}
