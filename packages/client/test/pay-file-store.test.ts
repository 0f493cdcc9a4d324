import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { encodedName } from "../src/pay/file-name.ts";
import { createFileStore } from "../src/pay/file-store.ts";
import { createMemoryStore, type PaymentStore } from "../src/pay/store.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "payments-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const payment = { phase: "planned", items: ["ş", 1] };
const files = () => readdirSync(folder);
const unreadable = { code: "payment_unreadable", outcome: "not-sent" };

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
    expect(await store.compareAndSet("salaries", undefined, {})).toBeUndefined();
    expect(await store.compareAndSet("salaries", "another", {})).toBeUndefined();
    expect(await store.compareAndSet("bonuses", revision, {})).toBeUndefined();
    expect(await store.load("salaries")).toEqual({ payment, revision });
    expect(await store.load("bonuses")).toBeUndefined();
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
    const keys = fc.uniqueArray(fc.string({ unit: "grapheme", minLength: 1, maxLength: 200 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(keys, async (names) => {
        const store = create();
        const round = randomUUID();
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
    await createFileStore(join(folder, "new")).compareAndSet("maaş/2026-11.a", undefined, payment);
    const name = "maa%C5%9F%2F2026-11%2Ea.json";
    expect(readdirSync(join(folder, "new"))).toEqual([name]);
    expect(statSync(join(folder, "new", name)).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, "new")).mode & 0o777).toBe(0o700);
  });

  test("has a name that every file system takes, also for a key of a thousand letters", () => {
    expect(encodedName("ş".repeat(1_000))).toMatch(/^[0-9a-f]{64}$/);
  });

  test("is refused and left as it is when it was cut off anywhere", async () => {
    const store = createFileStore(folder);
    await store.compareAndSet("salaries", undefined, payment);
    const file = join(folder, "salaries.json");
    const whole = readFileSync(file, "utf8");
    for (let length = 0; length < whole.length - 1; length += 1) {
      writeFileSync(file, whole.slice(0, length));
      await expect(store.load("salaries")).rejects.toMatchObject(unreadable);
      await expect(store.compareAndSet("salaries", undefined, {})).rejects.toMatchObject(unreadable);
      expect(readFileSync(file, "utf8")).toBe(whole.slice(0, length));
    }
  });

  test("is refused when a digit of it was changed, or the name, or when it is something else", async () => {
    const store = createFileStore(folder);
    await store.compareAndSet("salaries", undefined, payment);
    const file = join(folder, "salaries.json");
    const whole = readFileSync(file, "utf8");
    const others = [
      "null",
      "[]",
      "1",
      "{}",
      whole.replace('"ş",1', '"ş",2'),
      whole.replace(/"revision":"[^"]*"/, '"revision":1'),
    ];
    for (const other of others) {
      writeFileSync(file, other);
      await expect(store.load("salaries")).rejects.toMatchObject(unreadable);
    }
    writeFileSync(join(folder, "bonuses.json"), whole);
    await expect(store.load("bonuses")).rejects.toMatchObject(unreadable);
  });

  test("that was never finished is passed over, and removed by the next who has the lock", async () => {
    const store = createFileStore(folder);
    const revision = await store.compareAndSet("salaries", undefined, payment);
    writeFileSync(join(folder, "salaries.json.unfinished.1"), "{");
    writeFileSync(join(folder, "bonuses.json.unfinished.1"), "{");
    expect(await store.load("salaries")).toEqual({ payment, revision });
    await (await store.lock?.("salaries"))?.();
    expect(files().sort()).toEqual(["bonuses.json.unfinished.1", "salaries.json"]);
  });

  test("that can't be read for another reason is the system's own error", async () => {
    const store = createFileStore(join(folder, "a"));
    writeFileSync(join(folder, "a"), "");
    await expect(store.load("salaries")).rejects.toMatchObject({ code: "ENOTDIR" });
    await expect(store.lock?.("salaries")).rejects.toMatchObject({ code: "EEXIST" });
  });
});

describe("a lock of a key", () => {
  const busy = { code: "payment_busy", outcome: "not-sent", hint: expect.stringContaining("salaries.lock.") };

  test("keeps others away until it is given back", async () => {
    const [one, other] = [createFileStore(folder), createFileStore(folder)];
    const unlock = await one.lock?.("salaries");
    await expect(other.lock?.("salaries")).rejects.toMatchObject(busy);
    await expect(other.compareAndSet("salaries", undefined, payment)).rejects.toMatchObject(busy);
    await (await other.lock?.("bonuses"))?.();
    expect(await one.compareAndSet("salaries", undefined, payment)).toEqual(expect.any(String));
    await unlock?.();
    await (await other.lock?.("salaries"))?.();
    expect(files()).toEqual(["salaries.json"]);
  });

  test("is had by one at a time, however many want it at once", async () => {
    let inside = 0;
    const took = async () => {
      try {
        const unlock = await createFileStore(folder).lock?.("salaries");
        inside += 1;
        expect(inside).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 1));
        inside -= 1;
        await unlock?.();
      } catch (error) {
        expect(error).toMatchObject({ code: "payment_busy" });
      }
    };
    await Promise.all(Array.from({ length: 20 }, took));
    expect(files()).toEqual([]);
  });

  test("of a process that has died counts for nothing and is removed", async () => {
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, ["-e", "console.log(process.pid)"]);
    const left = (pid: number | string) => `salaries.lock.${encodedName(hostname())}.${pid}.${randomUUID()}`;
    writeFileSync(join(folder, left(stdout.trim())), "");
    // In a container the next process may have the same number.
    writeFileSync(join(folder, left(process.pid)), "");
    const unlock = await createFileStore(folder).lock?.("salaries");
    expect(files()).toHaveLength(1);
    await unlock?.();
  });

  test("of a process that lives, or of another machine, is respected", async () => {
    for (const owner of [
      `${encodedName(hostname())}.${process.ppid}`,
      `${encodedName(hostname())}.1`,
      `elsewhere.${process.pid}`,
    ]) {
      const file = join(folder, `salaries.lock.${owner}.${randomUUID()}`);
      writeFileSync(file, "");
      await expect(createFileStore(folder).lock?.("salaries")).rejects.toMatchObject(busy);
      rmSync(file);
    }
  });
});
