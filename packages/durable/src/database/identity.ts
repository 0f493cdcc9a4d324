import type { Queryable } from "./pool.js";

/** Which Postgres answers: another system or timeline may lack commits that this one had confirmed. */
export interface DatabaseIdentity {
  systemIdentifier: string;
  timeline: string;
}

/**
 * The statement's columns for the identity. The timeline is that of the log that is written now: a replica that was promoted
 * shows the new one at once, while its control file may not.
 */
export const identityColumns = `
  (select system_identifier::text from pg_control_system()) as system_identifier,
  substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) as timeline`;

/** Reads the identity of the Postgres that answers. Rejects on a replica. */
export async function readIdentity(queryable: Queryable): Promise<DatabaseIdentity> {
  const { rows } = await queryable.query(`select ${identityColumns}`);
  return identityOf(rows[0]);
}

/** The identity in a row with {@link identityColumns}. */
export function identityOf(row: { system_identifier: string; timeline: string }): DatabaseIdentity {
  return { systemIdentifier: row.system_identifier, timeline: String(Number.parseInt(row.timeline, 16)) };
}
