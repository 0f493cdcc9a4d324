import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { createFileStore } from "../../src/file-store.ts";
import { systemClock } from "../../src/http/clock.ts";
import { deadlineIn } from "../../src/http/deadline.ts";
import { createMemoryStore, type PaymentLock, type PaymentStore, type PayOptions } from "../../src/index.ts";
import { readPlan } from "../../src/pay/machine/plan.ts";
import { openRecord } from "../../src/pay/record.ts";
import { clientFor } from "../support/client.ts";
import { createStoreIn, filesIn, useFolder } from "../support/folder.ts";
import { heldMs, holdTimers } from "../support/held-timers.ts";
import { countOf, plan, simulated, timesPaid } from "../support/simulated.ts";
import { waitUntil } from "../support/wait-until.ts";

const { path, files } = useFolder();
const never = () => new Promise<never>(() => {});

/** A store whose content the test replaces. */
function replaceableStore(): PaymentStore & { current: PaymentStore } {
  const store = {
    current: createMemoryStore(),
    load: (key: string) => store.current.load(key),
    compareAndSet: (key: string, expected: string | undefined, payment: unknown) =>
      store.current.compareAndSet(key, expected, payment),
  };
  return store;
}

/** Pays with a client that calls back before each request of an operation reaches the simulator. */
function payWith(before: (operation: string) => unknown, simulation: Parameters<typeof simulated>[0] = {}) {
  const { simulator } = simulated({ repeatedInit: "new-payout", repeatedAuth: "paid-again", ...simulation });
  const iyzico = clientFor("http://127.0.0.1", {
    rateLimit: false,
    clock: simulator.clock,
    fetch: async (request) => {
      await before(new URL(request.url).pathname.split("/").at(-1) ?? "");
      return simulator.fetch(request);
    },
  });
  return { simulator, pay: (options: PayOptions) => iyzico.pay(plan, options) };
}

