/** What a store has under a key. */
export interface Stored {
  /** The payment as it was given: plain JSON. */
  payment: unknown;
  /** Names this version of it, in the store's own way. */
  revision: string;
}

/**
 * Where payments are kept, so that a process that dies loses nothing: a table with a version column, a key-value store
 * with compare-and-set, a folder (`@iyzico-mass-payout/client/file-store`). What it is given has no names, accounts or
 * keys in it.
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
  /** What is kept under the key; `undefined` when there is nothing. Rejects when what is there can't be read. */
  load(key: string): Promise<Stored | undefined>;
  /**
   * Keeps the payment if the store still has the expected revision, or nothing where none is expected. Resolves with the
   * new revision once it would survive a power failure, and with `undefined`, and without any change, when somebody else
   * was faster.
   */
  compareAndSet(key: string, expected: string | undefined, payment: unknown): Promise<string | undefined>;
  /**
   * Keeps others away from the key until the returned function is called. Rejects when somebody else has it. A store
   * without it still is safe, because nothing is sent before its compare-and-set went through; with it, a second process
   * finds out at once.
   */
  lock?(key: string): Promise<() => Promise<void>>;
}

/**
 * A store that is gone with the process: for tests, and for payments of which a person looks after what a crash leaves.
 *
 * @example
 * ```ts
 * import { createMemoryStore } from "@iyzico-mass-payout/client";
 *
 * const store = createMemoryStore();
 * ```
 */
export function createMemoryStore(): PaymentStore {
  const kept = new Map<string, { payment: string; revision: string }>();
  return {
    async load(key) {
      const stored = kept.get(key);
      return stored && { ...stored, payment: JSON.parse(stored.payment) };
    },
    async compareAndSet(key, expected, payment) {
      if (kept.get(key)?.revision !== expected) return undefined;
      const revision = String(Number(expected ?? 0) + 1);
      kept.set(key, { payment: JSON.stringify(payment), revision });
      return revision;
    },
  };
}
