import { open } from "node:fs/promises";
import { join } from "node:path";
import { encodeFileName, makeSubfolder, paymentPrefix, readFolder, syncFolder } from "./files.js";

// The payments with the same list of recipients and amounts are found by name, so that only those are read.
//
// 1. An index entry is an empty file with the name of the payment, in a folder for all payments with its fingerprint.
// 2. It survives a power failure before the first revision of its payment exists. So no payment lacks its entry.
// 3. Its payment may not exist, because the process died or another one stored the payment first, perhaps with another
//    list. So an entry counts only if its payment exists and has this fingerprint.

/** What the index needs of a payment. */
interface Listed {
  /** The fingerprint that the store computed of the payment's list. */
  listFingerprint: string;
  /** In milliseconds since 1970. */
  createdAt: number;
}

/** What a payment says about its list; `undefined` if it does not say it. */
export function listedOf(payment: unknown): Listed | undefined {
  const { listFingerprint, createdAt } = (payment ?? {}) as Partial<Listed>;
  if (typeof listFingerprint !== "string" || typeof createdAt !== "number") return undefined;
  return { listFingerprint, createdAt };
}

/** Adds a payment to the index. */
export async function addToIndex(folder: string, name: string, fingerprint: string): Promise<void> {
  const list = listFolder(folder, fingerprint);
  await makeSubfolder(list);
  const handle = await open(join(list, name), "a", 0o600);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(list);
  // Another process may have created the list's folder, and died.
  await syncFolder(folder);
}

/** The names of the payments in the index that may have this list. */
export async function findInIndex(folder: string, fingerprint: string): Promise<string[]> {
  const entries = await readFolder(listFolder(folder, fingerprint));
  return entries.filter((entry) => entry.startsWith(paymentPrefix));
}

function listFolder(folder: string, fingerprint: string): string {
  return join(folder, `list-${encodeFileName(fingerprint)}`);
}
