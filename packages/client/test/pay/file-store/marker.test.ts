import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, relative, resolve } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createFileStore } from "../../../src/file-store.ts";
import type { PaymentStore } from "../../../src/pay/store.ts";
import { failing, type Step, withSteps } from "../../support/file-steps.ts";
import { createStoreIn, filesIn, marker, useFolder } from "../../support/folder.ts";

const { path, files } = useFolder();

const missing = { code: "store_missing", outcome: "not-sent" };
const exists = { code: "invalid_configuration", outcome: "not-sent", hint: expect.stringMatching(/^Leave create/) };

/** Every method, as a first call. */
const firstCalls: readonly [string, (store: PaymentStore) => Promise<unknown> | undefined][] = [
  ["load", (store) => store.load("salaries")],
  ["compareAndSet", (store) => store.compareAndSet("salaries", undefined, {})],
  ["lock", async (store) => (await store.lock?.("salaries"))?.()],
  ["findSameList", (store) => store.findSameList?.("salaries", "list")],
];

describe.each(firstCalls)("%s, as the first call", (_, call) => {
  test("rejects for a folder that does not exist, and does not create it", async () => {
    await expect(call(createFileStore(path("new/er")))).rejects.toMatchObject(missing);
    expect(files()).toEqual([]);
  });

  test("rejects for a folder without a marker, such as an empty mount point, and writes nothing", async () => {
    await expect(call(createFileStore(path()))).rejects.toMatchObject(missing);
    expect(files()).toEqual([]);
    writeFileSync(path("of another program"), "");
    await expect(call(createFileStore(path()))).rejects.toMatchObject(missing);
    await expect(call(createFileStore(path("of another program")))).rejects.toMatchObject(missing);
    expect(files()).toEqual(["of another program"]);
  });

  test("creates the store with create, and rejects if there is one", async () => {
    await call(createFileStore(path("new/er"), { create: true }));
    const content = readFileSync(path(`new/er/${marker}`), "utf8");
    for (let time = 0; time < 2; time += 1) {
      const store = createFileStore(path("new/er"), { create: true });
      await expect(call(store)).rejects.toMatchObject(exists);
      await expect(call(store)).rejects.toMatchObject(exists);
    }
    expect(readFileSync(path(`new/er/${marker}`), "utf8")).toBe(content);
    await call(createFileStore(path("new/er/")));
  });
});

describe("a store that is missing", () => {
  test("is explained with its absolute path, the likely causes and what to do first", async () => {
    const folder = relative(process.cwd(), path("payouts"));
    const error = await createFileStore(folder)
      .load("salaries")
      .catch((reason) => reason);
    expect(error.message).toBe(`There is no payment store in ${path("payouts")}.`);
    for (const part of [
      path("payouts"),
      "typo",
      "relative path",
      "cron",
      "not mounted",
      "--new-store",
      "create: true",
    ]) {
      expect(error.hint).toContain(part);
    }
    expect(error.hint).toMatch(/ask iyzico first whether the payout exists.*Only for the very first use/);
  });

  test("is reported when a relative path is used in another working directory", async () => {
    await createStoreIn(path("home/payouts"));
    mkdirSync(path("cron"));
    const { cwd } = process;
    onTestFinished(() => {
      process.cwd = cwd;
    });
    process.cwd = () => path("home");
    const store = createFileStore("payouts");
    await store.compareAndSet("salaries", undefined, {});
    process.cwd = () => path("cron");
    expect(await store.load("salaries")).toMatchObject({ revision: "1" });
    const other = createFileStore("payouts").load("salaries");
    await expect(other).rejects.toMatchObject({ ...missing, hint: expect.stringContaining(resolve("payouts")) });
    expect(readdirSync(path("cron"))).toEqual([]);
  });

  test("is used once it is there: a volume may be mounted later", async () => {
    const store = createFileStore(path("volume"));
    await expect(store.load("salaries")).rejects.toMatchObject(missing);
    await createStoreIn(path("volume"));
    expect(await store.compareAndSet("salaries", undefined, {})).toBe("1");
  });

  test("is not hidden by another error of the system", async () => {
    const io = failing("readFile", "EIO", /mass-payout-store/);
    await expect(withSteps(io, () => createFileStore(path()).load("a"))).rejects.toMatchObject({ code: "EIO" });
    const denied = failing("readdir", "EACCES");
    await expect(withSteps(denied, () => createFileStore(path()).load("a"))).rejects.toMatchObject({ code: "EACCES" });
  });
});

