import { randomUUID } from "node:crypto";
import type { Outcome, PaymentLock, PaymentStore, Stored } from "@iyzico-mass-payout/client";
import { lockKey } from "../database/lock-key.js";
import { migrateTables, readTableState } from "../database/migrations.js";
import { type Database, openPool, type Queryable } from "../database/pool.js";
import { queryOnce } from "../database/query-once.js";
import { isSameDatabase, recordRestored } from "../database/restored.js";
import { checkSchemaName } from "../database/schema-name.js";
import { inTransaction } from "../database/transaction.js";
import { isSupersession } from "./is-supersession.js";
import { expiry, type Lease, takeLease } from "./lease.js";
import { findSameList } from "./same-list.js";
import { drivenByWorkerError, lockedError, lockLostError, tablesMissingError } from "./store-errors.js";

/** Options of a payment store in Postgres. */
export interface PostgresStoreOptions {
  /** The schema of the tables. Default: `"mass_payout"`. */
  schema?: string | undefined;
}

/** A payment that {@link PostgresStore.list} found. */
export interface ListedPayment extends Stored {
  /** The key that the payment is stored under. */
  key: string;
}

/** A payment store in Postgres, which can also list its payments. */
export interface PostgresStore extends PaymentStore {
  lock(key: string): Promise<PaymentLock>;
  findSameList: NonNullable<PaymentStore["findSameList"]>;
  /**
   * Lists the payments of the store in the order of their keys, those of durable payouts included. Nothing is locked, and at
   * most 100 payments are held in memory.
   */
  list(): AsyncIterable<ListedPayment>;
  /**
   * Creates the tables, or brings them to the version of this package. Once, before the first use; safe when many processes
   * do it at once.
   */
  migrate(): Promise<void>;
  /** Ends the connections, if the store was given a connection string. */
  close(): Promise<void>;
}

/**
 * Keeps payments of `iyzico.pay` in Postgres, for processes on several machines. A payment is on the disk of the database
 * before anything is sent, whatever the server's setting of `synchronous_commit`. While a process pays, it holds a lock,
 * which it renews; the lock of a process that has died is taken over 30 seconds later. A payout of `createDurablePayouts`
 * is driven by a worker: a call of `pay` with its key changes nothing. Of a settled one, items can be paid again. No state of
 * a session is used, so that pgBouncer may pool transactions.
 *
 * Methods reject with a MassPayoutError: `store_missing` if the schema has no tables of this version, as of a wrong
 * database; `payment_locked` if another process holds the lock or has taken it over, or a worker drives the payment. Errors
 * of the database are passed on. A commit whose answer is lost rejects: the next call reads what is stored.
 *
 * @throws {MassPayoutError} `invalid_configuration` if an option cannot be used.
 *
 * @example
 * ```ts
 * import { createPostgresStore } from "@iyzico-mass-payout/durable";
 *
 * const store = createPostgresStore("postgres://localhost/payouts");
 * await store.migrate(); // once, when the program is set up
 * ```
 */
export function createPostgresStore(database: Database, options: PostgresStoreOptions = {}): PostgresStore {
  return createStore(database, options, 30_000);
}

interface PaymentRow {
  key: string;
  payment: string;
  revision: string;
  payout_key: string | null;
  is_restored: boolean;
}

const maxConnections = 4;
const pageSize = 100;

