import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createFileStore } from "../../../src/file-store.ts";
import { failing, type Step, withSteps } from "../../support/file-steps.ts";
import { createStoreIn, marker, useFolder, useStoreFolder } from "../../support/folder.ts";
import { storedContent, unreadable } from "../../support/payment-content.ts";

const { path, files } = useStoreFolder();

/** Lists the payments of the store, as a new process does. */
async function list(folder: string = path()) {
  const payments: unknown[] = [];
  for await (const payment of createFileStore(folder).list()) payments.push(payment);
  return payments;
}

async function addPayments(...keys: readonly string[]): Promise<void> {
  const store = createFileStore(path());
  for (const key of keys) expect(await store.compareAndSet(key, undefined, { ...storedContent, key })).toBe("1");
}

describe("the list of a store", () => {
  test("has the latest revision of each payment, whatever its key is, and the store can go on from it", async () => {
    const keys = ["MAAŞ/2026 11", "ş".repeat(500), "con", "%41", "", "a.b", "salaries"];
    await addPayments(...keys);
    const store = createFileStore(path());
    await store.compareAndSet("salaries", "1", storedContent);
    const listed = await list();
    expect(listed).toHaveLength(keys.length);
    expect(listed).toEqual(
      expect.arrayContaining([
        ...keys.slice(0, -1).map((key) => ({ key, revision: "1", payment: { ...storedContent, key } })),
        { key: "salaries", revision: "2", payment: storedContent },
      ]),
    );
    expect(await store.compareAndSet("salaries", "2", storedContent)).toBe("3");
  });

  test("is in the order of the folders' names", async () => {
    await addPayments("b", "a-2", "a", "c");
    expect(await list()).toMatchObject([{ key: "a" }, { key: "a-2" }, { key: "b" }, { key: "c" }]);
  });

  test("is empty for a store without payments, and has no locks, indexes, unfinished or other folders", async () => {
    expect(await list()).toEqual([]);
    const store = createFileStore(path());
    const { fingerprint = "" } = (await store.findSameList?.("salaries", "[]")) ?? {};
    await store.compareAndSet("salaries", undefined, { listFingerprint: fingerprint, createdAt: 1 });
    const unlock = await store.lock?.("salaries");
    for (const name of ["payment-a.unfinished", "payment-a.lock", "payment-a.old", "payments", "other"]) {
      mkdirSync(path(name));
    }
    expect(await list()).toMatchObject([{ key: "salaries" }]);
    await unlock?.();
  });

  test("shows a payment that is damaged or cannot be read with its error, and the others too", async () => {
    await addPayments("a", "b", "c", "d", "e", "f");
    writeFileSync(path("payment-a/1.json"), "{");
    rmSync(path("payment-b/1.json"));
    mkdirSync(path("payment-c2"));
    writeFileSync(path("payment-c2/1.json"), readFileSync(path("payment-c/1.json")));
    writeFileSync(path("payment-d2"), "");
    const listed = await withSteps(failing("readFile", "EIO", /payment-e/), () => list());
    const error = expect.objectContaining(unreadable);
    expect(listed).toEqual([
      { folder: path("payment-a"), error },
      { folder: path("payment-b"), error },
      expect.objectContaining({ key: "c" }),
      { folder: path("payment-c2"), error },
      expect.objectContaining({ key: "d" }),
      { folder: path("payment-d2"), error: expect.objectContaining({ code: "ENOTDIR" }) },
      { folder: path("payment-e"), error: expect.objectContaining({ code: "EIO" }) },
      expect.objectContaining({ key: "f" }),
    ]);
    expect(files()).toContain("payment-b/");
  });

  test("leaves out a payment whose folder is removed while the list is read", async () => {
    await addPayments("a", "b", "c");
    const seen: unknown[] = [];
    for await (const listed of createFileStore(path()).list()) {
      seen.push("key" in listed && listed.key);
      rmSync(path("payment-b"), { recursive: true, force: true });
    }
    expect(seen).toEqual(["a", "c"]);
  });

  test("is of a payment that another process works on, and waits for no lock", async () => {
    await addPayments("salaries");
    const unlock = await createFileStore(path()).lock?.("salaries");
    expect(await list()).toMatchObject([{ key: "salaries" }]);
    await unlock?.();
  });
});

describe("a folder that is not a store", () => {
  const elsewhere = useFolder();

  test("has no list: a typo must not look like a store without payments", async () => {
    await expect(list(elsewhere.path())).rejects.toMatchObject({ code: "store_missing" });
    await expect(list(elsewhere.path("missing"))).rejects.toMatchObject({ code: "store_missing" });
    expect(elsewhere.files()).toEqual([]);
  });

  test("ends the list when it takes the store's place while the list is read", async () => {
    await addPayments("a", "b");
    await createStoreIn(elsewhere.path());
    const replace: Step = (call, file) => {
      if (call === "readFile" && file.includes("payment-b")) {
        writeFileSync(path(marker), readFileSync(elsewhere.path(marker)));
      }
    };
    const seen: unknown[] = [];
    const read = async () => {
      for await (const listed of createFileStore(path()).list()) seen.push(listed);
    };
    await expect(withSteps(replace, read)).rejects.toMatchObject({ code: "store_missing" });
    expect(seen).toMatchObject([{ key: "a" }]);
  });
});
