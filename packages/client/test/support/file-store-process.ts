// A process, or a thread, that stores revisions of a payment in files. It writes the number of each confirmed revision to
// its standard output, one a line, before it adds the next, and at last the code of the error that ends it.
import { writeSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import os from "node:os";
import { createInterface } from "node:readline";
import { isMainThread, Worker, workerData } from "node:worker_threads";
import { isMassPayoutError } from "../../src/errors/mass-payout-error.ts";
import { createFileStore } from "../../src/file-store.ts";
import { beforeEveryStep } from "./file-steps.ts";

interface Task {
  folder: string;
  /** How many revisions to add. Other processes may add more in between. */
  adds: number;
  /** How many threads do the same. */
  threads?: number;
  /** Whether it holds the lock meanwhile. */
  isLocked?: boolean;
  /** Whether it ends without releasing the lock. */
  keepsLock?: boolean;
  /** Whether it locks each key that it reads, one a line, keeps the locks, and writes whether each was taken over. */
  isContender?: boolean;
  /** The change of the disk before which it kills itself. Before a read, the disk is as before the next change. */
  diesAt?: number;
  /** The name of its host; by default the real one. */
  host?: string;
}

const changes = ["link", "mkdir", "open", "rename", "rm", "rmdir", "sync", "write", "writeFile"];

const task: Task = isMainThread ? JSON.parse(process.argv[2] as string) : workerData;
const { folder, adds, threads = 0, isLocked = false, keepsLock = false, isContender = false, diesAt, host } = task;
if (host !== undefined) {
  os.hostname = () => host;
  syncBuiltinESMExports();
}
const store = createFileStore(folder);

let steps = 0;
if (diesAt !== undefined) {
  beforeEveryStep((call) => {
    if (!changes.includes(call)) return;
    if (steps === diesAt) process.kill(process.pid, "SIGKILL");
    steps += 1;
  });
}
// Without a listener, the signal for a file that is too large would end the process before the error is thrown.
process.on("SIGXFSZ", () => {});

for (let thread = 0; thread < threads; thread += 1) {
  new Worker(new URL(import.meta.url), { workerData: { folder, adds } });
}

const unlock = isLocked ? await store.lock?.("salaries") : undefined;
try {
  for (let added = 0; added < adds; ) {
    const stored = await store.load("salaries");
    const { count } = (stored?.payment ?? { count: 0 }) as { count: number };
    const payment = { count: count + 1, of: "ş".repeat(5_000) };
    const revision = await store.compareAndSet("salaries", stored?.revision, payment);
    if (revision === undefined) continue;
    added += 1;
    writeSync(1, `${revision}\n`);
  }
  if (!keepsLock) await unlock?.();
} catch (error) {
  if (!isMassPayoutError(error)) throw error;
  writeSync(1, `${error.code}\n`);
}

if (isContender) {
  for await (const key of createInterface({ input: process.stdin })) {
    const lock = await store.lock?.(key).catch(() => undefined);
    writeSync(1, `${lock?.isTakenOver ?? "locked"}\n`);
  }
}
