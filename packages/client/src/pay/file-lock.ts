import { randomUUID } from "node:crypto";
import { open, readdir, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { encodedName } from "./file-name.js";

/** The locks that this process has. */
const held = new Set<string>();

/** Who starts in the same moment may see each other and both give way: they try again. */
const attempts = 5;
const longestPause = 60;

/**
 * Takes the lock of a name in a folder. Resolves with a function that gives it back; `undefined` when somebody else has
 * it.
 *
 * Everybody who wants the lock puts up a file of his own, whose name says which process he is, and only then looks
 * whether anybody else has one. Of two, the later sees the earlier; no file is ever taken over, so that none can be taken
 * from somebody who is alive. A file of a process that has died counts for nothing and is removed.
 */
export async function takeLock(folder: string, name: string): Promise<(() => Promise<void>) | undefined> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const own = `${name}.lock.${encodedName(hostname())}.${process.pid}.${randomUUID()}`;
    held.add(own);
    const giveBack = async () => {
      await rm(join(folder, own), { force: true });
      held.delete(own);
    };
    try {
      await (await open(join(folder, own), "wx", 0o600)).close();
      if (!(await othersAreAlive(folder, name, own))) return giveBack;
    } catch (error) {
      await giveBack();
      throw error;
    }
    await giveBack();
    await sleep(Math.random() * longestPause);
  }
  return undefined;
}

async function othersAreAlive(folder: string, name: string, own: string): Promise<boolean> {
  const others = (await readdir(folder)).filter((file) => file.startsWith(`${name}.lock.`) && file !== own);
  const dead = others.filter((file) => !isAlive(file));
  for (const file of dead) await rm(join(folder, file), { force: true });
  return dead.length < others.length;
}

/** Whether the process that put up a lock's file is alive, as far as this machine can tell. */
function isAlive(file: string): boolean {
  const [, , host, pid] = file.split(".");
  if (host !== encodedName(hostname())) return true;
  // A process may get the number of one that died before it, in a container always the same.
  if (Number(pid) === process.pid) return held.has(file);
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