describe("a marker", () => {
  test("is a small file for its owner only, with a random value of 32 bytes", async () => {
    await createStoreIn(path("one"));
    await createStoreIn(path("other"));
    const [one, other] = ["one", "other"].map((name) => readFileSync(path(`${name}/${marker}`), "utf8"));
    expect(JSON.parse(one ?? "")).toEqual({
      format: "iyzico-mass-payout store",
      version: 2,
      secret: expect.stringMatching(/^[0-9a-f]{64}$/),
      checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(JSON.parse(one ?? "").secret).not.toBe(JSON.parse(other ?? "").secret);
    expect(statSync(path(`one/${marker}`)).mode & 0o777).toBe(0o600);
    expect(readdirSync(path("one"))).toEqual([marker]);
  });

  test("that is damaged, or of another version, is rejected and left unchanged, with create too", async () => {
    await createStoreIn(path());
    const whole = readFileSync(path(marker), "utf8");
    const digit = /"secret":"(.)/.exec(whole)?.[1] === "0" ? "1" : "0";
    const changed = [
      whole.replace(/"secret":"./, `"secret":"${digit}`),
      whole.replace(/"secret":"[^"]*"/, '"secret":1'),
      whole.replace('"secret"', '"other"'),
    ];
    for (const content of ["", "null", "1", "{", "{}", "[]", whole.slice(0, -10), ...changed]) {
      writeFileSync(path(marker), content);
      for (const create of [false, true]) {
        const damaged = createFileStore(path(), { create }).load("salaries");
        await expect(damaged).rejects.toMatchObject({ ...missing, message: expect.stringContaining("is damaged") });
      }
      expect(readFileSync(path(marker), "utf8")).toBe(content);
    }
    expect(files()).toEqual([marker]);
  });

  test("that was lost from a folder with payments is not replaced, with create or without", async () => {
    await (await createStoreIn(path())).compareAndSet("salaries", undefined, {});
    rmSync(path(marker));
    const hint = expect.stringMatching(/^The marker file mass-payout-store\.json .* Restore it from a backup/);
    for (const create of [false, true]) {
      await expect(createFileStore(path(), { create }).load("bonuses")).rejects.toMatchObject({ ...missing, hint });
    }
    expect(filesIn(path())).toEqual(["payment-salaries/1.json"]);
  });

  test("of a store that another version of the package wrote is rejected and left unchanged, with create too", async () => {
    // Version 1 kept payments in the folder of the store.
    const content = `{"format":"iyzico-mass-payout store","version":1,"secret":"0","checksum":"0"}`;
    writeFileSync(path(marker), content);
    writeFileSync(path("payment-salaries.3.json"), "");
    const message = `${path(marker)} is the marker of a payment store that another version of this package wrote.`;
    for (const create of [false, true]) {
      for (const [, call] of firstCalls) {
        await expect(call(createFileStore(path(), { create }))).rejects.toMatchObject({ ...missing, message });
      }
    }
    expect(readFileSync(path(marker), "utf8")).toBe(content);
    rmSync(path(marker));
    const lost = expect.stringContaining("has payments in it, but the marker file of its store is missing");
    for (const create of [false, true]) {
      const loading = createFileStore(path(), { create }).load("salaries");
      await expect(loading).rejects.toMatchObject({ ...missing, message: lost });
    }
    expect(files()).toEqual(["payment-salaries.3.json"]);
  });

  test("is created in a folder that other programs use", async () => {
    for (const file of ["payment-list.json", "payment-1.json", "notes"]) writeFileSync(path(file), "");
    mkdirSync(path("payment-plans"));
    writeFileSync(path("payment-plans/november.json"), "");
    await createStoreIn(path());
    expect(files()).toContain(marker);
  });

  test("that cannot be written leaves no store, and create works later", async () => {
    for (const call of ["mkdir", "open", "write", "sync", "link"]) {
      const creating = withSteps(failing(call, "EIO", /new/), () => createStoreIn(path("new")));
      await expect(creating).rejects.toMatchObject({ code: "EIO" });
      await expect(createFileStore(path("new")).load("salaries")).rejects.toMatchObject(missing);
    }
    const store = createFileStore(path("new"), { create: true });
    await expect(withSteps(failing("link", "EIO"), () => store.load("a"))).rejects.toMatchObject({ code: "EIO" });
    expect(await store.load("a")).toBeUndefined();
    expect(readdirSync(path("new"))).toEqual([marker]);
    writeFileSync(path("file"), "");
    await expect(createStoreIn(path("file"))).rejects.toMatchObject({ code: "EEXIST" });
  });
});

describe("several creators of one store", () => {
  const isCreator = async (creation: Promise<unknown>): Promise<boolean> => {
    const error = await creation.then(
      () => undefined,
      (reason) => reason,
    );
    if (error !== undefined) expect(error).toMatchObject(exists);
    return error === undefined;
  };

  test("at once: one succeeds", async () => {
    const isWinner = await Promise.all(Array.from({ length: 10 }, () => isCreator(createStoreIn(path("new")))));
    expect(isWinner.filter((is) => is)).toHaveLength(1);
    expect(readdirSync(path("new"))).toEqual([marker]);
  });

  test("of which one stops at any step while the other goes on: one succeeds", async () => {
    for (let stopAt = 0, isOver = false; !isOver; stopAt += 1) {
      const folder = path(`new-${stopAt}`);
      let steps = 0;
      let other: boolean | undefined;
      const interrupt: Step = async () => {
        steps += 1;
        if (steps === stopAt + 1) other = await isCreator(createStoreIn(folder));
      };
      const one = await withSteps(interrupt, () => isCreator(createStoreIn(folder)));
      isOver = other === undefined;
      expect([one, other ?? false].filter((is) => is)).toHaveLength(1);
      expect(readdirSync(folder)).toEqual([marker]);
    }
  });

  test("in one store object share its first call", async () => {
    const store = createFileStore(path("new"), { create: true });
    expect(await Promise.all(["a", "b", "c"].map((key) => store.load(key)))).toEqual([undefined, undefined, undefined]);
    const again = createFileStore(path("new"), { create: true });
    const calls = ["a", "b"].map((key) => isCreator(again.load(key)));
    expect(await Promise.all(calls)).toEqual([false, false]);
  });

  test("of which one was killed at any step: the store is there or can be created, and is then used", async () => {
    for (let diesAt = 0, isKilled = true; isKilled; diesAt += 1) {
      const folder = path(`new-${diesAt}`);
      let steps = 0;
      // From then on, nothing of it reaches the disk.
      const die: Step = (call) => {
        if (call === "close") return;
        steps += 1;
        if (steps > diesAt) throw new Error("killed");
      };
      const confirmed = await withSteps(die, () => payFirst(folder)).catch(() => undefined);
      isKilled = steps > diesAt;
      if (!isKilled) expect(confirmed).toBe("1");
      const isNew = await isCreator(createStoreIn(folder));
      expect(isNew && confirmed !== undefined).toBe(false);
      const store = createFileStore(folder);
      const stored = await store.load("salaries");
      if (confirmed !== undefined) expect(stored).toMatchObject({ revision: confirmed });
      // No payment lacks its index entry, and no entry counts without its payment.
      const sameList = await store.findSameList?.("bonuses", "list");
      expect(sameList?.others).toEqual(stored === undefined ? [] : [{ key: "salaries", createdAt: 1 }]);
      const next = String(Number(stored?.revision ?? 0) + 1);
      expect(await store.compareAndSet("salaries", stored?.revision, {})).toBe(next);
      // Temporary files of the marker may remain.
      const others = filesIn(folder).filter((file) => !/^list-|^mass-payout-store\.json\.unfinished\./.test(file));
      expect(others).toEqual([marker, `payment-salaries/${next}.json`]);
    }
  });

  /** What a process does with its first payment, in a new store. */
  async function payFirst(folder: string): Promise<string | undefined> {
    const store = createFileStore(folder, { create: true });
    const sameList = await store.findSameList?.("salaries", "list");
    const payment = { listFingerprint: sameList?.fingerprint, createdAt: 1 };
    return store.compareAndSet("salaries", undefined, payment);
  }
});

/** What may happen to the folder of a store while the store is used. */
const losses: readonly [string, (folder: string) => void][] = [
  ["is moved away", (folder) => renameSync(folder, `${folder}-moved`)],
  [
    "is replaced by an empty one",
    (folder) => {
      renameSync(folder, `${folder}-moved`);
      mkdirSync(folder);
    },
  ],
  [
    "is replaced by another store",
    (folder) => {
      renameSync(folder, `${folder}-moved`);
      renameSync(`${folder}-other`, folder);
    },
  ],
];

describe.each(losses)("a folder that %s", (_, lose) => {
  /** A store with a payment, and a store object that has used it. */
  async function usedStore(folder: string) {
    const other = await createStoreIn(`${folder}-other`);
    await other.compareAndSet("salaries", undefined, { by: "other" });
    const store = await createStoreIn(folder);
    const revision = await store.compareAndSet("salaries", undefined, { by: "own" });
    return { store, revision };
  }

  test("between two calls makes every later call reject, writes nothing, and is not created again", async () => {
    const { store, revision } = await usedStore(path("store"));
    lose(path("store"));
    const before = files().map((file) => [file, readdirSync(path(file))]);
    for (const [, call] of firstCalls) await expect(call(store)).rejects.toMatchObject(missing);
    const later = store.compareAndSet("salaries", revision, {});
    await expect(later).rejects.toMatchObject({ code: "store_missing", outcome: "unknown" });
    expect(files().map((file) => [file, readdirSync(path(file))])).toEqual(before);
  });

  test("and comes back is used on", async () => {
    const { store, revision } = await usedStore(path("store"));
    lose(path("store"));
    await expect(store.load("salaries")).rejects.toMatchObject(missing);
    rmSync(path("store"), { recursive: true, force: true });
    renameSync(path("store-moved"), path("store"));
    expect(await store.compareAndSet("salaries", revision, {})).toBe("2");
  });

  /** Runs a call once for each of its steps, and loses the folder before that step. */
  async function atEveryStep(
    call: (store: PaymentStore, revision: string | undefined) => Promise<unknown> | undefined,
    expectOwn: (result: unknown, moved: string) => void,
  ): Promise<void> {
    for (let loseAt = 0, isLost = true; isLost; loseAt += 1) {
      const round = mkdtempSync(path("round-"));
      const folder = join(round, "store");
      const { store, revision } = await usedStore(folder);
      let steps = 0;
      isLost = false;
      const step: Step = (call, file) => {
        // Between the last check and a deletion, a loss is not noticed: see the rules in revisions.ts.
        if (call === "rm" && /\/\d+\.json$/.test(file)) return;
        steps += 1;
        if (steps !== loseAt + 1) return;
        isLost = true;
        lose(folder);
      };
      const result = await withSteps(step, async () => call(store, revision)).catch((error) => error);
      if (result instanceof Error) expect(result).toMatchObject({ code: "store_missing" });
      else expectOwn(result, isLost ? `${folder}-moved` : folder);
      if (!isLost) continue;
      // What took its place is as it was.
      const left = statSync(folder, { throwIfNoEntry: false }) ? filesIn(folder) : [];
      if (left.length > 0) expect(left).toEqual([marker, "payment-salaries/1.json"]);
    }
  }

  test("at any step of a change: it is confirmed only if it is in the store, and no other store gets it", async () => {
    await atEveryStep(
      (store, revision) => store.compareAndSet("salaries", revision, { by: "own" }),
      (result, folder) => {
        expect(result).toBe("2");
        expect(filesIn(folder)).toContain("payment-salaries/2.json");
      },
    );
    await atEveryStep(
      (store) => store.compareAndSet("bonuses", undefined, { by: "own" }),
      (result, folder) => {
        expect(result).toBe("1");
        expect(filesIn(folder)).toContain("payment-bonuses/1.json");
      },
    );
  });

  test("at any step of a read: the payment of this store is returned, or none", async () => {
    await atEveryStep(
      (store) => store.load("salaries"),
      (result) => expect(result).toEqual({ payment: { by: "own" }, revision: "1" }),
    );
  });

  test("at any step of a lock: no lock remains in what took its place", async () => {
    await atEveryStep(
      async (store) => (await store.lock?.("salaries")) && "locked",
      (result, folder) => {
        expect(result).toBe("locked");
        expect(filesIn(folder)).toContainEqual(expect.stringContaining(".lock/"));
      },
    );
  });
});
