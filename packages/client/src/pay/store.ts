/** What a store has under a key. */
export interface Stored {
  /** The payment as it was given: plain JSON. */
  payment: unknown;
  /** Identifies this revision of it, in a form that the store chooses. */
  revision: string;
  /**
   * Whether the store may have lost what was stored last, as after a fail-over to a replica or a restore: an init or an auth
   * may have been sent that the payment does not know of. To be set until the next revision is stored. `revision` must then be
   * another one than before, so that a process which loaded it before can store nothing.
   */
  isRestored?: boolean;
}

/** A lock of a payment: the function that releases it. */
export interface PaymentLock {
  /** Releases the lock. */
  (): Promise<void>;
  /** Whether another process had the lock and did not release it: it has died, or could not renew the lock. */
  isTakenOver?: boolean;
}

/**
 * Where payments are kept, so that a process that dies loses nothing: a table with a version column, a key-value store
 * with compare-and-set, a folder (`@iyzico-mass-payout/client/file-store`). What it is given has no names, accounts or
 * API keys in it.
 *
 * @example
 * ```ts
 * import type { PaymentStore } from "@iyzico-mass-payout/client";
 *
 * interface Row {
 *   payment: unknown;
 *   revision: string;
 * }
 *
 * // UPDATE … SET payment = $1, revision = $2 WHERE key = $3 AND revision = $4, or INSERT … ON CONFLICT DO NOTHING
 * export function tableStore(table: { read(key: string): Promise<Row | undefined>; swap(key: string, expected: string | undefined, row: Row): Promise<boolean> }): PaymentStore {
 *   return {
 *     load: (key) => table.read(key),
 *     async compareAndSet(key, expected, payment) {
 *       const revision = crypto.randomUUID();
 *       return (await table.swap(key, expected, { payment, revision })) ? revision : undefined;
 *     },
 *   };
 * }
 * ```
 */
export interface PaymentStore {
  /** What is kept under the key; `undefined` if there is nothing. Rejects if what is there cannot be read. */
  load(key: string): Promise<Stored | undefined>;
  /**
   * Stores the payment if the store still has the expected revision, or nothing if none is expected. Resolves with the new
   * revision once it would survive a power failure. Resolves with `undefined`, without a change, if another process stored
   * a revision first.
   */
  compareAndSet(key: string, expected: string | undefined, payment: unknown): Promise<string | undefined>;
  /**
   * Locks the key until the returned function is called. Rejects if another process holds the lock. A store without locks
   * is safe too, because nothing is sent before a compare-and-set succeeded; with a lock, a second process fails at once. If
   * a lock can be lost, such as one that must be renewed, `compareAndSet` must reject once it is.
   */
  lock?(key: string): Promise<PaymentLock>;
  /**
   * Finds the payments of other keys with the same list of recipients and amounts.
   *
   * - `fingerprint`: one HMAC-SHA256 over `list`, in hexadecimal, with the random value of the store as its key.
   * - `others`: the other payments of this store whose `listFingerprint` is the same, with their key and `createdAt`, in
   *   milliseconds since 1970. The store reads both fields from the payments that it is given.
   */
  findSameList?(
    key: string,
    list: string,
  ): Promise<{ fingerprint: string; others: readonly { key: string; createdAt: number }[] }>;
}

/**
 * A store in memory, lost with the process: for tests, and for payments whose recovery after a crash is done by hand.
 *
 * @example
 * ```ts
 * import { createMemoryStore } from "@iyzico-mass-payout/client";
 *
 * const store = createMemoryStore();
 * ```
 */
export function createMemoryStore(): PaymentStore {
  const rows = new Map<string, { payment: string; revision: string }>();
  return {
    async load(key) {
      const row = rows.get(key);
      return row && { ...row, payment: JSON.parse(row.payment) };
    },
    async compareAndSet(key, expected, payment) {
      if (rows.get(key)?.revision !== expected) return undefined;
      const revision = String(Number(expected ?? 0) + 1);
      rows.set(key, { payment: JSON.stringify(payment), revision });
      return revision;
    },
  };
}
