import type { Pool, Queryable } from "./pool.js";
import { inTransaction } from "./transaction.js";

/** A change of the tables. Once published, it is never edited: a further change is a further migration. */
interface Migration {
  version: number;
  /**
   * The oldest version of this package's tables whose workers may go on working beside it. A worker that is older stops.
   */
  compatibleWith: number;
  statements(schema: string): string;
}

const migrations: readonly Migration[] = [
  {
    version: 1,
    compatibleWith: 1,
    statements: (schema) => `
      -- What holds for all payouts of the schema: one row.
      create table ${schema}.payout_settings (
        id boolean primary key default true check (id),
        -- The key of the HMAC by which equal lists are found.
        list_secret bytea not null default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'),
        policy json,
        policy_at timestamptz,
        policy_by text,
        -- Which Postgres wrote the last commit: another one may lack commits.
        system text,
        timeline bigint,
        restored_at timestamptz,
        -- Shows whether a process has the same encryption key as the others.
        key_check bytea,
        ledger_position bigint not null default 0
      );
      insert into ${schema}.payout_settings default values;

      -- A plan that was submitted. It has one payment, or several if it was divided.
      create table ${schema}.payout (
        key text primary key,
        external_id text not null,
        submitted_by text not null,
        submitted_at timestamptz not null default clock_timestamp(),
        authorize_at timestamptz,
        plan_fingerprint text not null,
        list_fingerprint text not null,
        max_items integer,
        part_count integer not null,
        item_count integer not null,
        -- The policy in force at the submission.
        policy json,
        outcome text not null default 'in-progress',
        phase text not null default 'planned',
        reason text,
        -- What the worker keeps between jobs: the review, the approval in use, the required action.
        progress json not null default '{}',
        -- Raised by each wake-up from outside, so that a worker that is about to pause notices it.
        wake_count bigint not null default 0,
        wake_at timestamptz,
        cancel_requested_by text,
        restored_at timestamptz,
        failures integer not null default 0,
        failure text,
        updated_at timestamptz not null default clock_timestamp(),
        settled_at timestamptz
      );
      create index payout_by_time on ${schema}.payout (submitted_at desc, key desc);
      create index payout_by_outcome on ${schema}.payout (outcome, submitted_at desc, key desc);
      create index payout_open on ${schema}.payout (wake_at) where outcome <> 'settled';
      create index payout_by_list on ${schema}.payout (list_fingerprint);
      create index payout_settled on ${schema}.payout (settled_at) where settled_at is not null;

      -- The state machine of the client: of a payout, or of a call of pay.
      create table ${schema}.payment (
        key text primary key,
        payout_key text references ${schema}.payout (key),
        part integer,
        revision text not null,
        payment json not null,
        -- Its phase, for what must not read the document.
        phase text not null,
        -- Whether revisions may be lost that came after this one.
        is_restored boolean not null default false,
        list_fingerprint text,
        created_at bigint,
        saved_at timestamptz not null default clock_timestamp()
      );
      create index payment_of_payout on ${schema}.payment (payout_key, part) where payout_key is not null;
      create index payment_by_list on ${schema}.payment (list_fingerprint) where list_fingerprint is not null;

      create table ${schema}.payment_lock (
        key text primary key,
        owner uuid not null,
        expires_at timestamptz not null
      );

      -- The only table with names and accounts.
      create table ${schema}.payout_plan (
        payout_key text primary key references ${schema}.payout (key),
        content bytea not null,
        is_encrypted boolean not null
      );

      create table ${schema}.payout_approval (
        id bigint generated always as identity primary key,
        payout_key text not null references ${schema}.payout (key),
        digest text not null,
        approver text not null,
        note text,
        at timestamptz not null default clock_timestamp(),
        void_at timestamptz,
        void_reason text
      );
      create unique index payout_approval_once on ${schema}.payout_approval (payout_key, digest, approver) where void_at is null;

      -- What people did, and what the database went through.
      create table ${schema}.payout_event (
        id bigint generated always as identity primary key,
        payout_key text references ${schema}.payout (key),
        at timestamptz not null default clock_timestamp(),
        event text not null,
        by text,
        details json
      );
      create index payout_event_of_payout on ${schema}.payout_event (payout_key, id);

      create table ${schema}.ledger_entry (
        position bigint primary key,
        key text not null unique,
        payout_key text not null references ${schema}.payout (key),
        entry json not null,
        recorded_at timestamptz not null default clock_timestamp()
      );
      create index ledger_entry_of_payout on ${schema}.ledger_entry (payout_key, position);

      create table ${schema}.rate_limit (
        merchant text primary key,
        interval_ms double precision not null,
        burst integer not null,
        -- When a limiter with this interval last took a slot.
        limited_at timestamptz not null,
        -- The theoretical arrival time of GCRA.
        next_at timestamptz not null,
        waited_ms double precision not null default 0,
        granted_at timestamptz
      );
    `,
  },
];

/** The version of the tables that this package knows. */
const currentVersion: number = Math.max(...migrations.map(({ version }) => version));

/**
 * Brings the tables of a schema to the version of this package. Safe when many processes do it at once, and when it was done
 * before.
 */
export async function migrateTables(pool: Pool, schema: string): Promise<void> {
  await inTransaction(pool, async (tx) => {
    await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`mass-payout migrate ${schema}`]);
    await tx.query(`create schema if not exists ${schema}`);
    await tx.query(`
      create table if not exists ${schema}.payout_migration (
        version integer primary key,
        compatible_with integer not null,
        applied_at timestamptz not null default clock_timestamp()
      )`);
    const { rows } = await tx.query(`select version from ${schema}.payout_migration`);
    const applied = new Set(rows.map(({ version }: { version: number }) => version));
    for (const { version, compatibleWith, statements } of migrations.filter(({ version }) => !applied.has(version))) {
      await tx.query(statements(schema));
      await tx.query(`insert into ${schema}.payout_migration (version, compatible_with) values ($1, $2)`, [
        version,
        compatibleWith,
      ]);
    }
  });
}

/** Whether the tables are there and can be used by this version: `missing`, `outdated`, `newer` or `usable`. */
export async function readTableState(
  queryable: Queryable,
  schema: string,
): Promise<"missing" | "outdated" | "newer" | "usable"> {
  const { rows: found } = await queryable.query("select to_regclass($1) is not null as found", [
    `${schema}.payout_migration`,
  ]);
  if (found[0]?.found !== true) return "missing";
  const { rows } = await queryable.query(
    `select max(version) as version, (array_agg(compatible_with order by version desc))[1] as compatible_with
     from ${schema}.payout_migration`,
  );
  const { version, compatible_with: compatibleWith } = rows[0] as { version: number; compatible_with: number };
  if (version < currentVersion) return "outdated";
  return compatibleWith > currentVersion ? "newer" : "usable";
}
