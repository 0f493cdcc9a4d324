import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { createFileStore } from "../../../src/file-store.ts";
import { failing, type Step, withSteps } from "../../support/file-steps.ts";
import { filesIn, marker, useStoreFolder } from "../../support/folder.ts";
import { storedContent, unreadable } from "../../support/payment-content.ts";
import { useFileStoreScripts } from "../../support/run-file-store.ts";

const { path, files } = useStoreFolder();
const scripts = useFileStoreScripts();

describe("a file", () => {
  test("has a readable name and is for its owner only, and no other file remains", async () => {
    const store = createFileStore(path("new/er"), { create: true });
    await store.compareAndSet("MAAŞ/2026-11.a", undefined, storedContent);
    await store.compareAndSet("MAAŞ/2026-11.a", "1", storedContent);
    const folder = "payment-+maa+%c5%9e%2f2026-11%2ea";
    expect(filesIn(path("new/er"))).toEqual([marker, `${folder}/2.json`]);
    for (const file of [marker, `${folder}/2.json`]) expect(statSync(path(`new/er/${file}`)).mode & 0o777).toBe(0o600);
    for (const made of ["new", "new/er", `new/er/${folder}`]) expect(statSync(path(made)).mode & 0o777).toBe(0o700);
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
    expect(files()).toEqual(["payment-salaries/1.json"]);
  });

  test("is rejected and left unchanged when it is cut off anywhere, and no older revision is used instead", async () => {
    const store = createFileStore(path());
    await store.compareAndSet("salaries", undefined, storedContent);
    const first = readFileSync(path("payment-salaries/1.json"));
    await store.compareAndSet("salaries", "1", storedContent);
    writeFileSync(path("payment-salaries/1.json"), first);
    const file = path("payment-salaries/2.json");
    const whole = readFileSync(file);
    for (let length = 0; length < whole.length - 1; length += 1) {
      writeFileSync(file, whole.subarray(0, length));
      await expect(store.load("salaries")).rejects.toMatchObject(unreadable);
      expect(readFileSync(file).equals(whole.subarray(0, length))).toBe(true);
    }
    expect(files()).toEqual(["payment-salaries/1.json", "payment-salaries/2.json"]);
  });

  test("is rejected when a digit of it was changed, or its name, or when it has another content", async () => {
    const store = createFileStore(path());
    await store.compareAndSet("salaries", undefined, storedContent);
    const file = path("payment-salaries/1.json");
    const whole = readFileSync(file, "utf8");
    for (const other of ["null", "[]", "1", "{}", whole.replace('"ş",1', '"ş",2'), whole.replace("format", "form")]) {
      writeFileSync(file, other);
      await expect(store.load("salaries")).rejects.toMatchObject(unreadable);
    }
    for (const [name, key] of [
      ["payment-bonuses/1.json", "bonuses"],
      ["payment-salaries/2.json", "salaries"],
    ] as const) {
      mkdirSync(path(`payment-${key}`), { recursive: true });
      writeFileSync(path(name), whole);
      await expect(store.load(key)).rejects.toMatchObject(unreadable);
    }
  });

  test("that is rejected has a hint to ask iyzico first, and warns of backups", async () => {
    mkdirSync(path("payment-salaries"));
    writeFileSync(path("payment-salaries/3.json"), "{");
    const hint = expect.stringMatching(/nothing was sent\. Ask iyzico .* backup, may lack an auth/);
    await expect(createFileStore(path()).load("salaries")).rejects.toMatchObject({ ...unreadable, hint });
  });

  test("that does not exist is not a payment", async () => {
    expect(await createFileStore(path()).load("salaries")).toBeUndefined();
    expect(files()).toEqual([]);
  });

  test("that a listing misses, because others add and remove files meanwhile, is found by the next listing", async () => {
    const store = createFileStore(path());
    await store.compareAndSet("salaries", undefined, storedContent);
    let listings = 0;
    // A file that comes back within a listing is missing from it.
    const hide: Step = (call) => {
      if (call !== "readdir") return;
      listings += 1;
      const [from, to] =
        listings % 2 === 1 ? ["payment-salaries/1.json", "hidden"] : ["hidden", "payment-salaries/1.json"];
      if (listings <= 4) renameSync(path(from), path(to));
    };
    expect(await withSteps(hide, () => store.load("salaries"))).toEqual({ payment: storedContent, revision: "1" });
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
    const store = createFileStore(path());
    await store.compareAndSet("salaries", undefined, storedContent);
    for (const other of others) writeFileSync(path(`payment-salaries/${other}`), "");
    expect(await store.load("salaries")).toEqual({ payment: storedContent, revision: "1" });
    expect(await store.compareAndSet("salaries", "1", storedContent)).toBe("2");
    expect(files()).toHaveLength(others.length + 1);
    mkdirSync(path("payment-salaries2"));
    writeFileSync(path("payment-salaries2/7.json"), "");
    expect(await store.load("salaries")).toMatchObject({ revision: "2" });
  });

  test("that was never finished is ignored, and removed once its number is taken", async () => {
    const store = createFileStore(path());
    await store.compareAndSet("salaries", undefined, storedContent);
    for (const number of [1, 2, 3]) writeFileSync(path(`payment-salaries/${number}.unfinished.1`), "{");
    mkdirSync(path("payment-salaries.unfinished/1"), { recursive: true });
    writeFileSync(path("payment-salaries.unfinished/1/1.json"), "{");
    expect(await store.load("salaries")).toEqual({ payment: storedContent, revision: "1" });
    await store.compareAndSet("salaries", "1", storedContent);
    expect(files()).toEqual(["payment-salaries/2.json", "payment-salaries/3.unfinished.1"]);
  });

  test("that cannot be removed does not stop a change, and no revision is removed before it", async () => {
    const store = createFileStore(path());
    await store.compareAndSet("salaries", undefined, storedContent);
    mkdirSync(path("payment-salaries/2.unfinished.1"));
    expect(await store.compareAndSet("salaries", "1", storedContent)).toBe("2");
    expect(files()).toEqual(["payment-salaries/1.json", "payment-salaries/2.json", "payment-salaries/2.unfinished.1/"]);
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
    expect(files()).toEqual(["payment-salaries/1.json"]);
    expect(await store.load("salaries")).toEqual({ payment: { count: 1 }, revision: "1" });
  });

  test("that cannot be read or written for another reason causes the system's own error", async () => {
    const store = createFileStore(path());
    const io = { code: "EIO" };
    await expect(withSteps(failing("readdir", "EIO"), () => store.load("salaries"))).rejects.toMatchObject(io);
    await expect(withSteps(failing("open", "EIO"), () => store.compareAndSet("a", undefined, 1))).rejects.toMatchObject(
      io,
    );
    mkdirSync(path("payment-salaries/1.json"), { recursive: true });
    await expect(createFileStore(path()).load("salaries")).rejects.toMatchObject({ code: "EISDIR" });
  });

  test("is synced before its revision is confirmed, with its name and every folder that was created for it", async () => {
    const synced: string[] = [];
    const note: Step = (call, file) => call === "sync" && synced.push(relative(path(), file));
    const store = createFileStore(path("new/er"), { create: true });
    await withSteps(note, () => store.compareAndSet("salaries", undefined, storedContent));
    const [unfinishedMarker, unfinishedFile, unfinishedFolder] = [
      /^new\/er\/mass-payout-store\.json\.unfinished\./,
      /^new\/er\/payment-salaries\.unfinished\/[^/]*\/1\.json$/,
      /^new\/er\/payment-salaries\.unfinished\/[^/]*$/,
    ].map((name) => expect.stringMatching(name));
    expect(synced).toEqual(["new", "", unfinishedMarker, "new/er", unfinishedFile, unfinishedFolder, "new/er"]);
    synced.length = 0;
    await withSteps(note, () => store.compareAndSet("salaries", "1", storedContent));
    const folder = "new/er/payment-salaries";
    expect(synced).toEqual([expect.stringMatching(`^${folder}/2\\.unfinished\\.`), folder]);
  });

  test("is synced with its name before it is returned, because the process that added it may have died before", async () => {
    const store = createFileStore(path());
    await store.compareAndSet("salaries", undefined, storedContent);
    const synced: string[] = [];
    const note: Step = (call, file) => call === "sync" && synced.push(file);
    await withSteps(note, () => store.load("salaries"));
    await store.compareAndSet("salaries", "1", storedContent);
    await withSteps(note, () => store.load("salaries"));
    expect(synced).toEqual([path(), path("payment-salaries")]);
  });
});

