import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { encodedName } from "./file-name.js";

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
