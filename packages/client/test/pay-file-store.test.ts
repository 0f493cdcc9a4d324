import { AsyncLocalStorage } from "node:async_hooks";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import * as fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createFileStore } from "../src/file-store.ts";
import { encodedName } from "../src/pay/file-store/files.ts";
import { thisProcess } from "../src/pay/file-store/lock.ts";
import { createMemoryStore, type PaymentStore } from "../src/pay/store.ts";
import { beforeEveryStep, type Step } from "./file-steps.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "payments-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const payment = { phase: "planned", items: ["ş", 1] };
const files = () => readdirSync(folder).sort();
const path = (name: string) => join(folder, name);
const unreadable = { code: "payment_unreadable", outcome: "not-sent" };

let scripts: string;
beforeAll(() => {
  scripts = mkdtempSync(join(tmpdir(), "scripts-"));
  writeFileSync(join(scripts, "package.json"), '{"type":"module"}');
  strip(fileURLToPath(new URL("..", import.meta.url)), "test/file-store-process");
});
afterAll(() => rmSync(scripts, { recursive: true }));

/** Puts a module and what it imports there as JavaScript: a process that strips the types itself takes longer to start. */
function strip(root: string, name: string): void {
  const script = join(scripts, `${name}.js`);
  if (existsSync(script)) return;
  const text = stripTypeScriptTypes(readFileSync(join(root, `${name}.ts`), "utf8"));
  mkdirSync(dirname(script), { recursive: true });
  writeFileSync(script, text.replace(/(from "\.[^"]*)\.ts"/g, '$1.js"'));
  for (const [, other = ""] of text.matchAll(/from "(\.[^"]*)\.[jt]s"/g)) strip(root, join(dirname(name), other));
}

const node = (task: object) => [join(scripts, "test/file-store-process.js"), JSON.stringify({ folder, ...task })];

interface Run {
  /** The revisions that were confirmed to it. */
  confirmed: number[];
  signal: NodeJS.Signals | null;
}

/** Runs the program to its end. `onFirst` is called when its first revision was confirmed. */
async function run(task: object, onFirst?: (child: ChildProcess) => void): Promise<Run> {
  const child = spawn(process.execPath, node(task), { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.once("data", () => onFirst?.(child));
  child.stdout.on("data", (data) => (output += data));
  const signal = await new Promise<NodeJS.Signals | null>((resolve) => child.on("close", (_, by) => resolve(by)));
  return { confirmed: output.split("\n").slice(0, -1).map(Number), signal };
}

/** A step of a system that has not got a call, or not for files of this name. */
const failing =
  (failed: string, code: string, name = /./): Step =>
  (call, file) => {
    if (call === failed && name.test(file)) throw Object.assign(new Error(code), { code });
  };

/** What `work` comes to while every step on the disk is preceded by `step`. */
async function withSteps<Result>(step: Step, work: () => Promise<Result>): Promise<Result> {
  const stop = beforeEveryStep(step);
  try {
    return await work();
  } finally {
    stop();
  }
}

describe.each<[string, () => PaymentStore]>([
  ["a store in memory", createMemoryStore],
  ["a store of files", () => createFileStore(folder)],
])("%s", (_, create) => {
  test("has nothing under a key that was never set", async () => {
    expect(await create().load("salaries")).toBeUndefined();
  });

  test("gives back what was set, under a revision of its own", async () => {
    const store = create();
    const first = await store.compareAndSet("salaries", undefined, payment);
    expect(first).toEqual(expect.any(String));
    expect(await store.load("salaries")).toEqual({ payment, revision: first });
    const second = await store.compareAndSet("salaries", first, { phase: "created" });
    expect(second).not.toBe(first);
    expect(await store.load("salaries")).toEqual({ payment: { phase: "created" }, revision: second });
  });

  test("changes nothing when the revision is not the one that is expected", async () => {
    const store = create();
    const revision = await store.compareAndSet("salaries", undefined, payment);
    for (const other of [undefined, "another", "0", "2", "01", " 1", "1.0"]) {
      expect(await store.compareAndSet("salaries", other, {})).toBeUndefined();
    }
    for (const other of ["0", revision]) expect(await store.compareAndSet("bonuses", other, {})).toBeUndefined();
    expect(await store.load("salaries")).toEqual({ payment, revision });
    expect(await store.load("bonuses")).toBeUndefined();
  });

  test("lets one of those who set the same key at once go first", async () => {
    const store = create();
    let revision: string | undefined;
    for (let round = 0; round < 5; round += 1) {
      const expected = revision;
      const set = (by: number) => store.compareAndSet("salaries", expected, { by });
      const revisions = await Promise.all(Array.from({ length: 5 }, (_, by) => set(by)));
      const winners = revisions.flatMap((won, by) => (won === undefined ? [] : [by]));
      expect(winners).toHaveLength(1);
      revision = revisions[winners[0] as number];
      expect(await store.load("salaries")).toEqual({ payment: { by: winners[0] }, revision });
    }
  });

  test("is not changed through what it gave or was given", async () => {
    const store = create();
    const given = structuredClone(payment);
    const revision = await store.compareAndSet("salaries", undefined, given);
    given.phase = "settled";
    const stored = await store.load("salaries");
    (stored?.payment as typeof payment).phase = "settled";
    expect(await store.load("salaries")).toEqual({ payment, revision });
  });

  test("keeps keys of any letters apart", async () => {
    const keys = fc.uniqueArray(fc.string({ unit: "grapheme", minLength: 1, maxLength: 80 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(keys, async (names) => {
        const store = create();
        const round = randomUUID().slice(0, 8);
        const own = names.map((name) => `${round}${name}`);
        for (const name of own) await store.compareAndSet(name, undefined, { name });
        for (const name of own) expect(await store.load(name)).toMatchObject({ payment: { name } });
      }),
      { numRuns: 20 },
    );
  });
});

describe("a file", () => {
  test("lies in the folder under a readable name, for its owner alone, and nothing lies beside it", async () => {
    const store = createFileStore(path("new/er"));
    await store.compareAndSet("MAAŞ/2026-11.a", undefined, payment);
    await store.compareAndSet("MAAŞ/2026-11.a", "1", payment);
    const name = "payment-+maa+%c5%9e%2f2026-11%2ea.2.json";
    expect(readdirSync(path("new/er"))).toEqual([name]);
    expect(statSync(path(`new/er/${name}`)).mode & 0o777).toBe(0o600);
    for (const made of ["new", "new/er"]) expect(statSync(path(made)).mode & 0o777).toBe(0o700);
  });

  test("has a name that every file system takes, and no other key has where a capital is no other letter", () => {
    expect(encodedName("ş".repeat(1_000))).toMatch(/^[0-9a-f]{64}$/);
    const different = fc.uniqueArray(fc.string({ unit: "grapheme" }), { minLength: 2, maxLength: 2 });
    const cases = fc.tuple(fc.constantFrom("aA", "Aa", "AA", "aa", "+a", "%41"), fc.constantFrom("a", "A", "+", "a+"));
    fc.assert(
      fc.property(
        fc.oneof(
          different,
          fc.tuple(cases, cases).map((pair) => pair.map((parts) => parts.join(""))),
        ),
        (pair) => {
          const names = pair.map((text) => encodedName(text));
          for (const name of names) expect(name).toMatch(/^[a-z0-9_%+-]*$/);
          expect(names[0] === names[1]).toBe(pair[0] === pair[1]);
        },
      ),
    );
  });

  test("is in the folder that was meant when the store was made, wherever the process goes", async () => {
    const store = createFileStore(relative(process.cwd(), folder));
    const { cwd } = process;
    process.cwd = () => "/nowhere";
    try {
      await store.compareAndSet("salaries", undefined, payment);
    } finally {
      process.cwd = cwd;
    }
    expect(files()).toEqual(["payment-salaries.1.json"]);
  });

  test("is refused and left as it is when it was cut off anywhere, and no older one is taken in its place", async () => {
    const store = createFileStore(folder);
    await store.compareAndSet("salaries", undefined, payment);
    const first = readFileSync(path("payment-salaries.1.json"));
    await store.compareAndSet("salaries", "1", payment);
    writeFileSync(path("payment-salaries.1.json"), first);
    const file = path("payment-salaries.2.json");
    const whole = readFileSync(file);
    for (let length = 0; length < whole.length - 1; length += 1) {
      writeFileSync(file, whole.subarray(0, length));
      await expect(store.load("salaries")).rejects.toMatchObject(unreadable);
      expect(readFileSync(file).equals(whole.subarray(0, length))).toBe(true);
    }
    expect(files()).toEqual(["payment-salaries.1.json", "payment-salaries.2.json"]);
  });

  test("is refused when a digit of it was changed, or its name, or when it is something else", async () => {
    const store = createFileStore(folder);
    await store.compareAndSet("salaries", undefined, payment);
    const file = path("payment-salaries.1.json");
    const whole = readFileSync(file, "utf8");
    for (const other of ["null", "[]", "1", "{}", whole.replace('"ş",1', '"ş",2'), whole.replace("format", "form")]) {
      writeFileSync(file, other);
      await expect(store.load("salaries")).rejects.toMatchObject(unreadable);
    }
    for (const [name, key] of [
      ["payment-bonuses.1.json", "bonuses"],
      ["payment-salaries.2.json", "salaries"],
    ] as const) {
      writeFileSync(path(name), whole);
      await expect(store.load(key)).rejects.toMatchObject(unreadable);
    }
  });

  test("that is refused is no reason to send again: iyzico is to be asked first, and no backup is recommended", async () => {
    writeFileSync(path("payment-salaries.3.json"), "{");
    const hint = expect.stringMatching(/nothing was sent\. First ask iyzico .* backup, may have forgotten an auth/);
    await expect(createFileStore(folder).load("salaries")).rejects.toMatchObject({ ...unreadable, hint });
  });

  test("that is not there is nothing, and its folder is made only to keep something", async () => {
    expect(await createFileStore(path("new")).load("salaries")).toBeUndefined();
    expect(files()).toEqual([]);
  });

  test("of another name is left alone, and is no revision", async () => {
    const others = [
      "5.json.bak",
      "05.json",
      "0.json",
      "-5.json",
      "5e3.json",
      "5.JSON",
      "json",
      "1234567890123456.json",
    ];
    for (const other of others) writeFileSync(path(`payment-salaries.${other}`), "");
    writeFileSync(path("payment-salaries2.7.json"), "");
    writeFileSync(path("payment-salaries2.1.unfinished.1"), "");
    const store = createFileStore(folder);
    expect(await store.load("salaries")).toBeUndefined();
    expect(await store.compareAndSet("salaries", undefined, payment)).toBe("1");
    expect(files()).toHaveLength(others.length + 3);
  });

  test("that was never finished is passed over, and is removed when its number was given to another", async () => {
    const store = createFileStore(folder);
    await store.compareAndSet("salaries", undefined, payment);
    for (const number of [1, 2, 3]) writeFileSync(path(`payment-salaries.${number}.unfinished.1`), "{");
    expect(await store.load("salaries")).toEqual({ payment, revision: "1" });
    await store.compareAndSet("salaries", "1", payment);
    expect(files()).toEqual(["payment-salaries.2.json", "payment-salaries.3.unfinished.1"]);
  });

  test("that can't be removed keeps nobody from going on, and no revision is removed before it", async () => {
    const store = createFileStore(folder);
    await store.compareAndSet("salaries", undefined, payment);
    mkdirSync(path("payment-salaries.2.unfinished.1"));
    expect(await store.compareAndSet("salaries", "1", payment)).toBe("2");
    expect(files()).toEqual(["payment-salaries.1.json", "payment-salaries.2.json", "payment-salaries.2.unfinished.1"]);
    expect(await store.load("salaries")).toEqual({ payment, revision: "2" });
  });

  test.skipIf(process.platform === "win32")("that the disk has no room for leaves nothing behind", async () => {
    const store = createFileStore(folder);
    await store.compareAndSet("salaries", undefined, { count: 1 });
    const shell = ["-c", 'ulimit -f 8; exec "$0" "$@"', process.execPath, ...node({ adds: 1 })];
    await expect(promisify(execFile)("sh", shell)).rejects.toMatchObject({ stderr: expect.stringContaining("EFBIG") });
    expect(files()).toEqual(["payment-salaries.1.json"]);
    expect(await store.load("salaries")).toEqual({ payment: { count: 1 }, revision: "1" });
  });

  test("that can't be read or written for another reason is the system's own error", async () => {
    writeFileSync(path("a"), "");
    const store = createFileStore(path("a"));
    await expect(store.load("salaries")).rejects.toMatchObject({ code: "ENOTDIR" });
    await expect(store.lock?.("salaries")).rejects.toMatchObject({ code: "EEXIST" });
    await expect(store.compareAndSet("salaries", undefined, payment)).rejects.toMatchObject({ code: "EEXIST" });
    mkdirSync(path("payment-salaries.1.json"));
    await expect(createFileStore(folder).load("salaries")).rejects.toMatchObject({ code: "EISDIR" });
  });

  test("is on the disk before its revision is confirmed, with its name and every folder that was made for it", async () => {
    const synced: string[] = [];
    const note: Step = (call, file) => call === "sync" && synced.push(relative(folder, file));
    await withSteps(note, () => createFileStore(path("new/er")).compareAndSet("salaries", undefined, payment));
    const unfinished = expect.stringMatching(/^new\/er\/payment-salaries\.1\.unfinished\./);
    expect(synced).toEqual(["new", "", unfinished, "new/er"]);
  });

  test("is on the disk with its name before it is given out, even if whoever kept it died before that", async () => {
    const store = createFileStore(folder);
    await store.compareAndSet("salaries", undefined, payment);
    const synced: string[] = [];
    const note: Step = (call, file) => call === "sync" && synced.push(file);
    await withSteps(note, () => store.load("salaries"));
    expect(synced).toEqual([folder]);
  });
});

describe("on a system", () => {
  test("that can't be asked for a folder, the file alone is put on the disk", async () => {
    const synced: string[] = [];
    const platform = Object.getOwnPropertyDescriptor(process, "platform") as PropertyDescriptor;
    Object.defineProperty(process, "platform", { ...platform, value: "win32" });
    const store = createFileStore(folder);
    const note: Step = (call, file) => call === "sync" && synced.push(file);
    try {
      expect(await withSteps(note, () => store.compareAndSet("salaries", undefined, payment))).toBe("1");
      expect(await store.load("salaries")).toEqual({ payment, revision: "1" });
    } finally {
      Object.defineProperty(process, "platform", platform);
    }
    expect(synced).toEqual([expect.stringContaining(".unfinished.")]);
  });

  test("without hard links, nothing is kept, and that is an error", async () => {
    const keep = () => createFileStore(folder).compareAndSet("salaries", undefined, payment);
    await expect(withSteps(failing("link", "EPERM"), keep)).rejects.toMatchObject({ code: "EPERM" });
    expect(files()).toEqual([]);
  });
});

const steps = new AsyncLocalStorage<() => Promise<void>>();
const inContext: Step = () => steps.getStore()?.();

/** So many steps on the disk, of one of those who run. */
interface Turn {
  who: number;
  count: number;
}

interface Runner {
  isOver: boolean;
  step(): Promise<void>;
}

/** Somebody who takes a step on the disk when he is told to, and stands still before the next one. */
function runner(run: () => Promise<void>): Runner {
  let stoodStill = () => {};
  let failed = (_: unknown) => {};
  const standStill = () =>
    new Promise<void>((resolve) => {
      goOn = resolve;
      stoodStill();
    });
  const end = () => {
    self.isOver = true;
    stoodStill();
  };
  let goOn = (): void => void steps.run(standStill, run).then(end, (error) => failed(error));
  const self = {
    isOver: false,
    step: () =>
      new Promise<void>((resolve, reject) => {
        stoodStill = resolve;
        failed = reject;
        goOn();
      }),
  };
  return self;
}

/** The first of somebody's steps brings him to what he does first. */
async function inTurns(runners: readonly Runner[], turns: readonly Turn[]): Promise<void> {
  for (const { who, count } of turns) {
    const { [who]: one } = runners;
    for (let step = 0; step < count && one?.isOver === false; step += 1) await one.step();
  }
}

describe("of those who take their steps in any order", () => {
  const all = Number.POSITIVE_INFINITY;

  /** Somebody who adds his name to the payment, several times. Says what he was told: kept, not kept, or nothing yet. */
  function writer(store: PaymentStore, who: number, times: number) {
    const told = new Map<string, boolean | undefined>();
    const run = async () => {
      for (let time = 0; time < times; time += 1) {
        const stored = await store.load("salaries");
        const names = (stored?.payment ?? []) as string[];
        const name = `${who}.${time}`;
        told.set(name, undefined);
        const revision = await store.compareAndSet("salaries", stored?.revision, [...names, name]);
        told.set(name, revision !== undefined);
      }
    };
    return { run, told };
  }

  async function expectTheTruth(store: PaymentStore, writers: readonly ReturnType<typeof writer>[]): Promise<void> {
    const stored = await store.load("salaries");
    const names = (stored?.payment ?? []) as string[];
    expect(stored?.revision).toBe(names.length === 0 ? undefined : String(names.length));
    for (const { told } of writers) {
      for (const [name, isKept] of told) if (isKept !== undefined) expect(names.includes(name)).toBe(isKept);
    }
  }

  test("each is told the truth of whether his was kept, and nothing that was kept is lost", async () => {
    const turn = fc.record({ who: fc.nat(2), count: fc.integer({ min: 1, max: 60 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { maxLength: 12 }), fc.nat(2), async (turns, late) => {
        const store = createFileStore(mkdtempSync(path("round-")));
        const writers = [0, 1, 2].map((who) => writer(store, who, 3));
        const runners = writers.map(({ run }) => runner(run));
        const others = [0, 1, 2].filter((who) => who !== late);
        await withSteps(inContext, async () => {
          await inTurns(runners, turns);
          await expectTheTruth(store, writers);
          for (const who of others) await inTurns(runners, [{ who, count: all }]);
          // The last one may as well have died.
          await expectTheTruth(store, writers);
          await inTurns(runners, [{ who: late, count: all }]);
          await expectTheTruth(store, writers);
        });
      }),
      { numRuns: 30 },
    );
  });

  /** Three who add a name each. The last two take numbers that the first could want, and tidy up. */
  async function expectTheTruthOfThree(...turns: Turn[]): Promise<void> {
    const store = createFileStore(mkdtempSync(path("round-")));
    await store.compareAndSet("salaries", undefined, ["first"]);
    const writers = [0, 1, 2].map((who) => writer(store, who, 1));
    const runners = writers.map(({ run }) => runner(run));
    const rest = [0, 1, 2].map((who) => ({ who, count: all }));
    await withSteps(inContext, () => inTurns(runners, [...turns, ...rest]));
    expect(runners.map(({ isOver }) => isOver)).toEqual([true, true, true]);
    await expectTheTruth(store, writers);
  }

  /** What one does who adds a name alone. */
  async function callsOfOne(): Promise<string[]> {
    const calls: string[] = [];
    const note: Step = (call) => calls.push(call);
    const store = createFileStore(mkdtempSync(path("round-")));
    await store.compareAndSet("salaries", undefined, ["first"]);
    await withSteps(note, writer(store, 0, 1).run);
    return calls;
  }

  test("one who stops anywhere, while others go past and tidy up, can't get a number that was given away", async () => {
    const { length } = await callsOfOne();
    for (let count = 0; count <= length + 1; count += 1) {
      await expectTheTruthOfThree({ who: 0, count }, { who: 1, count: all }, { who: 2, count: all });
    }
  });

  test("one who is about to take a number can't get it either while they are about to tidy up", async () => {
    const calls = await callsOfOne();
    const beforeLink = calls.indexOf("link") + 1;
    // The last one has more to remove.
    for (let count = beforeLink; count <= calls.length + 4; count += 1) {
      await expectTheTruthOfThree({ who: 0, count: beforeLink }, { who: 1, count: beforeLink + 1 }, { who: 2, count });
    }
  });
});

describe("many processes and threads at once", () => {
  test("get every revision once, and none of what they added is lost", async () => {
    const [processes, threads, adds] = [3, 2, 5];
    const runs = await Promise.all(Array.from({ length: processes }, () => run({ threads, adds })));
    const total = processes * (threads + 1) * adds;
    const revisions = runs.flatMap(({ confirmed }) => confirmed);
    expect(revisions.sort((one, other) => one - other)).toEqual(Array.from({ length: total }, (_, index) => index + 1));
    expect(await createFileStore(folder).load("salaries")).toMatchObject({ payment: { count: total } });
    expect(files()).toEqual([`payment-salaries.${total}.json`]);
  });
});

describe("a process that is killed", () => {
  /** Somebody else goes on: finds what was confirmed or what was about to be, and nothing in his way. */
  async function goOn(folder: string, confirmed: number): Promise<number> {
    const store = createFileStore(folder);
    const unlock = await store.lock?.("salaries");
    const stored = await store.load("salaries");
    const found = Number(stored?.revision ?? 0);
    expect([confirmed, confirmed + 1]).toContain(found);
    if (stored) expect(stored.payment).toEqual({ count: found, of: "ş".repeat(5_000) });
    const next = String(found + 1);
    const nextPayment = { count: found + 1, of: "ş".repeat(5_000) };
    expect(await store.compareAndSet("salaries", stored?.revision, nextPayment)).toBe(next);
    await unlock?.();
    return found + 1;
  }

  /** Two at a time. */
  async function inPairs(task: (pair: number) => Promise<void>): Promise<void> {
    await Promise.all([task(0), task(1)]);
  }

  test("before any step of its own leaves what it confirmed, or what it was about to", async () => {
    await inPairs(async (pair) => {
      const own = path(`pair-${pair}`);
      let last = await goOn(own, 0);
      for (let diesAt = pair, isKilled = true; isKilled; diesAt += 2) {
        const { confirmed, signal } = await run({ folder: own, adds: 1, isLocked: true, diesAt });
        last = await goOn(own, confirmed[0] ?? last);
        expect(readdirSync(own)).toEqual([`payment-salaries.${last}.json`]);
        isKilled = signal === "SIGKILL";
      }
    });
  });

  test("at any time leaves what it confirmed, or what it was about to", async () => {
    await inPairs(async (pair) => {
      const own = path(`pair-${pair}`);
      for (let [kill, last] = [0, 0]; kill < 16; kill += 1) {
        const soon = (child: ChildProcess) => void setTimeout(() => child.kill("SIGKILL"), Math.random() * 20);
        const { confirmed } = await run({ folder: own, adds: 10_000, isLocked: true }, soon);
        last = await goOn(own, confirmed.at(-1) ?? last);
        expect(readdirSync(own)).toEqual([`payment-salaries.${last}.json`]);
      }
    });
  });
});

describe("a lock of a key", () => {
  const hint = expect.stringMatching(/another machine or in another container.* remove .*payment-salaries\.lock\.\*/);
  const busy = { code: "payment_locked", outcome: "not-sent", hint };
  const lock = () => createFileStore(folder).lock?.("salaries");
  const left = (owner: string) => writeFileSync(path(`payment-salaries.lock.${owner}.${randomUUID()}`), "");
  const ownParts = async () => (await thisProcess()).split(".") as [string, string, string];
  const isLinux = process.platform === "linux";

  /** The pid of a process that has died. */
  async function deadPid(): Promise<string> {
    const { stdout } = await promisify(execFile)(process.execPath, ["-e", "console.log(process.pid)"]);
    return stdout.trim();
  }

  test("keeps others from it until it is given back, and from nothing else", async () => {
    const unlock = await lock();
    await expect(lock()).rejects.toMatchObject(busy);
    await (await createFileStore(folder).lock?.("bonuses"))?.();
    expect(await createFileStore(folder).compareAndSet("salaries", undefined, payment)).toBe("1");
    await unlock?.();
    await (await lock())?.();
    expect(files()).toEqual(["payment-salaries.1.json"]);
  });

  test("is had by one at a time, however many want it at once", async () => {
    let inside = 0;
    const took = async () => {
      try {
        const unlock = await lock();
        inside += 1;
        expect(inside).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 1));
        inside -= 1;
        await unlock?.();
      } catch (error) {
        expect(error).toMatchObject({ code: "payment_locked" });
      }
    };
    await Promise.all(Array.from({ length: 20 }, took));
    expect(files()).toEqual([]);
  });

  test("of another process is respected while that lives, and no longer", async () => {
    let refusal: unknown;
    await run({ adds: 10_000, isLocked: true }, async (child) => {
      refusal = await lock()?.catch((error) => error);
      child.kill("SIGKILL");
    });
    expect(refusal).toMatchObject(busy);
    expect(files()).toContainEqual(expect.stringContaining(".lock."));
    await (await lock())?.();
    expect(files()).not.toContainEqual(expect.stringContaining(".lock."));
  });

  test("is respected by a thread and by a second copy of the package in the same process", async () => {
    const unlock = await lock();
    const copy = pathToFileURL(join(scripts, "src/pay/file-store.js")).href;
    const second = await import(copy);
    await expect(second.createFileStore(folder).lock("salaries")).rejects.toMatchObject(busy);
    const thread = `
      import { parentPort } from "node:worker_threads";
      import { createFileStore } from "${copy}";
      createFileStore(${JSON.stringify(folder)}).lock("salaries").catch(({ code }) => parentPort.postMessage(code));
    `;
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(thread)}`));
    expect(await new Promise((resolve) => worker.on("message", resolve).on("error", resolve))).toBe("payment_locked");
    await unlock?.();
  });

  test("of a process that has died counts for nothing and is removed", async () => {
    const [host, , start] = await ownParts();
    left(`${host}.${await deadPid()}.${start}`);
    const unlock = await lock();
    expect(files()).toHaveLength(1);
    await unlock?.();
  });

  test.runIf(isLinux)(
    "of a process whose pid another one has now counts for nothing, nor does one of before the boot",
    async () => {
      const [host, pid, start] = await ownParts();
      const [ticks, boot] = start.split("-");
      expect(readFileSync("/proc/sys/kernel/random/boot_id", "utf8").split("-")[0]).toBe(boot);
      left(`${host}.${pid}.${Number(ticks) - 1}-${boot}`);
      left(`${host}.${pid}.${ticks}-00000000`);
      left(`${host}.1.${start}`);
      await (await lock())?.();
      expect(files()).toEqual([]);
    },
  );

  test.runIf(isLinux)(
    "of a process that is dead, but whose parent does not ask for it, counts for nothing",
    async () => {
      const [host, , start] = await ownParts();
      // The shell becomes a program that knows nothing of the child that it has, and does so before the child ends.
      const parent = spawn("sh", [
        "-c",
        'sleep 0.5 & echo $!; exec "$0" -e "setInterval(() => {}, 1_000)"',
        process.execPath,
      ]);
      const pid = String(await new Promise((resolve) => parent.stdout.once("data", resolve))).trim();
      const stat = () => readFileSync(`/proc/${pid}/stat`, "utf8");
      while (!stat().includes(") Z ")) await new Promise((resolve) => setTimeout(resolve, 1));
      left(`${host}.${pid}.${stat().split(" ")[21]}-${start.split("-")[1]}`);
      await (await lock())?.();
      parent.kill("SIGKILL");
      expect(files()).toEqual([]);
    },
  );

  test("is told by the pid alone on a system that does not say when a process started", async () => {
    await withSteps(failing("readFile", "ENOENT", /^\/proc\//), async () => {
      const [host, pid, start] = await ownParts();
      expect(start).toBe("unknown");
      left(`${host}.${await deadPid()}.${start}`);
      const unlock = await lock();
      expect(files()).toEqual([expect.stringContaining(`.${pid}.${start}.`)]);
      await expect(lock()).rejects.toMatchObject(busy);
      await unlock?.();
    });
  });

  test("of another machine, or of nobody that is known, is respected", async () => {
    const [host, , start] = await ownParts();
    for (const owner of [`elsewhere.${await deadPid()}.${start}`, `${host}.nobody`, ""]) {
      left(owner);
      await expect(lock()).rejects.toMatchObject(busy);
      for (const file of files()) rmSync(path(file));
    }
  });

  test("that can't be given back is no failure: it counts for nothing once the process has ended", async () => {
    const unlock = await lock();
    const [own = ""] = files();
    rmSync(path(own));
    mkdirSync(path(own));
    await unlock?.();
    expect(files()).toEqual([own]);
  });

  test("is not left behind when it can't be seen whether others have it", async () => {
    await expect(withSteps(failing("readdir", "EIO"), async () => lock())).rejects.toMatchObject({ code: "EIO" });
    expect(files()).toEqual([]);
  });
});
