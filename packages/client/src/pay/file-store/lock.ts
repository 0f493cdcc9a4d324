import { randomUUID } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { discard, encodedName } from "./files.js";

/** Who starts in the same moment may see each other and both give way: they try again. */
const attempts = 5;
const longestPauseMs = 60;

/**
 * Takes the lock of a name in a folder. Resolves with a function that gives it back, which never throws; `undefined` when
 * somebody else has it.
 *
 * Everybody who wants the lock puts up a file of his own, whose name says which process he is, and only then polls
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

const unknown = "unknown";

/** This process as part of a file's name: its machine, its pid, and when it started. Its threads are the same process. */
export async function thisProcess(): Promise<string> {
  return `${encodedName(hostname())}.${process.pid}.${await startOf(process.pid)}`;
}

/** Whether a process is alive. One on another machine may be, for all that can be seen from here. */
export async function isAlive(owner: string): Promise<boolean> {
  const [host, pid, start] = owner.split(".");
  if (host !== encodedName(hostname())) return true;
  const found = await startOf(Number(pid));
  if (found !== unknown) return found === start;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/**
 * When a process started, and after which boot: a pid alone is given to others later, in a container always the same.
 * Only Linux tells; elsewhere the pid must do.
 */
async function startOf(pid: number): Promise<string> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8");
    // The second field is the program's name in brackets, and may have anything in it. The 3rd and the 22nd are these:
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state, start] = [fields[0], fields[19]];
    // Dead, and its parent has not asked for its exit code: in a container perhaps never.
    if (state === "Z") return "ended";
    return `${start}-${boot.slice(0, 8)}`;
  } catch {
    return unknown;
  }
}