describe("the folder of a payment", () => {
  test("that has lost its revisions is never taken for a new payment", async () => {
    const store = createFileStore(path());
    const revision = await store.compareAndSet("salaries", undefined, storedContent);
    rmSync(path("payment-salaries/1.json"));
    const message = `pay: ${path("payment-salaries")} is the folder of a payment and has no revision in it.`;
    for (const call of [
      () => store.load("salaries"),
      () => store.compareAndSet("salaries", undefined, storedContent),
      () => store.compareAndSet("salaries", revision, storedContent),
    ]) {
      await expect(call()).rejects.toMatchObject({ ...unreadable, message });
    }
    expect(files()).toEqual(["payment-salaries/"]);
    expect(await store.compareAndSet("bonuses", undefined, storedContent)).toBe("1");
  });

  test("that vanishes is not begun again by a process that had a revision, at whatever step it vanishes", async () => {
    for (let vanishesAt = 0, isOver = false; !isOver; vanishesAt += 1) {
      const store = createFileStore(path());
      const key = `salaries-${vanishesAt}`;
      const revision = await store.compareAndSet(key, undefined, storedContent);
      let steps = 0;
      const vanish: Step = () => {
        steps += 1;
        if (steps === vanishesAt + 1) rmSync(path(`payment-${key}`), { recursive: true });
      };
      const answer = await withSteps(vanish, () => store.compareAndSet(key, revision, storedContent)).catch(
        (error) => error.code,
      );
      isOver = steps <= vanishesAt;
      // It was confirmed if it was stored and synced before; in between, the system reports what is missing.
      expect(["2", undefined, "ENOENT"]).toContain(answer);
      if (!isOver) expect(files()).toEqual([]);
      else expect(answer).toBe("2");
    }
  });

  test("that another program has put a file in the place of causes the system's own error", async () => {
    writeFileSync(path("payment-salaries"), "");
    const store = createFileStore(path());
    await expect(store.load("salaries")).rejects.toMatchObject({ code: "ENOTDIR" });
    await expect(store.compareAndSet("salaries", undefined, 1)).rejects.toMatchObject({ code: "ENOTDIR" });
    expect(files()).toEqual(["payment-salaries"]);
  });

  test("is given by one writer, whatever code the system has for a name that is taken", async () => {
    const store = createFileStore(path());
    for (const code of ["EPERM", "EACCES"]) {
      const key = code.toLowerCase();
      const takeFirst: Step = async (call, file) => {
        if (call !== "rename" || !file.includes(".unfinished")) return;
        mkdirSync(path(`payment-${key}`));
        writeFileSync(path(`payment-${key}/1.json`), "");
        throw Object.assign(new Error(code), { code });
      };
      expect(await withSteps(takeFirst, () => store.compareAndSet(key, undefined, storedContent))).toBeUndefined();
      expect(files()).toEqual([`payment-${key}/1.json`]);
      rmSync(path(`payment-${key}`), { recursive: true });
    }
    const keep = () => store.compareAndSet("salaries", undefined, storedContent);
    await expect(withSteps(failing("rename", "EPERM"), keep)).rejects.toMatchObject({ code: "EPERM" });
    expect(files()).toEqual([]);
  });
});

