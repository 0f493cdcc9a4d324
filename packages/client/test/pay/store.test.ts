import { randomUUID } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createFileStore } from "../../src/file-store.ts";
import { createMemoryStore, type PaymentStore } from "../../src/pay/store.ts";
import { useFolder } from "../support/folder.ts";
import { storedContent } from "../support/payment-content.ts";

const { path } = useFolder();

describe.each<[string, () => PaymentStore]>([
  ["a store in memory", createMemoryStore],
  ["a store of files", () => createFileStore(path())],
])("%s", (_, create) => {
  test("has nothing under a key that was never set", async () => {
    expect(await create().load("salaries")).toBeUndefined();
  });

  test("returns what was set, with a new revision each time", async () => {
    const store = create();
    const first = await store.compareAndSet("salaries", undefined, storedContent);
    expect(first).toEqual(expect.any(String));
    expect(await store.load("salaries")).toEqual({ payment: storedContent, revision: first });
    const second = await store.compareAndSet("salaries", first, { phase: "created" });
    expect(second).not.toBe(first);
    expect(await store.load("salaries")).toEqual({ payment: { phase: "created" }, revision: second });
  });

  test("changes nothing if the revision is not the expected one", async () => {
    const store = create();
    const revision = await store.compareAndSet("salaries", undefined, storedContent);
    for (const other of [undefined, "another", "0", "2", "01", " 1", "1.0"]) {
      expect(await store.compareAndSet("salaries", other, {})).toBeUndefined();
    }
    for (const other of ["0", revision]) expect(await store.compareAndSet("bonuses", other, {})).toBeUndefined();
    expect(await store.load("salaries")).toEqual({ payment: storedContent, revision });
    expect(await store.load("bonuses")).toBeUndefined();
  });

  test("accepts one of several concurrent changes of the same key", async () => {
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

  test("is not changed through the objects that it was given or returned", async () => {
    const store = create();
    const given = structuredClone(storedContent);
    const revision = await store.compareAndSet("salaries", undefined, given);
    given.phase = "settled";
    const stored = await store.load("salaries");
    (stored?.payment as typeof storedContent).phase = "settled";
    expect(await store.load("salaries")).toEqual({ payment: storedContent, revision });
  });

  test("keeps every key apart", async () => {
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
