import { randomUUID } from "node:crypto";
import { readFile, readlink, rmdir, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setInterval } from "node:timers";
import { setTimeout as sleep } from "node:timers/promises";
import { threadId } from "node:worker_threads";
import { discard, encodeFileName, isMissing, makeSubfolder, readFolder } from "./files.js";

// A lock is a file that its holder renews. The locks of a payment have a folder of their own, which exists only as long as
// there are any.
//
// 1. Each contender creates a lock file of its own, whose name identifies its process, and then lists the others.
// 2. Of two contenders, the one that lists later sees the other's file. Both may back off; they cannot both win.
// 3. The file of a dead process of this machine does not count. Nor does one of this thread whose call has ended: it could
//    not be deleted, because the folder was away or read-only. One of this thread whose call goes on always counts.
// 4. Every other holder renews its file by writing to it, every 15 s. A file whose time differs by more than 2 minutes from
//    that of the contender's own, which was created just now, does not count: its holder died on another machine or in
//    another container, or was stopped. Both times are of the file system's clock. A clock that jumps can make a holder
//    lose its lock, and no more.
// 5. Only a contender that has won deletes the files that do not count. Their names are never used again, so it deletes no
//    other lock. Two contenders that find one stale file both have fresh files of their own: see rule 2.
// 6. A contender renews its own file after it has listed the others. If that was deleted, because the contender was stopped
//    after rule 1 and another one won and released its lock, the contender has not won.
// 7. A holder renews its file before and after it links a revision. It has lost the lock for good if the file is missing
//    then, or if the last renewal is older than 60 s, by the monotonic clock or the wall clock: one of them goes on while
//    the process is stopped or the machine sleeps. So it has stopped writing one minute before rule 4 lets others in.
// 8. A file system that caches times, such as NFS, may show one that is up to 60 s old. With rule 4's 15 s that is less than
//    2 minutes. One that caches listings can break rule 2.
//
// Where these rules fail, the compare-and-set of the revisions still lets one of two holders go on.

/** Two processes that start at the same time may both back off. They try again after a random pause. */
const maxAttempts = 5;
const maxPauseMs = 60;

/** The periods of a lock, in milliseconds. */
export interface LockPeriods {
  /** How often its holder renews it. */
  renewalMs: number;
  /** After how long without a renewal its holder has lost it. */
  maxUnrenewedMs: number;
  /** After how long without a renewal it is taken over. */
  staleMs: number;
}

export const defaultPeriods: LockPeriods = { renewalMs: 15_000, maxUnrenewedMs: 60_000, staleMs: 120_000 };

/** A lock that this process holds. */
export interface HeldLock {
  /** Whether another process had left it behind. */
  isTakenOver: boolean;
  /** Resolves with `false` if the lock is lost. It never throws. */
  renew(): Promise<boolean>;
  /** It never throws. */
  release(): Promise<void>;
}

/**
 * Takes the lock whose files are in a folder, and renews it until it is released. The folder is created if it does not
 * exist. Resolves with `undefined` if another process holds the lock.
 */
export async function takeLock(folder: string, periods: LockPeriods = defaultPeriods): Promise<HeldLock | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const lock = await contend(folder, periods);
    if (lock !== undefined || attempt === maxAttempts) return lock;
    await sleep(Math.random() * maxPauseMs);
  }
}

async function contend(folder: string, { renewalMs, maxUnrenewedMs, staleMs }: LockPeriods) {
  const id = randomUUID();
  const name = `${await identifyProcess()}.${id}`;
  const file = join(folder, name);
  const renew = createRenewal(file, maxUnrenewedMs);
  let heartbeat: NodeJS.Timeout | undefined;
  const release = async () => {
    clearInterval(heartbeat);
    await discard(file);
    heldLocks().delete(id);
    // It fails if others contend.
    await rmdir(folder).catch(() => {});
  };
  await makeSubfolder(folder);
  // Before the file exists, so that no other call of this thread takes it for one that was left behind.
  heldLocks().add(id);
  try {
    await writeFile(file, beat, { flag: "wx", mode: 0o600 });
    const others = await judgeOthers(folder, name, staleMs);
    if (others.every(({ state }) => state !== "held") && (await renew())) {
      for (const other of others) await discard(other.file);
      heartbeat = setInterval(renew, renewalMs).unref();
      return { isTakenOver: others.some(({ state }) => state === "left-behind"), renew, release };
    }
  } catch (error) {
    await release();
    // Another contender has deleted the folder, with its own file as the last one, or this contender's file: see rule 6.
    if (isMissing(error)) return undefined;
    throw error;
  }
  await release();
  return undefined;
}

