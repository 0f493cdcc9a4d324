// A process, or a thread, that stores revisions of a payment in files. It writes the number of each confirmed revision to
// its standard output, one a line, before it adds the next.
import { writeSync } from "node:fs";
import { isMainThread, Worker, workerData } from "node:worker_threads";
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
  /** The step on the disk before which it kills itself. */
  diesAt?: number;
}

const task: Task = isMainThread ? JSON.parse(process.argv[2] as string) : workerData;
const { folder, adds, threads = 0, isLocked = false, diesAt } = task;
const store = createFileStore(folder);

let steps = 0;
if (diesAt !== undefined) {
  beforeEveryStep(() => {
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
for (let added = 0; added < adds; ) {
  const stored = await store.load("salaries");
  const { count } = (stored?.payment ?? { count: 0 }) as { count: number };
  const revision = await store.compareAndSet("salaries", stored?.revision, { count: count + 1, of: "ş".repeat(5_000) });
  if (revision === undefined) continue;
  added += 1;
  writeSync(1, `${revision}\n`);
}
await unlock?.();
