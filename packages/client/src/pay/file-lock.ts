import { randomUUID } from "node:crypto";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { discard } from "./file-folder.js";
import { isAlive, thisProcess } from "./file-owner.js";

/** Who starts in the same moment may see each other and both give way: they try again. */
const attempts = 5;
const longestPauseMs = 60;

/**
 * Takes the lock of a name in a folder. Resolves with a function that gives it back, which never throws; `undefined` when
 * somebody else has it.
 *
 * Everybody who wants the lock puts up a file of his own, whose name says which process he is, and only then looks
 * whether anybody else has one. Of two, the later sees the earlier; no file is ever taken over, so that none can be taken
 * from somebody who is alive. A file of a process that has died counts for nothing and is removed.
 */
export async function takeLock(folder: string, name: string): Promise<(() => Promise<void>) | undefined> {
  const prefix = `${name}.lock.`;
  const owner = await thisProcess();
  for (let attempt = 1; ; attempt += 1) {
    const own = `${prefix}${owner}.${randomUUID()}`;
    const giveBack = () => discard(join(folder, own));
    try {
      await writeFile(join(folder, own), "", { flag: "wx", mode: 0o600 });
      if (!(await othersHaveOne(folder, prefix, own))) return giveBack;
    } catch (error) {
      await giveBack();
      throw error;
    }
    await giveBack();
    if (attempt === attempts) return undefined;
    await sleep(Math.random() * longestPauseMs);
  }
}

async function othersHaveOne(folder: string, prefix: string, own: string): Promise<boolean> {
  let alive = 0;
  for (const file of await readdir(folder)) {
    if (!file.startsWith(prefix) || file === own) continue;
    if (await isAlive(file.slice(prefix.length))) alive += 1;
    else await discard(join(folder, file));
  }
  return alive > 0;
}
