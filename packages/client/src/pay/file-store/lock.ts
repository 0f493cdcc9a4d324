import { randomUUID } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { threadId } from "node:worker_threads";
import { discard, encodeFileName } from "./files.js";

/** Two processes that start at the same time may both back off. They try again after a random pause. */
const maxAttempts = 5;
const maxPauseMs = 60;

/**
 * Takes the lock of a name in a folder. Resolves with the function that releases it, which never throws; with `undefined`
 * if another process holds the lock.
 *
 * 1. Each contender creates a lock file of its own, whose name identifies its process, and then lists the others.
 * 2. Of two contenders, the one that lists later sees the other's file. Both may back off; they cannot both win.
 * 3. No lock file is ever taken over, so that no lock can be taken from a process that is alive.
 * 4. The file of a dead process does not count, and is deleted. Nor does one of this thread whose call has ended: its
 *    release did not find the folder, which was away at that time.
 */
export async function takeLock(folder: string, name: string): Promise<(() => Promise<void>) | undefined> {
  const prefix = `${name}.lock.`;
  const owner = await identifyProcess();
  for (let attempt = 1; ; attempt += 1) {
    const id = randomUUID();
    const own = `${prefix}${owner}.${id}`;
    const release = async () => {
      await discard(join(folder, own));
      heldLocks().delete(id);
    };
    // Before the file exists, so that no other call of this thread takes it for one that was left behind.
    heldLocks().add(id);
    try {
      await writeFile(join(folder, own), "", { flag: "wx", mode: 0o600 });
      if (!(await hasOtherLock(folder, prefix, own))) return release;
    } catch (error) {
      await release();
      throw error;
    }
    await release();
    if (attempt === maxAttempts) return undefined;
    await sleep(Math.random() * maxPauseMs);
  }
}

async function hasOtherLock(folder: string, prefix: string, own: string): Promise<boolean> {
  let alive = 0;
  for (const file of await readdir(folder)) {
    if (!file.startsWith(prefix) || file === own) continue;
    if (await isHeld(file.slice(prefix.length))) alive += 1;
    else await discard(join(folder, file));
  }
  return alive > 0;
}

const unknown = "unknown";

/** This process and thread as part of a file name: machine, pid, start and number of the thread. */
async function identifyProcess(): Promise<string> {
  return `${encodeFileName(hostname())}.${process.pid}.${await startOf(process.pid)}.${threadId}`;
}

const registryKey = Symbol.for("@iyzico-mass-payout/client/held-locks");

/** The ids of the lock files of this thread, over all copies of this package. Threads do not share it. */
function heldLocks(): Set<string> {
  const holder = globalThis as { [registryKey]?: Set<string> };
  if (holder[registryKey] === undefined) Object.defineProperty(holder, registryKey, { value: new Set() });
  return holder[registryKey] as Set<string>;
}

/** Whether a lock file counts: its process is alive and, if it is one of this thread, its call has not ended. */
async function isHeld(owner: string): Promise<boolean> {
  const id = owner.slice(owner.lastIndexOf(".") + 1);
  const isOfThisThread = owner === `${await identifyProcess()}.${id}`;
  return isOfThisThread ? heldLocks().has(id) : isAlive(owner);
}

/** Whether a process is alive. A process on another machine counts as alive, because it cannot be checked from here. */
async function isAlive(owner: string): Promise<boolean> {
  const [host, pid, start] = owner.split(".");
  if (host !== encodeFileName(hostname())) return true;
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
 * When a process started, and after which boot: a pid alone is reused later, and in a container it is often the same one.
 * Known on Linux only; elsewhere the pid has to do.
 */
async function startOf(pid: number): Promise<string> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8");
    // Field 2 is the program's name in brackets and may contain anything. The 3rd and the 22nd field are read:
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state, start] = [fields[0], fields[19]];
    // A zombie: it has ended, and its parent has not read its exit code, in a container perhaps never will.
    if (state === "Z") return "ended";
    return `${start}-${boot.slice(0, 8)}`;
  } catch {
    return unknown;
  }
}
