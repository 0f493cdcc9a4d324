import { createHash } from "node:crypto";
import { mkdir, open, rm } from "node:fs/promises";
import { dirname } from "node:path";

/** Creates a folder, readable by its owner only, if it does not exist. It then survives a power failure. */
export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

/** Makes the entries of a folder survive a power failure. Windows has no such call. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Deletes a file that is not needed any more. A failure is ignored: the file is harmless. */
export async function discard(file: string): Promise<void> {
  await rm(file, { force: true }).catch(() => {});
}

/** Two encoded names, a lock's ids and the separators fit into the 255 bytes that a file name may have. */
const maxLength = 64;

/**
 * Encodes a string for use in a file name: letters, digits, '_', '-', '%' and '+'. Different strings get different names
 * on every file system, also on those that ignore case: "MAAS-11" becomes "+maas+-11". A long one is replaced by its
 * SHA-256.
 */
export function encodeFileName(text: string): string {
  const encoded = text
    .replace(/[^A-Za-z0-9_-]+/g, (others) => Buffer.from(others).toString("hex").replace(/../g, "%$&"))
    .replace(/[A-Z]+/g, (capitals) => `+${capitals.toLowerCase()}+`);
  return encoded.length <= maxLength ? encoded : createHash("sha256").update(text).digest("hex");
}