/** As {@link createPostgresStore}, with locks of another length. */
export function createStore(database: Database, options: PostgresStoreOptions, leaseMs: number): PostgresStore {
  const schema = checkSchemaName(Object(options).schema);
  const { pool, close } = openPool(database, maxConnections);
  const table = `${schema}.payment`;
  /** The locks that this store holds, by key. */
  const leases = new Map<string, Lease>();
  let isChecked = false;

  const checkTables = async () => {
    if (isChecked) return;
    const state = await readTableState(pool, schema);
    if (state !== "usable") throw tablesMissingError(schema, state);
    isChecked = true;
  };
  const readRow = async (queryable: Queryable, key: string): Promise<PaymentRow | undefined> => {
    const statement = `select key, payment::text, revision, payout_key, is_restored from ${table} where key = $1`;
    return (await queryable.query(statement, [key])).rows[0];
  };

  // Renews the lock, if this store holds it, in the statement that stores: a lock that was lost cannot be overlooked.
  const held = `
    held as (
      update ${schema}.payment_lock set expires_at = ${expiry("$7")} where key = $1 and owner = $6 returning key
    )`;
  const isHeld = "($6::uuid is null or exists (select from held))";
  const answer = `select (select revision from saved) as revision, ${isHeld} as is_held`;
  const insert = `
    with ${held}, saved as (
      insert into ${table} (key, revision, payment, list_fingerprint, created_at, phase)
      select $1, $2, $3::json, $4, $5::bigint, $8 where ${isHeld}
      on conflict (key) do nothing
      returning revision
    ) ${answer}`;
  const update = (condition: string) => `
    with ${held}, saved as (
      update ${table}
      set revision = $2, payment = $3::json, list_fingerprint = $4, created_at = $5::bigint, saved_at = clock_timestamp(),
          is_restored = false, phase = $8
      where key = $1 and revision = $9 and ${isHeld} and ${condition}
      returning revision
    ) ${answer}`;

  /** Throws unless a key can be used by `pay`: a payout, and each part of a divided one, has its key for itself. */
  const checkFree = async (tx: Queryable, key: string, outcome: Outcome) => {
    const payout = await tx.query(`select from ${schema}.payout where key = $1`, [key]);
    const row = await readRow(tx, key);
    if (payout.rows.length > 0 || typeof row?.payout_key === "string") throw drivenByWorkerError(outcome);
  };

  return {
    async load(key) {
      await checkTables();
      await recordRestored(pool, schema);
      const row = await readRow(pool, key);
      if (row === undefined) return undefined;
      const isRestored = row.is_restored && { isRestored: true };
      return { payment: JSON.parse(row.payment), revision: row.revision, ...isRestored };
    },

    async compareAndSet(key, expected, payment) {
      await checkTables();
      // With a revision expected, earlier calls may have sent something.
      const outcome = expected === undefined ? "not-sent" : "unknown";
      const content = JSON.stringify(payment);
      const { listFingerprint, createdAt, phase } = Object(payment);
      const listed = [listFingerprint ?? null, typeof createdAt === "number" ? Math.round(createdAt) : null];
      const values = [key, randomUUID(), content, ...listed, leases.get(key)?.owner ?? null, leaseMs, String(phase)];
      return inTransaction(pool, async (tx) => {
        const save = async (statement: string, ...more: unknown[]): Promise<string | undefined> => {
          const { rows } = await tx.query(statement, [...values, ...more]);
          const { revision, is_held: isStillHeld } = rows[0] as { revision: string | null; is_held: boolean };
          if (!isStillHeld) throw lockLostError(outcome);
          return revision ?? undefined;
        };
        if (expected === undefined) {
          await lockKey(tx, schema, key);
          await checkFree(tx, key, outcome);
          return save(insert);
        }
        // A database that took over since the payment was loaded may lack what was stored last: it is loaded again first.
        if ((await isSameDatabase(tx, schema)) === false) return undefined;
        const saved = await save(update("payout_key is null"), expected);
        if (saved !== undefined) return saved;
        const row = await readRow(tx, key);
        if (typeof row?.payout_key !== "string") return undefined;
        if (!isSupersession(JSON.parse(row.payment), JSON.parse(content))) throw drivenByWorkerError(outcome);
        // Another revision than the one that was compared is not replaced.
        return row.revision === expected ? save(update("payout_key is not null"), expected) : undefined;
      });
    },

    async lock(key) {
      await checkTables();
      const lease = await takeLease(pool, schema, key, leaseMs);
      if (lease === undefined) throw lockedError(leaseMs);
      leases.set(key, lease);
      const unlock: PaymentLock = async () => {
        // It may be called again when there is another lock.
        if (leases.get(key) === lease) leases.delete(key);
        await lease.release();
      };
      unlock.isTakenOver = lease.isTakenOver;
      return unlock;
    },

    async findSameList(key, list) {
      await checkTables();
      return findSameList(pool, schema, key, list);
    },

    async *list() {
      await checkTables();
      const page = `select key, payment::text, revision from ${table} where key > $1 order by key limit ${pageSize}`;
      for (let last: string | undefined = ""; last !== undefined; ) {
        const { rows } = await queryOnce(pool, page, [last]);
        for (const { key, payment, revision } of rows as PaymentRow[]) {
          yield { key, payment: JSON.parse(payment), revision };
        }
        last = rows.length === pageSize ? (rows as PaymentRow[]).at(-1)?.key : undefined;
      }
    },

    migrate: () => migrateTables(pool, schema),
    close,
  };
}
