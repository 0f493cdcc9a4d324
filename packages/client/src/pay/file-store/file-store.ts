import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { MassPayoutError } from "../../errors/mass-payout-error.js";
import { canonicalJson, sha256 } from "../machine/digest.js";
import type { PaymentStore, Stored } from "../store.js";
import { encodeFileName, makeFolder, syncFolder } from "./files.js";
import { takeLock } from "./lock.js";
import { addRevision, latestRevision, revisionFile } from "./revisions.js";

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
 * second process is refused while the first one is alive. A file that is damaged or belongs to something else is refused
 * and left unchanged. The files have ids, amounts and statuses in them, and no names, accounts or API keys.
 *
 * The folder is created if it does not exist, and stays the same one when the process changes its working directory. Do
 * not use a folder on a network: whether a process on another machine is alive cannot be checked, and writes there may be
 * lost after they were confirmed.
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
      const name = fileNameOf(key);
      const latest = await latestRevision(path, name);
      if (expected !== (latest === 0 ? undefined : String(latest))) return undefined;
      const revision = String(latest + 1);
      const content: Content = { format, key, revision, checksum: await checksumOf(key, revision, payment), payment };
      const isAdded = await addRevision(path, name, latest + 1, `${JSON.stringify(content)}\n`);
      return isAdded ? revision : undefined;
    },

    async lock(key) {
      await makeFolder(path);
      const unlock = await takeLock(path, fileNameOf(key));
      if (unlock === undefined) throw paymentLocked(join(path, fileNameOf(key)));
      return unlock;
    },
  };
}

/** The prefix keeps a key such as "con" from naming a device on Windows. */
function fileNameOf(key: string): string {
  return `payment-${encodeFileName(key)}`;
}

async function load(folder: string, key: string): Promise<Stored | undefined> {
  const latest = await latestRevision(folder, fileNameOf(key));
  if (latest === 0) return undefined;
  const file = revisionFile(folder, fileNameOf(key), latest);
  const stored = await readRevision(file, key, String(latest));
  if (stored === undefined) {
    // A later writer may have deleted it. An older revision is never the answer: it would lack what was sent since.
    if ((await latestRevision(folder, fileNameOf(key))) === latest) throw paymentUnreadable(file);
    return load(folder, key);
  }
  // The writer may have died before the revision would survive a power failure.
  await syncFolder(folder);
  return stored;
}

/** `undefined` if the file does not exist, is damaged or belongs to something else. */
async function readRevision(file: string, key: string, revision: string): Promise<Stored | undefined> {
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

function paymentLocked(path: string): MassPayoutError {
  const hint =
    "Leave it to that process, or call pay again when it has ended. If it is dead and its lock stays, because it ran on " +
    `another machine or in another container, or its pid was reused, delete ${path}.lock.* by hand.`;
  const message = "pay: another process works on this payment.";
  return new MassPayoutError("payment_locked", message, { outcome: "not-sent", hint });
}

function paymentUnreadable(file: string): MassPayoutError {
  const hint =
    "The file was left unchanged, and nothing was sent. Ask iyzico first what became of the payout: an older file, as " +
    "from a backup, may lack an auth that was sent, and would let it be sent again.";
  const message = `pay: ${file} is damaged, or is not a payment of this key.`;
  return new MassPayoutError("payment_unreadable", message, { outcome: "not-sent", hint });
}
