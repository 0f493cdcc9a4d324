import { createHash } from "node:crypto";
import { link, mkdir, open, readdir, rm } from "node:fs/promises";
import { dirname } from "node:path";

/** Creates a folder, readable by its owner only, if it does not exist. It then survives a power failure. */
export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

/** Creates a folder in one that exists, readable by its owner only, unless it is there. */
export async function makeSubfolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
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

/** The entries of a folder; none if it does not exist. */
export async function readFolder(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Whether a file or folder does not exist. ENOTDIR: a part of its path is a file. */
export function isMissing(error: unknown): boolean {
  return isGone(error) || (error as NodeJS.ErrnoException).code === "ENOTDIR";
}

/** Whether a file or folder does not exist, and its path has no file in the place of a folder. */
export function isGone(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ENOENT";
}

/** Creates a file, readable by its owner only. Its content then survives a power failure; its name does not yet. */
export async function writeSynced(file: string, content: string): Promise<void> {
  const handle = await open(file, "wx", 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Gives a temporary file its name. `false` if the name is taken, or another process has deleted the temporary file. */
export async function linkFile(temporary: string, file: string): Promise<boolean> {
  try {
    await link(temporary, file);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" || code === "ENOENT") return false;
    throw error;
  }
}

/** Deletes a file that is not needed any more. A failure is ignored: the file is harmless. */
export async function discard(file: string): Promise<void> {
  await rm(file, { force: true }).catch(() => {});
}

/** The prefix keeps a key such as "con" from naming a device on Windows. */
export const paymentPrefix = "payment-";

/** The name of a payment's folder, with which the names of all its folders begin. */
export function paymentName(key: string): string {
  return `${paymentPrefix}${encodeFileName(key)}`;
}

/** An encoded name, a lock's ids and the separators fit into the 255 bytes that a file name may have. */
const maxLength = 64;

/**
 * Encodes a string for use in a file name: letters, digits, '_', '-', '%' and '+'. Different strings get different names
 * on every file system, also on those that ignore case: "MAAS-11" becomes "+maas+-11". A long one is replaced by its
 * SHA-256, after a single '+': every other name has an even number of them.
 */
export function encodeFileName(text: string): string {
  const encoded = text
    .replace(/[^A-Za-z0-9_-]/gu, encodeCharacter)
    .replace(/[A-Z]+/g, (capitals) => `+${capitals.toLowerCase()}+`);
  if (encoded.length <= maxLength) return encoded;
  return `sha256+${createHash("sha256").update(encoded).digest("hex")}`;
}

/** The bytes of a character. Half a surrogate has none, and in UTF-8 all of them would become U+FFFD. */
function encodeCharacter(character: string): string {
  if (/[\ud800-\udfff]/u.test(character)) return `%u${character.charCodeAt(0).toString(16)}`;
  return Buffer.from(character).toString("hex").replace(/../g, "%$&");
}
