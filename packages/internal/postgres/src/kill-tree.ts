import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Kills a process and its children. Does nothing if the process has ended. */
export function killTree(pid: number): void {
  // A stopped process starts no child between the listing and its end.
  if (!signal(pid, "SIGSTOP")) return;
  const children = listChildren(pid);
  for (const member of [pid, ...children]) signal(member, "SIGKILL");
}

function listChildren(pid: number): number[] {
  const numbers = (text: string) => text.split(/\s+/).filter(Boolean).map(Number);
  if (process.platform === "linux") return numbers(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8"));
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n").map(numbers);
  return rows.flatMap(([child, parent]) => (child !== undefined && parent === pid ? [child] : []));
}

/** Returns whether there is such a process. */
function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
