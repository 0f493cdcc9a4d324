import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { createFileStore } from "../../../src/file-store.ts";
import { failing, type Step, withSteps } from "../../support/file-steps.ts";
import { useFolder } from "../../support/folder.ts";
import { storedContent, unreadable } from "../../support/payment-content.ts";
import { useFileStoreScripts } from "../../support/run-file-store.ts";

const { path, files } = useFolder();
const scripts = useFileStoreScripts();

describe("a file", () => {
  test("has a readable name and is for its owner only, and no other file remains", async () => {
    const store = createFileStore(path("new/er"));
    await store.compareAndSet("MAAŞ/2026-11.a", undefined, storedContent);
    await store.compareAndSet("MAAŞ/2026-11.a", "1", storedContent);
    const name = "payment-+maa+%c5%9e%2f2026-11%2ea.2.json";
    expect(readdirSync(path("new/er"))).toEqual([name]);
    expect(statSync(path(`new/er/${name}`)).mode & 0o777).toBe(0o600);
    for (const made of ["new", "new/er"]) expect(statSync(path(made)).mode & 0o777).toBe(0o700);
  });

  test("is in the folder that was given when the store was created, whatever the working directory is", async () => {
    const store = createFileStore(relative(process.cwd(), path()));
    const { cwd } = process;
    process.cwd = () => "/elsewhere";
    try {
      await store.compareAndSet("salaries", undefined, storedContent);
    } finally {
      process.cwd = cwd;
    }
    expect(files()).toEqual(["payment-salaries.1.json"]);
  });

  test("is rejected and left unchanged when it is cut off anywhere, and no older revision is used instead", async () => {
    const store = createFileStore(path());
    await store.compareAndSet("salaries", undefined, storedContent);
    const first = readFileSync(path("payment-salaries.1.json"));
    await store.compareAndSet("salaries", "1", storedContent);
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

  test("is rejected when a digit of it was changed, or its name, or when it has another content", async () => {
    const store = createFileStore(path());
    await store.compareAndSet("salaries", undefined, storedContent);
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

  test("that is rejected has a hint to ask iyzico first, and warns of backups", async () => {
    writeFileSync(path("payment-salaries.3.json"), "{");
    const hint = expect.stringMatching(/nothing was sent\. Ask iyzico first .* backup, may lack an auth/);
    await expect(createFileStore(path()).load("salaries")).rejects.toMatchObject({ ...unreadable, hint });
  });

  test("that does not exist is read as no payment, and the first change creates its folder", async () => {
    expect(await createFileStore(path("new")).load("salaries")).toBeUndefined();
    expect(files()).toEqual([]);
  });

  test("of another name is left unchanged, and is not a revision", async () => {
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
    const store = createFileStore(path());
    expect(await store.load("salaries")).toBeUndefined();
    expect(await store.compareAndSet("salaries", undefined, storedContent)).toBe("1");
    expect(files()).toHaveLength(others.length + 3);
  });

  test("that was never finished is ignored, and removed once its number is taken", async () => {
    const store = createFileStore(path());
    await store.compareAndSet("salaries", undefined, storedContent);
    for (const number of [1, 2, 3]) writeFileSync(path(`payment-salaries.${number}.unfinished.1`), "{");
    expect(await store.load("salaries")).toEqual({ payment: storedContent, revision: "1" });
    await store.compareAndSet("salaries", "1", storedContent);
    expect(files()).toEqual(["payment-salaries.2.json", "payment-salaries.3.unfinished.1"]);
  });

  test("that cannot be removed does not stop a change, and no revision is removed before it", async () => {
    const store = createFileStore(path());
    await store.compareAndSet("salaries", undefined, storedContent);
    mkdirSync(path("payment-salaries.2.unfinished.1"));
    expect(await store.compareAndSet("salaries", "1", storedContent)).toBe("2");
    expect(files()).toEqual(["payment-salaries.1.json", "payment-salaries.2.json", "payment-salaries.2.unfinished.1"]);
    expect(await store.load("salaries")).toEqual({ payment: storedContent, revision: "2" });
  });

  test.skipIf(process.platform === "win32")("that does not fit on the disk leaves nothing behind", async () => {
    const store = createFileStore(path());
    await store.compareAndSet("salaries", undefined, { count: 1 });
    const shell = [
      "-c",
      'ulimit -f 8; exec "$0" "$@"',
      process.execPath,
      ...scripts.argumentsFor({ folder: path(), adds: 1 }),
    ];
    await expect(promisify(execFile)("sh", shell)).rejects.toMatchObject({ stderr: expect.stringContaining("EFBIG") });
    expect(files()).toEqual(["payment-salaries.1.json"]);
    expect(await store.load("salaries")).toEqual({ payment: { count: 1 }, revision: "1" });
  });

  test("that cannot be read or written for another reason causes the system's own error", async () => {
    writeFileSync(path("a"), "");
    const store = createFileStore(path("a"));
    await expect(store.load("salaries")).rejects.toMatchObject({ code: "ENOTDIR" });
    await expect(store.lock?.("salaries")).rejects.toMatchObject({ code: "EEXIST" });
    await expect(store.compareAndSet("salaries", undefined, storedContent)).rejects.toMatchObject({ code: "EEXIST" });
    mkdirSync(path("payment-salaries.1.json"));
    await expect(createFileStore(path()).load("salaries")).rejects.toMatchObject({ code: "EISDIR" });
  });

  test("is synced before its revision is confirmed, with its name and every folder that was created for it", async () => {
    const synced: string[] = [];
    const note: Step = (call, file) => call === "sync" && synced.push(relative(path(), file));
    await withSteps(note, () => createFileStore(path("new/er")).compareAndSet("salaries", undefined, storedContent));
    const unfinished = expect.stringMatching(/^new\/er\/payment-salaries\.1\.unfinished\./);
    expect(synced).toEqual(["new", "", unfinished, "new/er"]);
  });

  test("is synced with its name before it is returned, because the process that added it may have died before", async () => {
    const store = createFileStore(path());
    await store.compareAndSet("salaries", undefined, storedContent);
    const synced: string[] = [];
    const note: Step = (call, file) => call === "sync" && synced.push(file);
    await withSteps(note, () => store.load("salaries"));
    expect(synced).toEqual([path()]);
  });
});

describe("on a system", () => {
  test("that cannot sync a folder, only the file is synced", async () => {
    const synced: string[] = [];
    const platform = Object.getOwnPropertyDescriptor(process, "platform") as PropertyDescriptor;
    Object.defineProperty(process, "platform", { ...platform, value: "win32" });
    const store = createFileStore(path());
    const note: Step = (call, file) => call === "sync" && synced.push(file);
    try {
      expect(await withSteps(note, () => store.compareAndSet("salaries", undefined, storedContent))).toBe("1");
      expect(await store.load("salaries")).toEqual({ payment: storedContent, revision: "1" });
    } finally {
      Object.defineProperty(process, "platform", platform);
    }
    expect(synced).toEqual([expect.stringContaining(".unfinished.")]);
  });

  test("without hard links, a change is an error, and nothing is stored", async () => {
    const keep = () => createFileStore(path()).compareAndSet("salaries", undefined, storedContent);
    await expect(withSteps(failing("link", "EPERM"), keep)).rejects.toMatchObject({ code: "EPERM" });
    expect(files()).toEqual([]);
  });
});