/** What a lock file has in it. That it is written again renews it. */
const beat = "\n";

/** Returns a function that renews a lock file that is created now: see rule 7. */
function createRenewal(file: string, maxUnrenewedMs: number): () => Promise<boolean> {
  let last = readClocks();
  let isLost = false;
  const isInTime = () => {
    const now = readClocks();
    isLost ||= now.monotonic - last.monotonic > maxUnrenewedMs || now.wall - last.wall > maxUnrenewedMs;
    return !isLost;
  };
  return async () => {
    if (!isInTime()) return false;
    // Read before the file is written: the process may be stopped in between.
    const begun = readClocks();
    try {
      await writeFile(file, beat, { flag: "r+" });
      last = begun;
    } catch (error) {
      // It may be back before the period ends, as when a volume is mounted again.
      if (isMissing(error)) return false;
    }
    return isInTime();
  };
}

function readClocks(): { monotonic: number; wall: number } {
  return { monotonic: performance.now(), wall: Date.now() };
}

/** Another's lock file. */
interface OtherLock {
  file: string;
  /** `left-behind`: by another process, which died or does not renew it. `ended`: by a call of this thread that has ended. */
  state: "held" | "left-behind" | "ended";
}

async function judgeOthers(folder: string, own: string, staleMs: number): Promise<OtherLock[]> {
  const { mtimeMs } = await stat(join(folder, own));
  const others: OtherLock[] = [];
  for (const name of await readFolder(folder)) {
    const file = join(folder, name);
    if (name !== own)
      others.push({ file, state: await judge(file, name, (time) => Math.abs(mtimeMs - time) > staleMs) });
  }
  return others;
}

async function judge(file: string, name: string, isStale: (mtimeMs: number) => boolean): Promise<OtherLock["state"]> {
  const id = name.slice(name.lastIndexOf(".") + 1);
  if (name === `${await identifyProcess()}.${id}`) return heldLocks().has(id) ? "held" : "ended";
  if (!(await mayBeAlive(name))) return "left-behind";
  try {
    return isStale((await stat(file)).mtimeMs) ? "left-behind" : "held";
  } catch (error) {
    // Released since the folder was listed.
    if (isMissing(error)) return "ended";
    throw error;
  }
}

const unknown = "unknown";

/** This process and thread as part of a file name: machine, pid, start and number of the thread. */
async function identifyProcess(): Promise<string> {
  return `${await identifyMachine()}.${process.pid}.${await startOf(process.pid)}.${threadId}`;
}

/**
 * Where a pid means the same process: the host name and, on Linux, the number of the pid namespace. Containers may have a
 * host name in common, and cannot see each other's processes.
 */
async function identifyMachine(): Promise<string> {
  const namespace = await readlink("/proc/self/ns/pid").catch(() => "");
  return `${encodeFileName(hostname())}-${namespace.replace(/\D/g, "")}`;
}

const registryKey = Symbol.for("@iyzico-mass-payout/client/held-locks");

/** The ids of the lock files of this thread, over all copies of this package. Threads do not share it. */
function heldLocks(): Set<string> {
  const holder = globalThis as { [registryKey]?: Set<string> };
  if (holder[registryKey] === undefined) Object.defineProperty(holder, registryKey, { value: new Set() });
  return holder[registryKey] as Set<string>;
}

/** Whether the owner of a lock file may be alive. One on another machine may, because that cannot be checked from here. */
async function mayBeAlive(owner: string): Promise<boolean> {
  const [machine, pid, start] = owner.split(".");
  if (machine !== (await identifyMachine())) return true;
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
