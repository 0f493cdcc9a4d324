import { createHash } from "node:crypto";
import { mkdir, open, rm } from "node:fs/promises";
import { dirname } from "node:path";

/** Makes a folder, for its owner alone, where it is not there. It survives a power failure then. */
export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

/** What lies in the folder, and what does not, survives a power failure then. Windows can't be asked for it. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Removes a file that is worth nothing any more. One that can't be removed does no harm. */
export async function discard(file: string): Promise<void> {
  await rm(file, { force: true }).catch(() => {});
}

/** Two of these, a lock's ids and what stands between them make a name of less than 255 bytes. */
const longest = 64;

/**
 * A text as part of a file's name: letters, digits, '_', '-', '%' and '+'. Different texts have different names on every
 * system, also where a capital is no other letter: "MAAS-11" is "+maas+-11". Long ones are named by their hash.
 */
export function encodedName(text: string): string {
  const encoded = text
    .replace(/[^A-Za-z0-9_-]+/g, (others) => Buffer.from(others).toString("hex").replace(/../g, "%$&"))
    .replace(/[A-Z]+/g, (capitals) => `+${capitals.toLowerCase()}+`);
  return encoded.length <= longest ? encoded : createHash("sha256").update(text).digest("hex");
}
