import { describe, expect, test, vi } from "vitest";
import { createMemoryStore, type PayOptions, type Review } from "../../src/index.ts";
import { heldMs, holdTimers } from "../support/held-timers.ts";
import { countOf, ibanItem, plan, requiring, simulated, timesPaid } from "../support/simulated.ts";

const never = () => new Promise<never>(() => {});

/** The delays of the timers that were started, in milliseconds. */
const delays = () => vi.mocked(setTimeout).mock.calls.map(([, milliseconds]) => milliseconds ?? 0);

test("a misspelt option is rejected before anything is sent, because a misspelt limit would be none", async () => {
  const { simulator, iyzico } = simulated();
  const options = { store: createMemoryStore(), maxTotl: "1" };
  await expect(iyzico.pay(plan, options)).rejects.toMatchObject({
    code: "invalid_configuration",
    outcome: "not-sent",
    hint: expect.stringContaining("maxTotal"),
  });
  expect(simulator.history).toEqual([]);
});

describe("maxWaitMs", () => {
  test("is not exceeded by an init that is not answered", async () => {
    const timers = holdTimers();
    const { simulator, iyzico } = simulated(
      {},
      {
        timeoutMs: heldMs,
        async fetch(request) {
          if (request.url.includes("/init?")) setImmediate(timers.fire);
          return simulator.fetch(request);
        },
      },
    );
    simulator.fault({ kind: "timeout-before", operation: "init" });
    const limits = { maxWaitMs: 60_000, pollEveryMs: 20_000 };
    const begin = simulator.clock.now();
    const result = await iyzico.pay(plan, { store: createMemoryStore(), ...limits });
    expect(result).toMatchObject({ outcome: "in-progress", inDoubt: "init", failure: { outcome: "unknown" } });
    expect(simulator.clock.now() - begin).toBeLessThanOrEqual(60_000);
    expect(Math.max(...delays())).toBeLessThanOrEqual(60_000);
  });

  test.each(["init", "auth"])(
    "is not exceeded by a limiter without slots for %s, and nothing is sent",
    async (operation) => {
      const timers = holdTimers();
      let hasSlots = true;
      const acquire = () => {
        if (hasSlots) return Promise.resolve();
        setImmediate(timers.fire);
        return never();
      };
      const { simulator, iyzico } = simulated({}, { rateLimit: { acquire } });
      const store = createMemoryStore();
      const watching = {
        ...store,
        compareAndSet: async (key: string, expected: string | undefined, payment: { phase: string }) => {
          if (payment.phase === (operation === "init" ? "initiating" : "authorising")) hasSlots = false;
          return store.compareAndSet(key, expected, payment);
        },
      } as typeof store;
      const limits = { maxWaitMs: 110_000, pollEveryMs: 60_000 };
      const result = await iyzico.pay(plan, { store: watching, ...limits });
      expect(result).toMatchObject({ outcome: "in-progress", [`${operation}s`]: 0, failure: { outcome: "not-sent" } });
      expect(countOf(simulator, operation)).toBe(0);
      expect(Math.max(...delays())).toBeLessThanOrEqual(110_000);
      hasSlots = true;
      expect(await iyzico.pay(plan, { store })).toMatchObject({ outcome: "settled", paid: "all" });
      expect(timesPaid(simulator)).toEqual([1, 1, 1]);
    },
  );

  test.each([
    ["init", 0],
    ["auth", 1],
  ])("has %s begun only if an answer can come in time", async (operation, inits) => {
    const { simulator, iyzico } = simulated();
    const store = createMemoryStore();
    // The time of an attempt is half of maxWaitMs at most, and the second poll comes 5 s after the first.
    const approve = async () => {
      simulator.advance(30_000);
      return true;
    };
    const maxWaitMs = operation === "init" ? 8_000 : 45_000;
    const result = await iyzico.pay(plan, { store, approve, maxWaitMs });
    expect(result).toMatchObject({ outcome: "in-progress", inits, auths: 0 });
    expect(result).not.toHaveProperty("inDoubt");
    expect(countOf(simulator, operation)).toBe(0);
    // What was not begun is not stored as begun.
    expect(await store.load("salaries")).toMatchObject({ payment: { inits, auths: 0 } });
    const inTime = { store, timeoutMs: 1_000, maxWaitMs: 45_000 };
    expect(await iyzico.pay(plan, { ...inTime, approve: () => true })).toMatchObject({ inits: 1, auths: 1 });
    expect(await iyzico.pay(plan, { store })).toMatchObject({ outcome: "settled", paid: "all" });
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("that is short shortens an attempt, so that a payment is made all the same", async () => {
    const { simulator, iyzico } = simulated();
    const store = createMemoryStore();
    const maxWaitMs = 20_000;
    expect(await iyzico.pay(plan, { store, maxWaitMs })).toMatchObject({ inits: 1, auths: 1 });
    expect(await iyzico.pay(plan, { store })).toMatchObject({ outcome: "settled", paid: "all" });
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("ends an approval that does not come, and an answer that comes later approves nothing", async () => {
    const timers = holdTimers();
    const { simulator, iyzico } = simulated();
    const store = createMemoryStore();
    let resolveLate: (answer: boolean) => void = () => {};
    const answer = new Promise<boolean>((resolve) => {
      resolveLate = resolve;
    });
    const reviews: Review[] = [];
    const approve = (review: Review) => {
      reviews.push(review);
      setImmediate(timers.fire);
      return answer;
    };
    const result = await iyzico.pay(plan, { store, approve, maxWaitMs: 60_000 });
    expect(result).toMatchObject({ outcome: "in-progress", phase: "created", auths: 0 });
    const stored = await store.load("salaries");
    resolveLate(true);
    await new Promise((resolve) => setImmediate(resolve));
    expect(await store.load("salaries")).toEqual(stored);
    expect(stored).not.toHaveProperty("payment.approved");
    expect(countOf(simulator, "auth")).toBe(0);
    requiring(await iyzico.pay(plan, { store, approve: () => false }), "approval-required");
    expect(reviews).toHaveLength(1);
  });

  test("ends an onProgress that does not end", async () => {
    const timers = holdTimers();
    const { simulator, iyzico } = simulated();
    const onProgress = () => {
      setImmediate(timers.fire);
      return never();
    };
    const options = { store: createMemoryStore(), onProgress, maxWaitMs: heldMs };
    expect(await iyzico.pay(plan, options)).toMatchObject({ outcome: "in-progress", phase: "planned" });
    expect(simulator.history).toEqual([]);
  });
});

describe("a signal", () => {
  const stopped = { code: "aborted", cause: "stop", hint: expect.stringContaining("same plan and store") };

  test("ends an approval that does not come, and an answer that comes later approves nothing", async () => {
    const { simulator, iyzico } = simulated();
    const store = createMemoryStore();
    const controller = new AbortController();
    let resolveLate: (answer: boolean) => void = () => {};
    const answer = new Promise<boolean>((resolve) => {
      resolveLate = resolve;
    });
    const approve = () => {
      setImmediate(() => controller.abort("stop"));
      return answer;
    };
    await expect(iyzico.pay(plan, { store, approve, signal: controller.signal })).rejects.toMatchObject(stopped);
    const stored = await store.load("salaries");
    resolveLate(true);
    await new Promise((resolve) => setImmediate(resolve));
    expect(await store.load("salaries")).toEqual(stored);
    expect(countOf(simulator, "auth")).toBe(0);
  });

  test("ends an onProgress that does not end", async () => {
    const { simulator, iyzico } = simulated();
    const controller = new AbortController();
    const onProgress = () => {
      setImmediate(() => controller.abort("stop"));
      return never();
    };
    const options = { store: createMemoryStore(), onProgress, signal: controller.signal };
    await expect(iyzico.pay(plan, options)).rejects.toMatchObject({ ...stopped, outcome: "not-sent" });
    expect(simulator.history).toEqual([]);
  });

  test("that is aborted while init waits for a slot keeps it from being sent", async () => {
    const controller = new AbortController();
    const store = createMemoryStore();
    const aborting = {
      ...store,
      compareAndSet: async (key: string, expected: string | undefined, payment: { phase: string }) => {
        if (payment.phase === "initiating") controller.abort("stop");
        return store.compareAndSet(key, expected, payment);
      },
    } as typeof store;
    const { simulator, iyzico } = simulated();
    await expect(iyzico.pay(plan, { store: aborting, signal: controller.signal })).rejects.toMatchObject(stopped);
    expect(countOf(simulator, "init")).toBe(0);
    expect(await iyzico.pay(plan, { store })).toMatchObject({ outcome: "settled", inits: 1 });
  });

  test("does not hide an error of the caller's own function", async () => {
    const failure = new Error("failure");
    const { iyzico } = simulated();
    const approve = () => Promise.reject(failure);
    const options = { store: createMemoryStore(), approve, signal: new AbortController().signal };
    await expect(iyzico.pay(plan, options)).rejects.toBe(failure);
  });
});

describe("an upper limit of a call", () => {
  test.each<[string, Partial<PayOptions>]>([
    ["an amount", { maxAmount: "100.49" }],
    ["the total", { maxTotal: "120.59" }],
  ])("stops a plan that exceeds %s before anything is sent, and is no part of the payment", async (_, limits) => {
    const { simulator, iyzico } = simulated();
    const store = createMemoryStore();
    await expect(iyzico.pay(plan, { store, ...limits })).rejects.toMatchObject({
      code: "invalid_request",
      outcome: "not-sent",
      faults: [{ reason: "above-limit" }],
    });
    expect(simulator.history).toEqual([]);
    expect(await store.load("salaries")).toBeUndefined();
    const enough = { maxAmount: "100.50", maxTotal: "120.60" };
    requiring(await iyzico.pay(plan, { store, ...enough, approve: () => false }), "approval-required");
    // It holds for later calls too, and another limit needs no other key.
    await expect(iyzico.pay(plan, { store, ...limits })).rejects.toMatchObject({ code: "invalid_request" });
    expect(await iyzico.pay(plan, { store })).toMatchObject({ outcome: "settled" });
  });

  test("must be an amount", async () => {
    const { simulator, iyzico } = simulated();
    for (const limits of [{ maxAmount: 1_000 }, { maxTotal: "1.000,00" }]) {
      const options = { store: createMemoryStore(), ...limits } as PayOptions;
      await expect(iyzico.pay({ key: "k", items: [ibanItem("1")] }, options)).rejects.toMatchObject({
        outcome: "not-sent",
      });
    }
    expect(simulator.history).toEqual([]);
  });
});
