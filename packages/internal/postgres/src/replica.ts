import { appendFileSync, cpSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { giveToPostgres, prepareBinaries } from "./binaries.ts";
import { type Postgres, type PostgresOptions, startOn } from "./postgres.ts";
import { withSession } from "./session.ts";

/** A server that follows a primary by streaming, and answers only reads until it is promoted. */
export interface Replica extends Postgres {
  /** Resolves once the replica has replayed everything that the primary has committed by now. */
  catchUp(): Promise<void>;
  /** Stops following: what the primary commits from now on is missing here. */
  disconnect(): Promise<void>;
  /** Makes it a primary, on a timeline of its own. Resolves once it accepts writes. */
  promote(): Promise<void>;
}

/** What belongs to the running primary, and not to a copy of its data. */
const left =
  /^(postmaster\.(pid|opts)|pg_(wal|replslot|dynshmem|stat_tmp|notify|serial|snapshots|subtrans)\/.+)$|pgsql_tmp|pg_internal\.init/;

/**
 * Starts an asynchronous replica. The npm package has no pg_basebackup, so this makes the base backup by the functions that
 * pg_basebackup is made of, while the primary runs.
 */
export async function startReplica(
  primary: Postgres,
  options: Omit<PostgresOptions, "dataFolder"> = {},
): Promise<Replica> {
  const binaries = prepareBinaries();
  try {
    const dataFolder = join(binaries.folder, "data");
    await withSession(primary.connectionString(), async (session) => {
      // Without it the primary may remove log that the replica has not read.
      await session.query("alter system set wal_keep_size = '1GB'");
      await session.query("select pg_reload_conf()");
      await session.query("select pg_backup_start('replica', fast => true)");
      const isCopied = (path: string) => !left.test(relative(primary.dataFolder, path));
      cpSync(primary.dataFolder, dataFolder, { recursive: true, filter: isCopied });
      const { rows } = await session.query("select labelfile from pg_backup_stop(wait_for_archive => false)");
      writeFileSync(join(dataFolder, "backup_label"), rows[0].labelfile);
    });
    writeFileSync(join(dataFolder, "standby.signal"), "");
    const followed = `primary_conninfo = 'host=127.0.0.1 port=${primary.port} user=postgres'\n`;
    appendFileSync(join(dataFolder, "postgresql.auto.conf"), followed);
    giveToPostgres(dataFolder);
    const replica = await startOn(binaries, dataFolder, options);
    const query = (text: string, values: unknown[] = []) =>
      withSession(replica.connectionString(), async (session) => (await session.query(text, values)).rows[0]?.is);
    const until = async (text: string, values?: unknown[]) => {
      while ((await query(text, values)) !== true) await new Promise((resolve) => setTimeout(resolve, 10));
    };
    return {
      ...replica,
      async catchUp() {
        const position = await withSession(primary.connectionString(), async (session) => {
          const message = "select pg_logical_emit_message(false, 'catch-up', '', flush => true)::text as position";
          const { rows } = await session.query(message);
          return rows[0].position;
        });
        await until("select pg_last_wal_replay_lsn() >= $1::pg_lsn as is", [position]);
      },
      async disconnect() {
        await query("alter system set primary_conninfo = ''");
        await query("select pg_reload_conf()");
        await until("select not exists (select from pg_stat_wal_receiver) as is");
      },
      async promote() {
        await query("select pg_promote() as is");
      },
    };
  } catch (error) {
    rmSync(binaries.folder, { recursive: true, force: true });
    throw error;
  }
}