describe("a store that has lost the payment", () => {
  const lost = {
    code: "payment_lost",
    outcome: "unknown",
    message: expect.stringContaining("lost"),
    hint: expect.stringMatching(/Do not call pay again before.*ask iyzico/),
  };

  test.each(["init", "auth"])(
    "while %s is under way ends the call with an error that does not say to call again",
    async (at) => {
      const store = replaceableStore();
      const { simulator, pay } = payWith((operation) => {
        if (operation === at) store.current = createMemoryStore();
      });
      await expect(pay({ store })).rejects.toMatchObject(lost);
      // Nothing was stored in the new one.
      expect(await store.current.load("salaries")).toBeUndefined();
      expect(countOf(simulator, at)).toBe(1);
    },
  );

  test("before anything was sent ends the call before init", async () => {
    const store = replaceableStore();
    let polls = 0;
    const { simulator, pay } = payWith(() => {
      polls += 1;
      if (polls === 2) store.current = createMemoryStore();
    });
    await expect(pay({ store })).rejects.toMatchObject(lost);
    expect(countOf(simulator, "init")).toBe(0);
  });

  test.each<[string, "init" | "auth"]>([
    ["an init", "init"],
    ["an auth", "auth"],
  ])("is one that has an older state, from before %s", async (_, at) => {
    const store = replaceableStore();
    const older = createMemoryStore();
    const { pay } = payWith(async (operation) => {
      if (operation !== at) return;
      const { payment } = (await store.load("salaries")) ?? {};
      const counts = at === "init" ? { inits: 0, phase: "planned" } : { auths: 0, phase: "created" };
      await older.compareAndSet("salaries", undefined, { ...(payment as object), ...counts });
      store.current = older;
    });
    await expect(pay({ store })).rejects.toMatchObject(lost);
  });

  test.each([null, undefined, 1, "text", []])("is one that has %j in its place", async (payment) => {
    const store = replaceableStore();
    const { pay } = payWith((operation) => {
      if (operation !== "auth") return;
      const other = createMemoryStore();
      store.current = { ...other, load: async () => ({ payment, revision: "7" }) };
    });
    await expect(pay({ store })).rejects.toMatchObject(lost);
  });

  test("with its folder ends the call, and the folder is not made again", async () => {
    const folder = path("payments");
    await createStoreIn(folder);
    const { simulator, pay } = payWith((operation) => {
      if (operation === "auth") rmSync(folder, { recursive: true });
    });
    await expect(pay({ store: createFileStore(folder) })).rejects.toMatchObject({
      ...lost,
      cause: expect.objectContaining({ code: "store_missing" }),
    });
    expect(files()).toEqual([]);
    const sent = simulator.history.length;
    await expect(pay({ store: createFileStore(folder) })).rejects.toMatchObject({ code: "store_missing" });
    expect(simulator.history).toHaveLength(sent);
    expect(files()).toEqual([]);
    simulator.advance(86_400_000);
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test.each([
    ["its files", ["payment-salaries/"], { code: "payment_unreadable" }],
    ["its folder", [], undefined],
  ] as const)("of files without %s ends the call, and nothing is sent after it", async (_, left, cause) => {
    const folder = path("payments");
    await createStoreIn(folder);
    const { simulator, pay } = payWith((operation) => {
      if (operation !== "init") return;
      rmSync(join(folder, "payment-salaries"), { recursive: true });
      if (left.length > 0) mkdirSync(join(folder, "payment-salaries"));
    });
    const error = await pay({ store: createFileStore(folder) }).catch((reason) => reason);
    expect(error).toMatchObject({ ...lost, ...(cause && { cause }) });
    expect(countOf(simulator, "auth")).toBe(0);
    const isOfPayment = (file: string) => file.startsWith("payment-");
    expect(filesIn(folder).filter(isOfPayment)).toEqual(left);
    if (cause === undefined) return;
    const sent = simulator.history.length;
    await expect(pay({ store: createFileStore(folder) })).rejects.toMatchObject(cause);
    expect(simulator.history).toHaveLength(sent);
  });

  test("and fails only when it is asked for the reason is lost too", async () => {
    const store = replaceableStore();
    const missing = async () => createFileStore(path("nowhere")).load("salaries");
    const { pay } = payWith((operation) => {
      if (operation === "auth") store.current = { compareAndSet: async () => undefined, load: missing };
    });
    await expect(pay({ store })).rejects.toMatchObject(lost);
  });

  test("before the payment was ever stored is a missing store", async () => {
    await expect(payWith(() => undefined).pay({ store: createFileStore(path("nowhere")) })).rejects.toMatchObject({
      code: "store_missing",
    });
    const store: PaymentStore = {
      load: async () => undefined,
      compareAndSet: async (...args) => createFileStore(path("nowhere")).compareAndSet(...args),
    };
    await expect(payWith(() => undefined).pay({ store })).rejects.toMatchObject({ code: "store_missing" });
  });
});

describe("the lock of a store", () => {
  test.each([
    [true, true],
    [false, false],
    [undefined, false],
    ["yes", false],
  ])("that says %j of a take-over opens a payment whose isTakenOver is %j", async (said, isTakenOver) => {
    const lock = async () => Object.assign(async () => undefined, { isTakenOver: said }) as PaymentLock;
    const limits = { deadline: deadlineIn(undefined, systemClock), signal: undefined };
    const record = await openRecord({ ...createMemoryStore(), lock }, await readPlan(plan), 0, limits);
    expect(record.isTakenOver).toBe(isTakenOver);
    await record.close();
  });

  test("that may be missing opens a payment that was not taken over", async () => {
    const limits = { deadline: deadlineIn(undefined, systemClock), signal: undefined };
    expect(await openRecord(createMemoryStore(), await readPlan(plan), 0, limits)).toMatchObject({
      isTakenOver: false,
    });
  });

  test.each(["init", "auth"])("that is lost before %s ends the call, and it is not sent", async (operation) => {
    const folder = path("payments");
    await createStoreIn(folder);
    const before = operation === "init" ? "retrieve" : "balance";
    const { simulator, pay } = payWith((current) => {
      if (current === before) rmSync(join(folder, "payment-salaries.lock"), { recursive: true, force: true });
    });
    await expect(pay({ store: createFileStore(folder) })).rejects.toMatchObject({
      code: "payment_locked",
      message: expect.stringContaining("the lock of this payment was lost"),
    });
    expect(countOf(simulator, operation)).toBe(0);
    expect(filesIn(folder).filter((file) => file.includes(".lock"))).toEqual([]);
  });
});

describe("a store that another process changed", () => {
  const locked = { code: "payment_locked", hint: expect.stringContaining("call pay again when it has ended") };

  test.each<[string, object]>([
    ["has gone on", { auths: 1, phase: "authorised" }],
    ["has the same state", {}],
  ])("and that %s ends the call, and the payment is not lost", async (_, change) => {
    const store = replaceableStore();
    const { pay } = payWith(async (operation) => {
      if (operation !== "auth") return;
      const { payment, revision } = (await store.load("salaries")) ?? {};
      await store.compareAndSet("salaries", revision, { ...(payment as object), ...change });
    });
    await expect(pay({ store })).rejects.toMatchObject(locked);
  });

  test("before this one stored anything ends the call", async () => {
    const store = replaceableStore();
    const { simulator, pay } = payWith(() => undefined);
    const first: PaymentStore = { load: async () => undefined, compareAndSet: async () => undefined };
    store.current = first;
    await expect(pay({ store })).rejects.toMatchObject(locked);
    expect(simulator.history).toEqual([]);
  });

  test("and that then fails ends the call with its failure", async () => {
    const store = replaceableStore();
    const broken = new Error("broken");
    const { pay } = payWith((operation) => {
      if (operation !== "auth") return;
      store.current = { compareAndSet: async () => undefined, load: () => Promise.reject(broken) };
    });
    await expect(pay({ store })).rejects.toMatchObject({ code: "store_failed", cause: broken });
  });
});

describe("an answer of a store that is not what was agreed", () => {
  test.each([null, false, true, {}, "", 0, 1, []])(
    "%j to a compare-and-set ends the call before anything is sent",
    async (answer) => {
      const { simulator, pay } = payWith(() => undefined);
      const store = { ...createMemoryStore(), compareAndSet: async () => answer } as unknown as PaymentStore;
      await expect(pay({ store })).rejects.toMatchObject({
        code: "store_failed",
        message: "pay: the payment store's compareAndSet must resolve with a non-empty string or undefined.",
      });
      expect(simulator.history).toEqual([]);
    },
  );

  test("to the compare-and-set before auth keeps auth from being sent", async () => {
    for (const answer of [null, false]) {
      const memory = createMemoryStore();
      const { simulator, pay } = payWith(() => undefined);
      const store = {
        ...memory,
        compareAndSet: async (key: string, expected: string | undefined, payment: { phase: string }) =>
          payment.phase === "authorising" ? answer : memory.compareAndSet(key, expected, payment),
      } as unknown as PaymentStore;
      await expect(pay({ store })).rejects.toMatchObject({ code: "store_failed" });
      expect(countOf(simulator, "auth")).toBe(0);
    }
  });

  test.each([null, false, "", 0, {}, [], { payment: {} }, { payment: {}, revision: 7 }])(
    "%j to a load ends the call before anything is sent",
    async (answer) => {
      const { simulator, pay } = payWith(() => undefined);
      const store = { ...createMemoryStore(), load: async () => answer } as unknown as PaymentStore;
      await expect(pay({ store })).rejects.toMatchObject({
        code: "store_failed",
        message: "pay: the payment store's load must resolve with { payment, revision } or undefined.",
      });
      expect(simulator.history).toEqual([]);
    },
  );

  test.each([undefined, null, false, 0, "", {}, []])(
    "a row with the payment %j is not a payment that was never begun",
    async (payment) => {
      const { simulator, pay } = payWith(() => undefined);
      const store: PaymentStore = { ...createMemoryStore(), load: async () => ({ payment, revision: "1" }) };
      await expect(pay({ store })).rejects.toMatchObject({ code: "payment_unreadable", outcome: "not-sent" });
      expect(simulator.history).toEqual([]);
    },
  );

  test.each([
    undefined,
    null,
    [],
    { fingerprint: "f" },
    { others: [] },
    { fingerprint: "f", others: [null] },
    { fingerprint: "f", others: [{ key: "november" }] },
    { fingerprint: "f", others: [{ key: 1, createdAt: 1 }] },
  ])("%j to a search for the same list ends the call before anything is sent", async (answer) => {
    const { simulator, pay } = payWith(() => undefined);
    const store = { ...createMemoryStore(), findSameList: async () => answer } as unknown as PaymentStore;
    await expect(pay({ store })).rejects.toMatchObject({
      code: "store_failed",
      message: expect.stringContaining("findSameList must resolve with"),
    });
    expect(simulator.history).toEqual([]);
  });
});

describe("a store that does not answer", () => {
  const methods = ["lock", "load", "findSameList", "compareAndSet"] as const;
  const silentStore = (silent: string): PaymentStore => ({
    ...createMemoryStore(),
    lock: async () => async () => undefined,
    findSameList: async () => ({ fingerprint: "f", others: [] }),
    [silent]: never,
  });
  test.each(methods)("to %s ends the call when its time is over, and nothing is sent", async (method) => {
    const timers = holdTimers();
    const { simulator, pay } = payWith(() => undefined);
    const paying = pay({ store: silentStore(method), maxWaitMs: heldMs });
    void waitUntil(() => timers.running() > 0).then(timers.fire);
    await expect(paying).rejects.toMatchObject({
      code: "store_failed",
      outcome: "unknown",
      message: "pay: the payment store did not answer within maxWaitMs.",
    });
    expect(Math.max(...delaysOf())).toBeLessThanOrEqual(heldMs);
    expect(simulator.history).toEqual([]);
  });

  test.each(methods)("to %s ends the call when the caller aborts, and nothing is sent", async (method) => {
    const { simulator, pay } = payWith(() => undefined);
    const controller = new AbortController();
    let isCalled = false;
    const store = silentStore(method);
    const silent = () => {
      isCalled = true;
      return never();
    };
    const paying = pay({ store: { ...store, [method]: silent }, signal: controller.signal });
    void waitUntil(() => isCalled).then(() => controller.abort("stop"));
    await expect(paying).rejects.toMatchObject({
      code: "aborted",
      message: expect.stringContaining("store was called"),
    });
    expect(simulator.history).toEqual([]);
  });

  test("before init keeps init from being sent: a state whose save was not confirmed is not acted on", async () => {
    for (const phase of ["initiating", "authorising"]) {
      const timers = holdTimers();
      const memory = createMemoryStore();
      const { simulator, pay } = payWith(() => undefined);
      const store: PaymentStore = {
        ...memory,
        compareAndSet: async (key, expected, payment) => {
          if ((payment as { phase: string }).phase !== phase) return memory.compareAndSet(key, expected, payment);
          setImmediate(timers.fire);
          return never();
        },
      };
      await expect(pay({ store, maxWaitMs: 120_000 })).rejects.toMatchObject({ code: "store_failed" });
      expect(countOf(simulator, phase === "initiating" ? "init" : "auth")).toBe(0);
      vi.restoreAllMocks();
    }
  });

  test("to an unlock does not hold back the result", async () => {
    const store: PaymentStore = { ...createMemoryStore(), lock: async () => never };
    const timers = holdTimers(1_000);
    const { pay } = payWith(() => undefined);
    const paying = pay({ store });
    void waitUntil(() => delaysOf().includes(1_000) && timers.running() === 1).then(timers.fire);
    expect(await paying).toMatchObject({ outcome: "settled" });
  });

  test("in time with a lock has it given back when it comes", async () => {
    const timers = holdTimers();
    const steps: string[] = [];
    let grant: (unlock: () => Promise<void>) => void = () => {};
    const lock = () =>
      new Promise<() => Promise<void>>((resolve) => {
        grant = resolve;
      });
    const { pay } = payWith(() => undefined);
    const paying = pay({ store: { ...createMemoryStore(), lock } });
    void waitUntil(() => timers.running() > 0).then(timers.fire);
    await expect(paying).rejects.toMatchObject({ code: "store_failed" });
    grant(async () => {
      steps.push("unlocked");
    });
    await waitUntil(() => steps.length > 0);
    expect(steps).toEqual(["unlocked"]);
  });

  test("in time still gets the last state stored, within a second of the caller's abort", async () => {
    const memory = createMemoryStore();
    const controller = new AbortController();
    const store: PaymentStore = {
      ...memory,
      // Aborted while the answer to init is stored.
      compareAndSet: async (key, expected, payment) => {
        if ((payment as { phase: string }).phase === "created") controller.abort("stop");
        await new Promise((resolve) => setImmediate(resolve));
        return memory.compareAndSet(key, expected, payment);
      },
    };
    const { simulator, pay } = payWith(() => undefined);
    await expect(pay({ store, signal: controller.signal })).rejects.toMatchObject({ code: "aborted" });
    expect(await memory.load("salaries")).toMatchObject({
      payment: { phase: "created", requestId: simulator.payouts[0]?.requestId },
    });
  });
});

test("a store that does not take the last state has a second for it, if the caller has aborted before", async () => {
  const timers = holdTimers(1_000);
  const controller = new AbortController();
  const memory = createMemoryStore();
  const { simulator, pay } = payWith(() => undefined);
  const store: PaymentStore = {
    ...memory,
    compareAndSet: async (key, expected, payment) => {
      if ((payment as { phase: string }).phase === "initiating") controller.abort("stop");
      if (!controller.signal.aborted || (payment as { phase: string }).phase === "initiating") {
        return memory.compareAndSet(key, expected, payment);
      }
      setImmediate(timers.fire);
      return never();
    },
  };
  await expect(pay({ store, signal: controller.signal })).rejects.toMatchObject({ code: "aborted" });
  expect(delaysOf()).toContain(1_000);
  expect(countOf(simulator, "init")).toBe(0);
});

/** The delays of the timers that were started. */
function delaysOf(): number[] {
  return vi.mocked(setTimeout).mock.calls.map(([, milliseconds]) => milliseconds ?? 0);
}
