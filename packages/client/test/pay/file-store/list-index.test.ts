import { createHmac } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { describe, expect, test } from "vitest";
import { createFileStore } from "../../../src/file-store.ts";
import { failing, type Step, withSteps } from "../../support/file-steps.ts";
import { createStoreIn, marker, useStoreFolder } from "../../support/folder.ts";
import { unreadable } from "../../support/payment-content.ts";

const { path, files } = useStoreFolder();

const list = '[["TR330006100519786457841326","Ayşe Yılmaz","100"]]';
const november = Date.UTC(2026, 10, 1);

/** Finds the same list under another key, as a new process does. */
async function findSameList(key: string, of: string = list, folder: string = path()) {
  const found = await createFileStore(folder).findSameList?.(key, of);
  if (found === undefined) throw new Error("findSameList is required.");
  return found;
}

/** Stores a new payment with a list. */
async function addPayment(key: string, of: string = list, createdAt: number = november): Promise<void> {
  const { fingerprint } = await findSameList(key, of);
  const payment = { listFingerprint: fingerprint, createdAt };
  expect(await createFileStore(path()).compareAndSet(key, undefined, payment)).toBe("1");
}

describe("the same list under another key", () => {
  test("is found, the oldest payment first, and the payment's own key is not", async () => {
    await addPayment("nov-2", list, november + 1);
    await addPayment("nov", list, november);
    await addPayment("bonuses", "[]");
    const { others } = await findSameList("november");
    expect(others).toEqual([
      { key: "nov", createdAt: november },
      { key: "nov-2", createdAt: november + 1 },
    ]);
    expect((await findSameList("nov")).others).toEqual([{ key: "nov-2", createdAt: november + 1 }]);
    expect((await findSameList("bonuses", "[]")).others).toEqual([]);
  });

  test("is found for keys of any form, and whatever happened to the payment since", async () => {
    const keys = ["MAAŞ/2026 11", "ş".repeat(500), "con", "%41", "A"];
    for (const key of keys) await addPayment(key);
    for (const key of keys) {
      const store = createFileStore(path());
      const stored = await store.load(key);
      await store.compareAndSet(key, stored?.revision, { ...(stored?.payment as object), phase: "settled" });
    }
    const { others } = await findSameList("salaries");
    expect(others.map(({ key }) => key).sort()).toEqual([...keys].sort());
  });

  test("has one HMAC with the store's random value as its fingerprint, which another store does not have", async () => {
    const { secret } = JSON.parse(readFileSync(path(marker), "utf8"));
    const { fingerprint } = await findSameList("nov");
    expect(fingerprint).toBe(createHmac("sha256", Buffer.from(secret, "hex")).update(list).digest("hex"));
    expect((await findSameList("other key")).fingerprint).toBe(fingerprint);
    await createStoreIn(path("other"));
    expect((await findSameList("nov", list, path("other"))).fingerprint).not.toBe(fingerprint);
  });

  test("is not reported for a payment that was never stored, or that was stored with another list", async () => {
    const { fingerprint } = await findSameList("nov");
    const store = createFileStore(path());
    const keep = () => store.compareAndSet("nov", undefined, { listFingerprint: fingerprint, createdAt: november });
    await expect(withSteps(failing("rename", "EIO"), keep)).rejects.toMatchObject({ code: "EIO" });
    expect(files()).toEqual([`list-${fingerprint}/payment-nov`]);
    expect((await findSameList("november")).others).toEqual([]);
    await addPayment("nov", "[]");
    expect((await findSameList("november")).others).toEqual([]);
    expect((await findSameList("november", "[]")).others).toHaveLength(1);
  });

  test("is not reported for payments that say nothing about their list", async () => {
    const { fingerprint } = await findSameList("nov");
    mkdirSync(path(`list-${fingerprint}`));
    const payments = [null, 1, {}, { listFingerprint: fingerprint }, { listFingerprint: 1, createdAt: 1 }];
    for (const [index, payment] of payments.entries()) {
      await createFileStore(path()).compareAndSet(`nov-${index}`, undefined, payment);
      writeFileSync(path(`list-${fingerprint}/payment-nov-${index}`), "");
    }
    expect((await findSameList("november")).others).toEqual([]);
  });

  test("is an error if the payment that may have it is damaged or was emptied", async () => {
    await addPayment("nov");
    writeFileSync(path("payment-nov/1.json"), "{");
    await expect(findSameList("november")).rejects.toMatchObject(unreadable);
    rmSync(path("payment-nov/1.json"));
    await expect(findSameList("november")).rejects.toMatchObject(unreadable);
    expect((await findSameList("november", "[]")).others).toEqual([]);
  });
});

describe("an index entry", () => {
  test("is an empty file for its owner only, without anything of the list in its name", async () => {
    await addPayment("nov");
    const { fingerprint } = await findSameList("nov");
    expect(files()).toEqual([`list-${fingerprint}/payment-nov`, "payment-nov/1.json"]);
    const { size, mode } = statSync(path(`list-${fingerprint}/payment-nov`));
    expect([size, mode & 0o777]).toEqual([0, 0o600]);
  });

  test("is synced before the first revision of its payment is linked, and added once", async () => {
    const steps: string[] = [];
    const note: Step = (call, file) =>
      ["sync", "link", "rename"].includes(call) && steps.push(`${call} ${relative(path(), file)}`);
    const { fingerprint } = await findSameList("nov");
    const payment = { listFingerprint: fingerprint, createdAt: november };
    const store = createFileStore(path());
    await withSteps(note, async () => {
      await store.compareAndSet("nov", undefined, payment);
      await store.compareAndSet("nov", "1", payment);
    });
    const list = `sync list-${fingerprint}`;
    const [first, next] = ["payment-nov.unfinished/", "payment-nov/2.unfinished."].map((name) =>
      ["sync", "rename", "link"].map((call) => expect.stringMatching(`^${call} ${name.replaceAll(".", "\\.")}`)),
    );
    expect(steps).toEqual([
      `${list}/payment-nov`,
      list,
      "sync ",
      ...[first?.[0], first?.[0], first?.[1], "sync "],
      ...[next?.[0], next?.[2], "sync payment-nov"],
    ]);
  });

  test("that cannot be written stops the payment before its first revision", async () => {
    const { fingerprint } = await findSameList("nov");
    const payment = { listFingerprint: fingerprint, createdAt: november };
    const keep = () => createFileStore(path()).compareAndSet("nov", undefined, payment);
    for (const call of ["open", "sync"]) {
      await expect(withSteps(failing(call, "EIO", /list-/), keep)).rejects.toMatchObject({ code: "EIO" });
      expect(files().filter((file) => file.startsWith("payment-"))).toEqual([]);
    }
    expect(await keep()).toBe("1");
    rmSync(path("payment-nov"), { recursive: true });
    expect((await findSameList("november")).others).toEqual([]);
  });
});
