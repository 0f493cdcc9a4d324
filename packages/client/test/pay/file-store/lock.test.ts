import { type ChildProcess, execFile, spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createFileStore } from "../../../src/file-store.ts";
import { defaultPeriods, takeLock } from "../../../src/pay/file-store/lock.ts";
import { failing, type Step, withSteps } from "../../support/file-steps.ts";
import { useStoreFolder } from "../../support/folder.ts";
import { storedContent } from "../../support/payment-content.ts";
import { useFileStoreScripts } from "../../support/run-file-store.ts";
import { waitUntil } from "../../support/wait-until.ts";

const { path, files } = useStoreFolder();
const scripts = useFileStoreScripts();

const lock = () => createFileStore(path()).lock?.("salaries");
const isLinux = process.platform === "linux";

/** The path of the only lock file. */
function lockFile(): string {
  const [file, ...others] = files().filter((name) => name.startsWith("payment-salaries.lock/"));
  expect(others).toEqual([]);
  return path(file);
}

/** Makes a lock file as old as if it had not been renewed for some time. */
function makeOld(file: string, milliseconds: number): void {
  const seconds = (Date.now() - milliseconds) / 1_000;
  utimesSync(file, seconds, seconds);
}

describe("a lock of a key", () => {
  const hint = expect.stringMatching(/takes its lock over 2 minutes later at the latest\. No file needs to be removed/);
  const locked = { code: "payment_locked", outcome: "not-sent", hint };

  /** Leaves a lock file of an owner, and returns its path. */
  function leaveLock(owner: string): string {
    const file = path(`payment-salaries.lock/${owner}.${randomUUID()}`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, "");
    return file;
  }

  /** The machine, the pid and the start of this process, as its lock files have them. */
  async function ownParts(): Promise<[machine: string, pid: string, start: string]> {
    const unlock = await lock();
    const [machine = "", pid = "", start = ""] = basename(lockFile()).split(".");
    await unlock?.();
    return [machine, pid, start];
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
    expect(files()).toEqual(["payment-salaries/1.json"]);
  });

  test("that its own process could not release, because the folder was away, does not keep the process out", async () => {
    const unlock = await lock();
    renameSync(path(), `${path()}-away`);
    await unlock?.();
    renameSync(`${path()}-away`, path());
    expect(files()).toContainEqual(expect.stringContaining(".lock/"));
    const next = await lock();
    expect(next?.isTakenOver).toBe(false);
    await next?.();
    expect(files()).toEqual([]);
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
    expect(files()).toContainEqual(expect.stringContaining(".lock/"));
    const unlock = await lock();
    expect(unlock?.isTakenOver).toBe(true);
    await unlock?.();
    expect(files()).not.toContainEqual(expect.stringContaining(".lock/"));
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
    expect(unlock?.isTakenOver).toBe(true);
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
    const hide: Step = (_, file) => failing("proc", "ENOENT")(file.split("/")[1] ?? "", file);
    await withSteps(hide, async () => {
      const [host, pid, start] = await ownParts();
      expect([host.at(-1), start]).toEqual(["-", "unknown"]);
      leaveLock(`${host}.${await deadPid()}.${start}`);
      const unlock = await lock();
      expect(unlock?.isTakenOver).toBe(true);
      expect(files()).toEqual([expect.stringContaining(`.${pid}.${start}.`)]);
      await expect(lock()).rejects.toMatchObject(locked);
      await unlock?.();
    });
  });

  test("of another machine, or of an unknown owner, is respected", async () => {
    const [host, , start] = await ownParts();
    const owners = [
      `elsewhere.${await deadPid()}.${start}`,
      `${host}.unknown`,
      "",
      `${host}1.${await deadPid()}.${start}`,
    ];
    for (const owner of owners) {
      const file = leaveLock(owner);
      await expect(lock()).rejects.toMatchObject(locked);
      rmSync(file);
    }
  });

  test.each(["EACCES", "EROFS"])("that cannot be released (%s) does not keep its own process out", async (code) => {
    const unlock = await lock();
    const [own = ""] = files();
    await withSteps(failing("rm", code), async () => {
      await unlock?.();
      expect(files()).toEqual([own]);
      await (await lock())?.();
    });
    expect(files()).toContainEqual(own);
    await (await lock())?.();
    expect(files()).toEqual([]);
  });

  test("is not left behind when the folder cannot be read", async () => {
    for (const call of ["readdir", "stat"]) {
      await expect(withSteps(failing(call, "EIO"), async () => lock())).rejects.toMatchObject({ code: "EIO" });
      expect(files()).toEqual([]);
    }
    const file = leaveLock("elsewhere");
    const broken = failing("stat", "EIO", /elsewhere/);
    await expect(withSteps(broken, async () => lock())).rejects.toMatchObject({ code: "EIO" });
    expect(files()).toEqual([relative(path(), file)]);
  });

  test("whose folder or file is deleted by another contender at any step is contended for again", async () => {
    for (let deletesAt = 0, isOver = false; !isOver; deletesAt += 1) {
      let steps = 0;
      const interfere: Step = (call) => {
        if (!["writeFile", "stat", "readdir"].includes(call)) return;
        steps += 1;
        if (steps === deletesAt + 1) rmSync(path("payment-salaries.lock"), { recursive: true, force: true });
      };
      const unlock = await withSteps(interfere, async () => lock());
      isOver = steps <= deletesAt;
      expect(files()).toHaveLength(1);
      await unlock?.();
      expect(files()).toEqual([]);
    }
  });

  test("that was released while others looked at it does not count", async () => {
    const file = leaveLock("elsewhere");
    const release: Step = (call, of) => call === "stat" && of === file && rmSync(file);
    const unlock = await withSteps(release, async () => lock());
    expect(unlock?.isTakenOver).toBe(false);
    await unlock?.();
  });

  test("is released by its own function alone", async () => {
    const store = createFileStore(path());
    const first = await store.lock?.("salaries");
    await first?.();
    const second = await store.lock?.("salaries");
    await first?.();
    rmSync(lockFile());
    await expect(store.compareAndSet("salaries", undefined, storedContent)).rejects.toMatchObject({
      code: "payment_locked",
    });
    await second?.();
  });
});