describe("on a system", () => {
  test("that cannot sync a folder, the file alone is synced", async () => {
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
    expect(synced).toEqual([expect.stringContaining(".unfinished/")]);
  });

  test("without hard links, a change is an error, and nothing is stored", async () => {
    const store = createFileStore(path());
    await store.compareAndSet("salaries", undefined, storedContent);
    const keep = () => store.compareAndSet("salaries", "1", storedContent);
    await expect(withSteps(failing("link", "EPERM"), keep)).rejects.toMatchObject({ code: "EPERM" });
    expect(files()).toEqual(["payment-salaries/1.json"]);
  });
});

describe("options", () => {
  test("are rejected at once if the folder or create cannot be used", () => {
    const code = "invalid_configuration";
    for (const folder of ["", "a\0b", "\0", undefined, null, 1, {}, new URL("file:///tmp")] as string[]) {
      const message = "folder must be a non-empty string without NUL.";
      expect(() => createFileStore(folder)).toThrow(expect.objectContaining({ code, message, outcome: "not-sent" }));
    }
    for (const create of ["true", 1, null] as unknown as boolean[]) {
      const message = "create must be a boolean.";
      expect(() => createFileStore(path(), { create })).toThrow(expect.objectContaining({ code, message }));
    }
    for (const options of [null, true, "create"] as unknown as object[]) {
      const message = "options must be an object.";
      expect(() => createFileStore(path(), options)).toThrow(expect.objectContaining({ code, message }));
    }
    expect(() => createFileStore("relative")).not.toThrow();
  });
});
