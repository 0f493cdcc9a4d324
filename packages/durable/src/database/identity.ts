import type { Queryable } from "./pool.js";

/** Which Postgres answers: another system, timeline or table may lack commits that this one had confirmed. */
export interface DatabaseIdentity {
  /** The cluster, the database in it, and the table in that: a dump that is restored makes new ones. */
  system: string;
  /**
   * The timeline of the log that is written now: a replica that was promoted shows the new one at once, while its control
   * file may not.
   */
  timeline: string;
}

/** Reads the identity of the Postgres that answers. Rejects on a replica. */
export async function readIdentity(queryable: Queryable, schema: string): Promise<DatabaseIdentity> {
  const { rows } = await queryable.query(
    `select
       (select system_identifier::text from pg_control_system()) as cluster,
       (select oid::text from pg_database where datname = current_database()) as database,
       '${schema}.payout_settings'::regclass::oid::text as settings,
       substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) as timeline`,
  );
  const { cluster, database, settings, timeline } = rows[0] as Record<string, string>;
  return { system: [cluster, database, settings].join("/"), timeline: String(Number.parseInt(timeline as string, 16)) };
}
