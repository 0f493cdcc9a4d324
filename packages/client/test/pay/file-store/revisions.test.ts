import { AsyncLocalStorage } from "node:async_hooks";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createFileStore } from "../../../src/file-store.ts";
import type { PaymentStore } from "../../../src/pay/store.ts";
import { type Step, withSteps } from "../../support/file-steps.ts";
import { createStoreIn, filesIn, marker, useStoreFolder } from "../../support/folder.ts";
import { useFileStoreScripts } from "../../support/run-file-store.ts";

const { path, files } = useStoreFolder();
const { run } = useFileStoreScripts();

const steps = new AsyncLocalStorage<() => Promise<void>>();
const inContext: Step = () => steps.getStore()?.();

/** A number of steps on the disk of one writer, by its index. */
interface Turn {
  writer: number;
  count: number;
}

interface Runner {
  isOver: boolean;
  step(): Promise<void>;
}

/** Runs a function step by step: it stops before each step on the disk. */
function createRunner(run: () => Promise<void>): Runner {
  let onStop = () => {};
  let onFailure = (_: unknown) => {};
  const stop = () =>
    new Promise<void>((resolve) => {
      resume = resolve;
      onStop();
    });
  const end = () => {
    runner.isOver = true;
    onStop();
  };
  let resume = (): void => void steps.run(stop, run).then(end, (error) => onFailure(error));
  const runner = {
    isOver: false,
    step: () =>
      new Promise<void>((resolve, reject) => {
        onStop = resolve;
        onFailure = reject;
        resume();
      }),
  };
  return runner;
}

/** The first step of a writer takes it to its first step on the disk. */
async function takeTurns(runners: readonly Runner[], turns: readonly Turn[]): Promise<void> {
  for (const { writer, count } of turns) {
    const runner = runners[writer];
    for (let step = 0; step < count && runner?.isOver === false; step += 1) await runner.step();
  }
}

