import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { MassPayoutError } from "../../errors/mass-payout-error.js";
import { canonicalJson, sha256 } from "../machine/digest.js";
import type { PaymentStore, Stored } from "../store.js";
import { encodedName, makeFolder, syncFolder } from "./files.js";
import { takeLock } from "./lock.js";
import { addRevision, latestRevision, revisionFile } from "./revisions.js";

const format = "iyzico-mass-payout payment";

/** What a file says: the payment, whose it is, which revision of it, and a checksum over all three. */
interface Content extends Stored {
  format: typeof format;
  key: string;
  checksum: string;
}

/**
 * Keeps payments as files in a folder of a local disk that knows hard links. What was kept is on the disk before anything
 * is sent, and of several who would change a payment at once, in this process or in others of this machine, one does. A
 * second process is refused while the first one lives. What is torn or foreign is refused and left as it is. The files
 * have ids, amounts and statuses in them, and no names, accounts or keys.
 *
 * The folder is made when it is not there, and stays the same one when the process changes its directory. Not for folders
 * on a network: whether a process on another machine is alive can't be seen, and what is on the disk there is not sure.
 *
 * @example
 * ```ts
 * import { createFileStore } from "@iyzico-mass-payout/client/file-store";
 *
 * const store = createFileStore("/var/lib/payouts");
 * ```
 */
export function createFileStore(folder: string): PaymentStore {
  const path = resolve(folder);
  return {
    load: (key) => load(path, key),

    async compareAndSet(key, expected, payment) {
      await makeFolder(path);
      const name = nameOf(key);
      const latest = await latestRevision(path, name);
      if (expected !== (latest === 0 ? undefined : String(latest))) return undefined;
      const revision = String(latest + 1);
      const content: Content = { format, key, revision, checksum: await checksumOf(key, revision, payment), payment };
      const isAdded = await addRevision(path, name, latest + 1, `${JSON.stringify(content)}\n`);
      return isAdded ? revision : undefined;
    },

    async lock(key) {
      await makeFolder(path);
      const unlock = await takeLock(path, nameOf(key));
      if (unlock === undefined) throw busy(join(path, nameOf(key)));
      return unlock;
    },
  };
}

/** Without what stands before the key, "con" would be a device on Windows. */
function nameOf(key: string): string {
  return `payment-${encodedName(key)}`;
}

async function load(folder: string, key: string): Promise<Stored | undefined> {
  const latest = await latestRevision(folder, nameOf(key));
  if (latest === 0) return undefined;
  const file = revisionFile(folder, nameOf(key), latest);
  const stored = await read(file, key, String(latest));
  if (stored === undefined) {
    // Somebody may have gone past it and removed it. An older one is never the answer: it would forget what was sent.
    if ((await latestRevision(folder, nameOf(key))) === latest) throw unreadable(file);
    return load(folder, key);
  }
  // Whoever added it may have died before it would survive a power failure.
  await syncFolder(folder);
  return stored;
}

/** `undefined` when the file is not there, torn, or something else. */
async function read(file: string, key: string, revision: string): Promise<Stored | undefined> {
  let content: Partial<Content> | null;
  try {
    content = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const { payment, checksum } = content ?? {};
  const isOwn = content?.format === format && checksum === (await checksumOf(key, revision, payment));
  return isOwn ? { payment, revision } : undefined;
}

function checksumOf(key: string, revision: string, payment: unknown): Promise<string> {
  return sha256(canonicalJson([key, revision, payment]));
}

function busy(path: string): MassPayoutError {
  const hint =
    "Leave it to that process, or call pay again when it has ended. If it has died and its lock stays, because it ran on " +
    `another machine or in another container, or its pid is another process's now, remove ${path}.lock.* by hand.`;
  const message = "pay: another process has this payment.";
  return new MassPayoutError("payment_locked", message, { outcome: "not-sent", hint });
}

function unreadable(file: string): MassPayoutError {
  const hint =
    "It is left as it is, and nothing was sent. First ask iyzico what became of the payout: an older file, as from a " +
    "backup, may have forgotten an auth that was sent, and would let it be sent again.";
  const message = `pay: ${file} is torn, or no payment of this key.`;
  return new MassPayoutError("payment_unreadable", message, { outcome: "not-sent", hint });
}