describe("a lock that is not renewed", () => {
  const minute = 60_000;
  const lost = { code: "payment_locked", message: expect.stringContaining("was not renewed for 60 seconds") };

  const [realDate, realPerformance] = [Date.now, performance.now.bind(performance)];
  const offsets = { monotonic: 0, wall: 0 };

  /** Moves a clock of this process forward. */
  function jump(clock: keyof typeof offsets, milliseconds: number): void {
    offsets[clock] += milliseconds;
    vi.spyOn(Date, "now").mockImplementation(() => realDate() + offsets.wall);
    vi.spyOn(performance, "now").mockImplementation(() => realPerformance() + offsets.monotonic);
  }

  afterEach(() => {
    vi.restoreAllMocks();
    Object.assign(offsets, { monotonic: 0, wall: 0 });
  });

  /** Where a process is that holds the lock: it cannot be seen from here whether it is alive. */
  interface Elsewhere {
    host?: string;
    command?: readonly string[];
  }

  const otherHost: Elsewhere = { host: "elsewhere" };
  const ownNamespaces = ["unshare", "--uts", "--pid", "--fork", "--kill-child", "--mount-proc"];
  const canUnshare = isLinux && spawnSync("unshare", [...ownNamespaces.slice(1), "true"]).status === 0;
  const container: Elsewhere = { command: [...ownNamespaces, "sh", "-c", 'hostname elsewhere && exec "$0" "$@"'] };
  const containerOfSameName: Elsewhere = { command: ownNamespaces };

  /** Runs a process that holds the lock and writes, until it is killed. */
  async function whileLocked({ host, command }: Elsewhere, run: (child: ChildProcess) => Promise<unknown>) {
    let ended: Promise<unknown> | undefined;
    const first = (child: ChildProcess) => {
      ended = run(child).finally(() => child.kill("SIGKILL"));
      ended.catch(() => {});
    };
    const result = await scripts.run({ folder: path(), adds: 1e9, isLocked: true, host }, first, command);
    await ended;
    return result;
  }

  const killedElsewhere = (elsewhere: Elsewhere) => whileLocked(elsewhere, async (child) => child.kill("SIGKILL"));

  const elsewhere: [string, Elsewhere][] = [["another host name", otherHost]];
  if (canUnshare) elsewhere.push(["another host name, in namespaces of its own,", container]);

  test.each(elsewhere)(
    "by a process that died under %s is taken over after 2 minutes, and not before",
    async (_, where) => {
      const killed = await killedElsewhere(where);
      const revision = killed.confirmed.at(-1) ?? 0;
      await expect(lock()).rejects.toMatchObject({ code: "payment_locked", outcome: "not-sent" });
      makeOld(lockFile(), minute);
      await expect(lock()).rejects.toMatchObject({ code: "payment_locked" });
      makeOld(lockFile(), 2.1 * minute);
      const store = createFileStore(path());
      const unlock = await store.lock?.("salaries");
      expect(unlock?.isTakenOver).toBe(true);
      const stored = await store.load("salaries");
      expect([revision, revision + 1]).toContain(Number(stored?.revision));
      expect(await store.compareAndSet("salaries", stored?.revision, storedContent)).toBe(
        `${Number(stored?.revision) + 1}`,
      );
      await unlock?.();
      const next = await lock();
      expect(next?.isTakenOver).toBe(false);
      await next?.();
    },
  );

  test("is taken over too if it is from the future, because the clock was set back", async () => {
    await killedElsewhere(otherHost);
    makeOld(lockFile(), -minute);
    await expect(lock()).rejects.toMatchObject({ code: "payment_locked" });
    makeOld(lockFile(), -10 * minute);
    const unlock = await lock();
    expect(unlock?.isTakenOver).toBe(true);
    await unlock?.();
  });

  test.runIf(canUnshare)(
    "by a process in another namespace with the same host name is respected until then",
    async () => {
      let rejection: unknown;
      await whileLocked(containerOfSameName, async () => {
        rejection = await lock()?.catch((error) => error);
      });
      expect(rejection).toMatchObject({ code: "payment_locked" });
      await expect(lock()).rejects.toMatchObject({ code: "payment_locked" });
      makeOld(lockFile(), 2.1 * minute);
      const unlock = await lock();
      expect(unlock?.isTakenOver).toBe(true);
      await unlock?.();
    },
  );

  test.runIf(isLinux)(
    "by a process that was stopped is taken over, and the process writes no more when it goes on",
    async () => {
      let last = 0;
      const { confirmed, code } = await whileLocked(otherHost, async (child) => {
        child.kill("SIGSTOP");
        await waitUntil(() => readFileSync(`/proc/${child.pid}/stat`, "utf8").includes(") T "));
        makeOld(lockFile(), 3 * minute);
        const store = createFileStore(path());
        const unlock = await store.lock?.("salaries");
        expect(unlock?.isTakenOver).toBe(true);
        last = Number((await store.load("salaries"))?.revision);
        child.kill("SIGCONT");
        await once(child, "exit");
        // Also one that was stopped while it wrote is not confirmed.
        const revision = (await store.load("salaries"))?.revision;
        expect([last, last + 1]).toContain(Number(revision));
        expect(await store.compareAndSet("salaries", revision, storedContent)).toBe(`${Number(revision) + 1}`);
        await unlock?.();
      });
      expect(code).toBe("payment_locked");
      expect(Math.max(...confirmed)).toBeLessThanOrEqual(last);
    },
  );

  test("is taken over by exactly one of several processes that find it", async () => {
    const rounds = Array.from({ length: 6 }, (_, round) => `round-${round}`);
    for (const round of rounds) {
      mkdirSync(path(`payment-${round}.lock`));
      const file = path(`payment-${round}.lock/elsewhere.1.1.0.${randomUUID()}`);
      writeFileSync(file, "");
      makeOld(file, 3 * minute);
    }
    const contenders = ["one", "other"].map((host) => scripts.contend(path(), host));
    for (const round of rounds) {
      const winners: boolean[] = [];
      // Both may back off.
      while (winners.length === 0) {
        const answers = await Promise.all(contenders.map(({ lock }) => lock(round)));
        winners.push(...answers.filter((answer) => answer !== undefined));
      }
      expect(winners).toEqual([true]);
    }
    for (const { end } of contenders) await end();
  });

  test.each(["monotonic", "wall"] as const)(
    "for 60 s by the %s clock refuses the writes of its holder, for good",
    async (clock) => {
      const store = createFileStore(path());
      const unlock = await store.lock?.("salaries");
      jump(clock, 0.6 * minute);
      expect(await store.compareAndSet("salaries", undefined, storedContent)).toBe("1");
      jump(clock, 0.6 * minute);
      expect(await store.compareAndSet("salaries", "1", storedContent)).toBe("2");
      jump(clock, 1.1 * minute);
      for (let time = 0; time < 2; time += 1) {
        const saving = store.compareAndSet("salaries", "2", storedContent);
        await expect(saving).rejects.toMatchObject({ ...lost, outcome: "unknown" });
      }
      await expect(store.compareAndSet("bonuses", undefined, storedContent)).resolves.toBe("1");
      expect(await createFileStore(path()).compareAndSet("salaries", "2", storedContent)).toBe("3");
      await unlock?.();
      expect(await store.compareAndSet("salaries", "3", storedContent)).toBe("4");
    },
  );

  test("because its file has vanished refuses the writes of its holder", async () => {
    const store = createFileStore(path());
    const unlock = await store.lock?.("salaries");
    rmSync(lockFile());
    const saving = store.compareAndSet("salaries", undefined, storedContent);
    await expect(saving).rejects.toMatchObject({ ...lost, outcome: "not-sent" });
    expect(await store.load("salaries")).toBeUndefined();
    await unlock?.();
    expect(files()).toEqual([]);
  });

  test("because of an error of the system is lost after 60 s, and not before", async () => {
    const store = createFileStore(path());
    const unlock = await store.lock?.("salaries");
    await withSteps(failing("writeFile", "EIO"), async () => {
      expect(await store.compareAndSet("salaries", undefined, storedContent)).toBe("1");
      jump("wall", 1.1 * minute);
      await expect(store.compareAndSet("salaries", "1", storedContent)).rejects.toMatchObject(lost);
    });
    await unlock?.();
  });

  test.each(["sync", "link"])(
    "while a revision is written (before %s) is not confirmed to its holder",
    async (before) => {
      const store = createFileStore(path());
      const unlock = await store.lock?.("salaries");
      await store.compareAndSet("salaries", undefined, storedContent);
      const stop: Step = (call) => call === before && jump("monotonic", 3 * minute);
      await expect(withSteps(stop, () => store.compareAndSet("salaries", "1", storedContent))).rejects.toMatchObject({
        ...lost,
        outcome: "unknown",
      });
      await unlock?.();
    },
  );

  test("while its own renewal goes on is lost", async () => {
    const store = createFileStore(path());
    const unlock = await store.lock?.("salaries");
    const stop: Step = (call) => call === "writeFile" && jump("wall", 3 * minute);
    const saving = withSteps(stop, () => store.compareAndSet("salaries", undefined, storedContent));
    await expect(saving).rejects.toMatchObject(lost);
    await unlock?.();
  });
});

