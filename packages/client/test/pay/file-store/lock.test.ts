import { execFile, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import { createFileStore } from "../../../src/file-store.ts";
import { failing, withSteps } from "../../support/file-steps.ts";
import { useStoreFolder } from "../../support/folder.ts";
import { storedContent } from "../../support/payment-content.ts";
import { useFileStoreScripts } from "../../support/run-file-store.ts";
import { waitUntil } from "../../support/wait-until.ts";

const { path, files } = useStoreFolder();
const scripts = useFileStoreScripts();

describe("a lock of a key", () => {
  const hint = expect.stringMatching(/another machine or in another container.* delete .*payment-salaries\.lock\.\*/);
  const locked = { code: "payment_locked", outcome: "not-sent", hint };
  const lock = () => createFileStore(path()).lock?.("salaries");
  const leaveLock = (owner: string) => writeFileSync(path(`payment-salaries.lock.${owner}.${randomUUID()}`), "");
  const isLinux = process.platform === "linux";

  /** The machine, the pid and the start of this process, as its lock files have them. */
  async function ownParts(): Promise<[host: string, pid: string, start: string]> {
    const unlock = await lock();
    const [, , host = "", pid = "", start = ""] = files()[0]?.split(".") ?? [];
    await unlock?.();
    return [host, pid, start];
  }

  /** The pid of a dead process. */
  async function deadPid(): Promise<string> {
    const { stdout } = await promisify(execFile)(process.execPath, ["-e", "console.log(process.pid)"]);
    return stdout.trim();
  }

  test("rejects others until it is released, and allows everything else", async () => {
    const unlock = await lock();
    await expect(lock()).rejects.toMatchObject(locked);
    await (await createFileStore(path()).lock?.("bonuses"))?.();
    expect(await createFileStore(path()).compareAndSet("salaries", undefined, storedContent)).toBe("1");
    await unlock?.();
    await (await lock())?.();
    expect(files()).toEqual(["payment-salaries.1.json"]);
  });

  test("that its own process could not release, because the folder was away, does not keep the process out", async () => {
    const unlock = await lock();
    renameSync(path(), `${path()}-away`);
    await unlock?.();
    renameSync(`${path()}-away`, path());
    expect(files()).toContainEqual(expect.stringContaining(".lock."));
    await (await lock())?.();
    expect(files()).not.toContainEqual(expect.stringContaining(".lock."));
  });

  test("has one holder at a time, however many contend for it", async () => {
    let holders = 0;
    const contend = async () => {
      try {
        const unlock = await lock();
        holders += 1;
        expect(holders).toBe(1);
        await new Promise((resolve) => setImmediate(resolve));
        holders -= 1;
        await unlock?.();
      } catch (error) {
        expect(error).toMatchObject({ code: "payment_locked" });
      }
    };
    await Promise.all(Array.from({ length: 20 }, contend));
    expect(files()).toEqual([]);
  });

  test("of another process is respected while that process lives, and no longer", async () => {
    let rejection: unknown;
    await scripts.run({ folder: path(), adds: 1e9, isLocked: true }, async (child) => {
      rejection = await lock()?.catch((error) => error);
      child.kill("SIGKILL");
    });
    expect(rejection).toMatchObject(locked);
    expect(files()).toContainEqual(expect.stringContaining(".lock."));
    await (await lock())?.();
    expect(files()).not.toContainEqual(expect.stringContaining(".lock."));
  });

  test("is respected by a thread and by a second copy of the package in the same process", async () => {
    const unlock = await lock();
    const copy = pathToFileURL(scripts.copy()).href;
    const second = await import(copy);
    await expect(second.createFileStore(path()).lock("salaries")).rejects.toMatchObject(locked);
    const thread = `
      import { parentPort } from "node:worker_threads";
      import { createFileStore } from "${copy}";
      createFileStore(${JSON.stringify(path())}).lock("salaries").catch(({ code }) => parentPort.postMessage(code));
    `;
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(thread)}`));
    expect(await new Promise((resolve) => worker.on("message", resolve).on("error", resolve))).toBe("payment_locked");
    await unlock?.();
  });

  test("of a dead process is ignored and removed", async () => {
    const [host, , start] = await ownParts();
    leaveLock(`${host}.${await deadPid()}.${start}`);
    const unlock = await lock();
    expect(files()).toHaveLength(1);
    await unlock?.();
  });

  test.runIf(isLinux)("of a process whose pid was reused, or from before the last boot, is ignored", async () => {
    const [host, pid, start] = await ownParts();
    const [ticks, boot] = start.split("-");
    expect(readFileSync("/proc/sys/kernel/random/boot_id", "utf8").split("-")[0]).toBe(boot);
    leaveLock(`${host}.${pid}.${Number(ticks) - 1}-${boot}`);
    leaveLock(`${host}.${pid}.${ticks}-00000000`);
    leaveLock(`${host}.1.${start}`);
    await (await lock())?.();
    expect(files()).toEqual([]);
  });

  test.runIf(isLinux)("of a zombie process is ignored", async () => {
    const [host, , start] = await ownParts();
    // The shell becomes a program that never asks for the exit code of its child, and the child dies only then.
    const program = 'console.log("ready"); setInterval(() => {}, 1_000)';
    const command = `sleep 1000000 & echo $!; exec "$0" -e '${program}'`;
    const parent = spawn("sh", ["-c", command, process.execPath], { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    parent.stdout.on("data", (data) => {
      output += data;
    });
    await waitUntil(() => output.includes("ready"));
    const pid = Number.parseInt(output, 10);
    const stat = () => readFileSync(`/proc/${pid}/stat`, "utf8");
    process.kill(pid, "SIGKILL");
    await waitUntil(() => stat().includes(") Z "));
    leaveLock(`${host}.${pid}.${stat().split(" ")[21]}-${start.split("-")[1]}`);
    await (await lock())?.();
    parent.kill("SIGKILL");
    await once(parent, "exit");
    expect(files()).toEqual([]);
  });

  test("is decided by the pid alone on a system that does not show when a process started", async () => {
    await withSteps(failing("readFile", "ENOENT", /^\/proc\//), async () => {
      const [host, pid, start] = await ownParts();
      expect(start).toBe("unknown");
      leaveLock(`${host}.${await deadPid()}.${start}`);
      const unlock = await lock();
      expect(files()).toEqual([expect.stringContaining(`.${pid}.${start}.`)]);
      await expect(lock()).rejects.toMatchObject(locked);
      await unlock?.();
    });
  });

  test("of another machine, or of an unknown owner, is respected", async () => {
    const [host, , start] = await ownParts();
    for (const owner of [`elsewhere.${await deadPid()}.${start}`, `${host}.unknown`, ""]) {
      leaveLock(owner);
      await expect(lock()).rejects.toMatchObject(locked);
      for (const file of files()) rmSync(path(file));
    }
  });

  test("that cannot be released is not a failure: it is ignored once the process has ended", async () => {
    const unlock = await lock();
    const [own = ""] = files();
    rmSync(path(own));
    mkdirSync(path(own));
    await unlock?.();
    expect(files()).toEqual([own]);
  });

  test("is not left behind when the folder cannot be read", async () => {
    await expect(withSteps(failing("readdir", "EIO"), async () => lock())).rejects.toMatchObject({ code: "EIO" });
    expect(files()).toEqual([]);
  });
});
