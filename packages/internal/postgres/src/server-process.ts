import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { finished } from "node:stream/promises";
import type { Binaries } from "./binaries.ts";
import { killTree } from "./kill-tree.ts";

/** A running server. */
export interface ServerProcess {
  /** Ends it with SIGKILL, with all sessions. Resolves once no process of it is left. */
  kill(): Promise<void>;
  /** Ends it in order, and removes the folder of the binaries unless `keep` is true. Fine after {@link kill}. */
  stop(options: { keep: boolean }): Promise<void>;
}

/**
 * Starts the server and waits, without a limit of time, until the parent says `keep` or is gone: a pipe closes however a
 * process ends. A signal from a terminal must not end the shell before the server.
 */
const guard = `
trap "" INT TERM HUP
folder=$1; shift
"$@" &
exec 2> /dev/null
read -r word
kill -INT $!
wait $!
[ "$word" = keep ] || rm -rf "$folder"
`;

/**
 * Starts a server that ends with this process, however that ends. Resolves once it accepts connections.
 *
 * @throws with the server's log if it does not start.
 */
export async function startServerProcess(
  { folder, postgres, env, identity }: Binaries,
  dataFolder: string,
  args: readonly string[],
): Promise<ServerProcess> {
  const shell: ChildProcessByStdio<Writable, null, Readable> = spawn(
    "/bin/sh",
    ["-c", guard, "guard", folder, postgres, "-D", dataFolder, ...args],
    { cwd: folder, env, ...identity, detached: true, stdio: ["pipe", "ignore", "pipe"] },
  );
  // Only the server's processes have the other end: it closes when the last of them has ended.
  const serverEnd = finished(shell.stderr, { writable: false });
  const shellEnd = once(shell, "exit");
  shell.stdin.on("error", () => {});
  const stop = async ({ keep }: { keep: boolean }) => {
    shell.stdin.end(keep ? "keep\n" : undefined);
    await Promise.all([shellEnd, serverEnd]);
  };
  let log = "";
  const isReady = new Promise<boolean>((resolve) => {
    shell.stderr.setEncoding("utf8").on("data", (text: string) => {
      log = (log + text).slice(-10_000);
      if (/ready to accept (read-only )?connections/.test(log)) resolve(true);
    });
    serverEnd.finally(() => resolve(false));
  });
  if (!(await isReady)) {
    await stop({ keep: true });
    throw new Error(`Postgres did not start:\n${log}`);
  }
  const pid = Number.parseInt(readFileSync(join(dataFolder, "postmaster.pid"), "utf8"), 10);
  return {
    async kill() {
      killTree(pid);
      await serverEnd;
    },
    stop,
  };
}
