import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { MassPayoutError } from "../error.js";
import { canonicalJson } from "./canonical-json.js";
import { takeLock } from "./file-lock.js";
import { encodedName } from "./file-name.js";
import { sha256 } from "./sha256.js";
import type { PaymentStore, Stored } from "./store.js";

const format = "iyzico-mass-payout payment";

/** What a file says: the payment, whose it is, and a checksum over both. */
interface Content extends Stored {
  format: typeof format;
  key: string;
  checksum: string;
}

/**
 * Keeps payments as files in a folder of the local disk, one each, for one machine. A file is replaced as a whole and is
 * on the disk before anything is sent; a second process is kept away while the first one lives. What is torn or foreign
 * is refused and left as it is. The files have ids, amounts and statuses in them, and no names, accounts or keys.
 *
 * The folder is made when it is not there. Not for folders that several machines share: whether a process on another
 * machine is alive can't be seen, and its lock must then be removed by hand.
 *
 * @example
 * ```ts
 * import { createFileStore } from "@iyzico-mass-payout/client/file-store";
 *
 * const store = createFileStore("/var/lib/payouts");
 * ```
 */
export function createFileStore(folder: string): PaymentStore {
  const locked = new Set<string>();

  const lock = async (key: string) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const name = encodedName(key);
    const unlock = await takeLock(folder, name);
    if (unlock === undefined) throw busy(folder, name);
    locked.add(key);
    await removeUnfinished(folder, name);
    return async () => {
      locked.delete(key);
      await unlock();
    };
  };

  const compareAndSet = async (key: string, expected: string | undefined, payment: unknown) => {
    const file = fileOf(folder, key);
    if ((await read(file, key))?.revision !== expected) return undefined;
    const revision = randomUUID();
    const content: Content = { format, key, revision, checksum: await checksumOf(key, payment), payment };
    await replace(folder, file, `${JSON.stringify(content)}\n`);
    return revision;
  };

  return {
    lock,
    load: (key) => read(fileOf(folder, key), key),
    async compareAndSet(key, expected, payment) {
      // Between the reading and the writing nobody else may write.
      const unlock = locked.has(key) ? undefined : await lock(key);
      try {
        return await compareAndSet(key, expected, payment);
      } finally {
        await unlock?.();
      }
    },
  };
}

function fileOf(folder: string, key: string): string {
  return join(folder, `${encodedName(key)}.json`);
}

async function read(file: string, key: string): Promise<Stored | undefined> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const content = parsed(text);
  const { payment, revision, checksum } = content ?? {};
  const isOwn = content?.format === format && content.key === key && checksum === (await checksumOf(key, payment));
  if (!isOwn || typeof revision !== "string") throw unreadable(file);
  return { payment, revision };
}

function parsed(text: string): Partial<Content> | null | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function checksumOf(key: string, payment: unknown): Promise<string> {
  return sha256(canonicalJson([key, payment ?? null]));
}

/** A file is either as it was or as it is to be, also after a power failure: written beside, on the disk, then renamed. */
async function replace(folder: string, file: string, text: string): Promise<void> {
  const unfinished = `${file}.unfinished.${randomUUID()}`;
  const handle = await open(unfinished, "wx", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, file);
  await syncFolder(folder);
}

/** The new name must be on the disk too. Windows can't be asked for it, and has no need to be. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What a process left that died while it wrote. Whoever has the lock is the only one who writes. */
async function removeUnfinished(folder: string, name: string): Promise<void> {
  const files = await readdir(folder);
  for (const file of files) {
    if (file.startsWith(`${name}.json.unfinished.`)) await rm(join(folder, file), { force: true });
  }
}

function busy(folder: string, name: string): MassPayoutError {
  const hint =
    `Leave it to that process. If none is alive, because the machine is another one, remove ${join(folder, name)}.lock.*, ` +
    "and then call pay again.";
  const message = "pay: another process has this payment.";
  return new MassPayoutError("payment_busy", message, { outcome: "not-sent", hint });
}

function unreadable(file: string): MassPayoutError {
  const hint =
    "It is left as it is, and nothing was sent. Restore it from a backup, or find out by hand what was paid.";
  const message = `pay: ${file} is torn, or no payment of this key.`;
  return new MassPayoutError("payment_unreadable", message, { outcome: "not-sent", hint });
}
