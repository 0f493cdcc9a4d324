import { randomUUID } from "node:crypto";
import { Client, escapeIdentifier } from "pg";

/** Runs `use` with a connection of its own. */
export async function withSession<Result>(
  connectionString: string,
  use: (session: Client) => Promise<Result>,
): Promise<Result> {
  const session = new Client({ connectionString });
  await session.connect();
  try {
    return await use(session);
  } finally {
    await session.end();
  }
}

/**
 * Creates an empty database on the server of a connection string, and resolves with the one of the new database. Default:
 * a name of its own.
 */
export async function createDatabase(
  connectionString: string,
  name: string = `test_${randomUUID().replaceAll("-", "")}`,
): Promise<string> {
  // A copy of files writes no log: 50 ms.
  const statement = `create database ${escapeIdentifier(name)} strategy file_copy`;
  await withSession(connectionString, (session) => session.query(statement));
  const created = new URL(connectionString);
  created.pathname = name;
  return created.href;
}