describe("writers whose steps are in any order", () => {
  const all = Number.POSITIVE_INFINITY;

  /** A writer that adds its name to the payment several times, and records whether each was stored. */
  function createWriter(store: PaymentStore, index: number, times: number) {
    // `undefined` until the writer knows.
    const isStored = new Map<string, boolean | undefined>();
    const write = async () => {
      for (let time = 0; time < times; time += 1) {
        const stored = await store.load("salaries");
        const names = (stored?.payment ?? []) as string[];
        const name = `${index}.${time}`;
        isStored.set(name, undefined);
        const revision = await store.compareAndSet("salaries", stored?.revision, [...names, name]);
        isStored.set(name, revision !== undefined);
      }
    };
    return { write, isStored };
  }

  async function expectTheTruth(store: PaymentStore, writers: readonly ReturnType<typeof createWriter>[]) {
    const stored = await store.load("salaries");
    const names = (stored?.payment ?? []) as string[];
    expect(stored?.revision).toBe(names.length === 0 ? undefined : String(names.length));
    for (const [name, is] of writers.flatMap(({ isStored }) => [...isStored])) {
      if (is !== undefined) expect(names.includes(name)).toBe(is);
    }
  }

  test("learn correctly whether their revision was stored, and no stored revision is lost", {
    timeout: 600_000,
  }, async () => {
    const turn = fc.record({ writer: fc.nat(2), count: fc.integer({ min: 1, max: 60 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { maxLength: 12 }), fc.nat(2), async (turns, late) => {
        const store = await createStoreIn(mkdtempSync(path("round-")));
        const writers = [0, 1, 2].map((index) => createWriter(store, index, 3));
        const runners = writers.map(({ write }) => createRunner(write));
        const others = [0, 1, 2].filter((writer) => writer !== late);
        await withSteps(inContext, async () => {
          await takeTurns(runners, turns);
          await expectTheTruth(store, writers);
          for (const writer of others) await takeTurns(runners, [{ writer, count: all }]);
          // The last writer may have died.
          await expectTheTruth(store, writers);
          await takeTurns(runners, [{ writer: late, count: all }]);
          await expectTheTruth(store, writers);
        });
      }),
      { numRuns: 30 },
    );
  });

  /**
   * Three writers add a name each. The last two take numbers that the first may want, and remove old files.
   *
   * @param isNew whether the payment does not exist before.
   */
  async function expectTheTruthAfter(isNew: boolean, ...turns: Turn[]): Promise<void> {
    const store = await createStoreIn(mkdtempSync(path("round-")));
    if (!isNew) await store.compareAndSet("salaries", undefined, ["first"]);
    const writers = [0, 1, 2].map((index) => createWriter(store, index, 1));
    const runners = writers.map(({ write }) => createRunner(write));
    const rest = [0, 1, 2].map((writer) => ({ writer, count: all }));
    await withSteps(inContext, () => takeTurns(runners, [...turns, ...rest]));
    expect(runners.map(({ isOver }) => isOver)).toEqual([true, true, true]);
    await expectTheTruth(store, writers);
  }

  /** The steps of a writer that adds a name alone. */
  async function callsOfOneWriter(isNew: boolean): Promise<string[]> {
    const calls: string[] = [];
    const note: Step = (call) => calls.push(call);
    const store = await createStoreIn(mkdtempSync(path("round-")));
    if (!isNew) await store.compareAndSet("salaries", undefined, ["first"]);
    await withSteps(note, createWriter(store, 0, 1).write);
    return calls;
  }

  describe.each([
    ["of a new payment", true, "rename"],
    ["of a later revision", false, "link"],
  ] as const)("%s", (_, isNew, naming) => {
    test("cannot get a number that was taken, wherever they stop while others add revisions and remove files", async () => {
      const { length } = await callsOfOneWriter(isNew);
      for (let count = 0; count <= length + 1; count += 1) {
        await expectTheTruthAfter(isNew, { writer: 0, count }, { writer: 1, count: all }, { writer: 2, count: all });
      }
    });

    test("cannot get it either when they stop before they name what is temporary, wherever the others stop", async () => {
      const calls = await callsOfOneWriter(isNew);
      const beforeNaming = calls.indexOf(naming) + 1;
      // The last writer has more files to remove.
      for (let count = beforeNaming; count <= calls.length + 4; count += 1) {
        await expectTheTruthAfter(
          isNew,
          { writer: 0, count: beforeNaming },
          { writer: 1, count: beforeNaming + 1 },
          { writer: 2, count },
        );
      }
    });
  });
});

describe("concurrent processes and threads", () => {
  test("get each revision once, and no revision is lost", { timeout: 600_000 }, async () => {
    const [processes, threads, adds] = [3, 2, 5];
    const runs = await Promise.all(Array.from({ length: processes }, () => run({ folder: path(), threads, adds })));
    const total = processes * (threads + 1) * adds;
    const revisions = runs.flatMap(({ confirmed }) => confirmed);
    expect(revisions.sort((one, other) => one - other)).toEqual(Array.from({ length: total }, (_, index) => index + 1));
    expect(await createFileStore(path()).load("salaries")).toMatchObject({ payment: { count: total } });
    expect(files()).toEqual([`payment-salaries/${total}.json`]);
  });
});

describe("a process that is killed", () => {
  /** Another process continues: it finds the confirmed revision or the next one, and no lock. */
  async function continueIn(folder: string, confirmed: number): Promise<number> {
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

  /** Runs a task twice at the same time. */
  async function inPairs(task: (pair: number) => Promise<void>): Promise<void> {
    await Promise.all([task(0), task(1)]);
  }

  test("before any step leaves the confirmed revision or the next one", { timeout: 600_000 }, async () => {
    await inPairs(async (pair) => {
      const own = path(`pair-${pair}`);
      await createStoreIn(own);
      let last = await continueIn(own, 0);
      for (let diesAt = pair, isKilled = true; isKilled; diesAt += 2) {
        const { confirmed, signal } = await run({ folder: own, adds: 1, isLocked: true, diesAt });
        last = await continueIn(own, confirmed[0] ?? last);
        expect(filesIn(own)).toEqual([marker, `payment-salaries/${last}.json`]);
        isKilled = signal === "SIGKILL";
      }
    });
  });

  test("at any time leaves the confirmed revision or the next one", { timeout: 600_000 }, async () => {
    await inPairs(async (pair) => {
      const own = path(`pair-${pair}`);
      await createStoreIn(own);
      for (let [kill, last] = [0, 0]; kill < 12; kill += 1) {
        const soon = (child: ChildProcess) => void setTimeout(() => child.kill("SIGKILL"), Math.random() * 20);
        const { confirmed } = await run({ folder: own, adds: 1e9, isLocked: true }, soon);
        last = await continueIn(own, confirmed.at(-1) ?? last);
        expect(filesIn(own)).toEqual([marker, `payment-salaries/${last}.json`]);
      }
    });
  });
});
