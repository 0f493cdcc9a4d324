import { readFileSync } from "node:fs";
import { type Ended, runChild } from "./child.ts";

const { packageManager } = JSON.parse(readFileSync(new URL("../../../../package.json", import.meta.url), "utf8"));

/** Runs the repository's own pnpm in a folder. */
export function pnpm(folder: string, args: readonly string[]): Promise<Ended> {
  // As a job of CI: it asks nothing.
  const env = { ...process.env, CI: "true", NO_COLOR: "1" };
  const command = ["-y", "--prefer-offline", packageManager, ...args];
  return runChild("npx", command, { cwd: folder, env, timeLimitMs: 300_000 });
}
