import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { invalidConfiguration } from "../../errors/invalid.js";
import { MassPayoutError, type Outcome } from "../../errors/mass-payout-error.js";
import { checkNames } from "../../validation/check-names.js";
import { canonicalJson, sha256 } from "../machine/hash.js";
import { paymentLockedError, paymentUnreadableError } from "../machine/payment-errors.js";
import type { PaymentLock, PaymentStore, Stored } from "../store.js";
import { paymentName } from "./files.js";
import { addToIndex, findInIndex, listedOf } from "./list-index.js";
import { type HeldLock, takeLock } from "./lock.js";
import { createIdentify } from "./marker.js";
import { addRevision, findPayments, latestRevision, revisionFile, syncRevision } from "./revisions.js";

/** Options of a store of files. */
export interface FileStoreOptions {
  /**
   * Whether the first call creates the store: for the very first use of a folder only. It is rejected if the folder is a
   * store already. Default: false.
   */
  create?: boolean;
}

/** A payment that {@link FileStore.list} found. */
export interface StoredPayment extends Stored {
  /** The key that the payment is stored under. */
  key: string;
  error?: undefined;
}

/** What {@link FileStore.list} found in the place of a payment and cannot read. */
export interface UnreadablePayment {
  /** The absolute path of the payment's folder. Its name has the key in it, encoded, or the hash of a long one. */
  folder: string;
  /** Why: a MassPayoutError `payment_unreadable` if it is damaged, and otherwise the error of the system. */
  error: Error;
}

/** A payment store in a folder, which can also list its payments. */
export interface FileStore extends PaymentStore {
  /**
   * Lists the payments of the store, in the order of their folders' names: one revision of each, the latest when it was
   * read. A payment that cannot be read is listed with its error, and does not hide the others. Payments that are created
   * after the first one was listed may be missing. Nothing is locked, and at most one payment is held in memory. The time
   * it takes grows with the number of payments. Rejects with `store_missing` as the other methods do.
   *
   * @example
   * ```ts
   * import { createFileStore } from "@iyzico-mass-payout/client/file-store";
   * import { readPayment } from "@iyzico-mass-payout/client/payment";
   *
   * for await (const listed of createFileStore("/var/lib/payouts").list()) {
   *   if (listed.error) console.error(listed.folder, listed.error.message);
   *   else console.log(listed.key, readPayment(listed.payment, listed.key).phase);
   * }
   * ```
   */
  list(): AsyncIterable<StoredPayment | UnreadablePayment>;
  findSameList: NonNullable<PaymentStore["findSameList"]>;
}

const format = "iyzico-mass-payout payment";

/** The content of a file: the payment, its key and revision, and a checksum over the three. */
interface Content extends Stored {
  format: typeof format;
  key: string;
  checksum: string;
}

/**
 * Keeps payments as files in a folder of a local disk with hard links. A payment is on the disk before anything is sent.
 * Of several processes of this machine, or calls of one process, that write the same payment at once, one succeeds. A
 * second process is rejected while the first one is alive and renews its lock. A lock is taken over at once if its process
 * is seen to be dead, and otherwise 2 minutes after it was last renewed, as when a container comes back under another host
 * name. A process that could not renew its lock for 60 s writes no more. A file that is damaged or belongs to something
 * else is rejected and left unchanged. The files have ids, amounts and statuses in them, and no names, accounts or API keys.
 *
 * The store is a folder with a marker file, `mass-payout-store.json`. It is created once, by the first call of a store
 * object with `create: true`, and never by itself: a folder that is missing, because of a typo, another working directory
 * or a volume that is not mounted, must not become a store in which every payment is new and is paid again. A folder that
 * has payments and no marker is rejected with and without `create`. When you copy or back up the folder, include the
 * marker.
 *
 * The path is resolved at once, and stays the same when the process changes its working directory. Do not use a folder on
 * a network: it may show locks and revisions late, and writes there may be lost after they were confirmed.
 *
 * @param folder the path of the folder. With `create`, it is made if it does not exist.
 * @returns a store whose methods reject with a MassPayoutError: `store_missing` if the folder is not a store, no longer
 * is one, is another one than at the first call, or was written by another version of this package in another form;
 * `invalid_configuration` if `create` is given for a store that exists; `payment_unreadable` for a damaged file;
 * `payment_locked` if another process holds the lock, and from `compareAndSet` if this store holds the lock of the payment
 * and has lost it. Errors of the system are passed on.
 * @throws MassPayoutError `invalid_configuration` if the folder or an option cannot be used.
 *
 * @example
 * ```ts
 * import { createFileStore } from "@iyzico-mass-payout/client/file-store";
 *
 * // Once, when the program is set up, with { create: true }.
 * const store = createFileStore("/var/lib/payouts");
 * ```
 */
