import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const hooks = new URL("from-sources.ts", import.meta.url).href;

/** Starts a script of this folder as a process that runs the sources. It is killed at the end of the test. */
export function runScript(name: string, args: readonly string[]): ChildProcess {
  const script = fileURLToPath(new URL(name, import.meta.url));
  const child = spawn(process.execPath, ["--import", hooks, script, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  return child;
}