describe("a lock that is held", () => {
  const often = { renewalMs: 1, maxUnrenewedMs: 60_000, staleMs: 120_000 };

  test("is renewed by writes, at the file system's own time, until it is released", async () => {
    const folder = path("held.lock");
    const held = await takeLock(folder, often);
    const [name = ""] = readdirSync(folder);
    const file = join(folder, name);
    for (let time = 0; time < 3; time += 1) {
      makeOld(file, 10_000);
      const { mtimeMs } = statSync(file);
      await waitUntil(() => statSync(file).mtimeMs > mtimeMs + 5_000);
    }
    let renewals = 0;
    const note: Step = (call) => {
      if (call === "writeFile") renewals += 1;
    };
    await withSteps(note, async () => {
      await waitUntil(() => renewals > 0);
      await held?.release();
      renewals = 0;
      await sleep(20);
      expect(renewals).toBe(0);
    });
    expect(files()).toEqual([]);
  });

  test("is not renewed more than every 15 s by default, and lets the process end", async () => {
    expect(defaultPeriods).toEqual({ renewalMs: 15_000, maxUnrenewedMs: 60_000, staleMs: 120_000 });
    const { confirmed, code, signal } = await scripts.run({ folder: path(), adds: 1, isLocked: true, keepsLock: true });
    expect([confirmed, code, signal]).toEqual([[1], undefined, null]);
    expect(files()).toContainEqual(expect.stringContaining(".lock/"));
  });
});