export function createFileStore(folder: string, options: FileStoreOptions = {}): FileStore {
  const path = resolve(checkedFolder(folder));
  const identify = createIdentify(path, isCreated(options));
  /** The locks that this store holds, by the names of their payments. */
  const locks = new Map<string, HeldLock>();

  /** Runs a call if the folder is the store, and rejects unless it is the same one afterwards. */
  async function inStore<Result>(outcome: Outcome, run: (secret: string) => Promise<Result>): Promise<Result> {
    const secret = await identify(outcome);
    try {
      return await run(secret);
    } finally {
      // Its error explains more than the one that a missing folder causes in between.
      await identify(outcome);
    }
  }

  return {
    load: (key) =>
      inStore("not-sent", async () => {
        const stored = await load(path, paymentName(key));
        return stored && { payment: stored.payment, revision: stored.revision };
      }),

    compareAndSet(key, expected, payment) {
      // With a revision expected, earlier calls may have sent something.
      const outcome = expected === undefined ? "not-sent" : "unknown";
      return inStore(outcome, async () => {
        const name = paymentName(key);
        const folder = join(path, name);
        const lock = locks.get(name);
        const latest = await latestRevision(folder);
        if (expected !== (latest === 0 ? undefined : String(latest))) return undefined;
        const fingerprint = latest === 0 ? listedOf(payment)?.listFingerprint : undefined;
        if (fingerprint !== undefined) await addToIndex(path, name, fingerprint);
        const revision = String(latest + 1);
        const content: Content = { format, key, revision, checksum: await checksumOf(key, revision, payment), payment };
        const isAdded = await addRevision(folder, latest + 1, `${JSON.stringify(content)}\n`, {
          verifyStore: () => identify(outcome),
          async verifyWriter() {
            if (lock && !(await lock.renew())) throw lockLostError(outcome);
          },
        });
        return isAdded ? revision : undefined;
      });
    },

    async lock(key) {
      const name = paymentName(key);
      let lock: HeldLock | undefined;
      try {
        await inStore("not-sent", async () => {
          lock = await takeLock(`${join(path, name)}.lock`);
        });
      } catch (error) {
        await lock?.release();
        throw error;
      }
      if (lock === undefined) throw lockedError();
      const held = lock;
      locks.set(name, held);
      const unlock: PaymentLock = async () => {
        // It may be called again when there is another lock.
        if (locks.get(name) === held) locks.delete(name);
        await held.release();
      };
      unlock.isTakenOver = held.isTakenOver;
      return unlock;
    },

    findSameList: (key, list) =>
      inStore("not-sent", async (secret) => {
        const fingerprint = createHmac("sha256", Buffer.from(secret, "hex")).update(list).digest("hex");
        const others: { key: string; createdAt: number }[] = [];
        for (const name of await findInIndex(path, fingerprint)) {
          const stored = name === paymentName(key) ? undefined : await load(path, name);
          const listed = listedOf(stored?.payment);
          if (stored === undefined || listed?.listFingerprint !== fingerprint) continue;
          others.push({ key: stored.key, createdAt: listed.createdAt });
        }
        return { fingerprint, others: others.sort((one, other) => one.createdAt - other.createdAt) };
      }),

    async *list() {
      for (const name of await inStore("not-sent", () => findPayments(path))) {
        const listed = await inStore("not-sent", () => loadListed(path, name));
        if (listed !== undefined) yield listed;
      }
    },
  };
}

function checkedFolder(folder: unknown): string {
  if (typeof folder === "string" && folder !== "" && !folder.includes("\0")) return folder;
  const hint = "Give the path of a folder on a local disk, such as /var/lib/payouts.";
  throw invalidConfiguration("folder must be a non-empty string without NUL.", hint);
}

function isCreated(options: unknown): boolean {
  if (typeof options !== "object" || options === null) {
    throw invalidConfiguration("options must be an object.", "Leave it out for a store that exists.");
  }
  checkNames<FileStoreOptions>("options", options, { create: true });
  const { create = false } = options as { create?: unknown };
  if (typeof create === "boolean") return create;
  throw invalidConfiguration("create must be a boolean.", "Leave it out for a store that exists.");
}

/** Loads the latest revision of a payment, by the name of its files. */
async function load(store: string, name: string): Promise<StoredPayment | undefined> {
  const folder = join(store, name);
  const latest = await latestRevision(folder);
  if (latest === 0) return undefined;
  const file = revisionFile(folder, latest);
  const stored = await readRevision(file, name, String(latest));
  if (stored === undefined) {
    // A later writer may have deleted it. An older revision is never the answer: it would lack what was sent since.
    if ((await latestRevision(folder)) === latest) {
      throw paymentUnreadableError(`${file} is damaged, or is not a payment of this key`, "The file");
    }
    return load(store, name);
  }
  // The writer may have died before the revision would survive a power failure.
  await syncRevision(folder, latest);
  return stored;
}

/** `undefined` if the folder of the payment was removed since it was found. */
async function loadListed(store: string, name: string): Promise<StoredPayment | UnreadablePayment | undefined> {
  try {
    return await load(store, name);
  } catch (error) {
    return { folder: join(store, name), error: error as Error };
  }
}

/** `undefined` if the file does not exist, is damaged or belongs to something else. */
async function readRevision(file: string, name: string, revision: string): Promise<StoredPayment | undefined> {
  let content: Partial<Content> | null;
  try {
    content = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const { key, payment, checksum } = content ?? {};
  if (content?.format !== format || typeof key !== "string" || paymentName(key) !== name) return undefined;
  return checksum === (await checksumOf(key, revision, payment)) ? { key, payment, revision } : undefined;
}

function checksumOf(key: string, revision: string, payment: unknown): Promise<string> {
  return sha256(canonicalJson([key, revision, payment]));
}

function lockedError(): MassPayoutError {
  const remedy =
    "If that process has died, on this machine or another or in another container, a call takes its lock over 2 minutes " +
    "later at the latest. No file needs to be removed by hand.";
  return paymentLockedError("works on this payment", "not-sent", remedy);
}

function lockLostError(outcome: Outcome): MassPayoutError {
  const message =
    "pay: the lock of this payment was lost: it was not renewed for 60 seconds, or another process has taken it over.";
  const hint =
    "Likely causes: the process was stopped, its event loop was blocked, the machine was asleep, or its clock was set. " +
    "Call pay again with the same plan and store: it goes on from the stored state.";
  return new MassPayoutError("payment_locked", message, { outcome, hint });
}
