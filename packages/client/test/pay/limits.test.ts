import { createSigner } from "@iyzico-mass-payout/auth";
import { describe, expect, test, vi } from "vitest";
import {
  createMemoryStore,
  type MassPayoutEvent,
  type PaymentStore,
  type PayOptions,
  type Review,
} from "../../src/index.ts";
import type { Payment } from "../../src/payment.ts";
import { clientFor, credentials } from "../support/client.ts";
import { heldMs, holdTimers } from "../support/held-timers.ts";
import { countOf, ibanItem, plan, requiring, simulated, timesPaid } from "../support/simulated.ts";

const never = () => new Promise<never>(() => {});

const writes = ["init", "auth"] as const;
const phaseOf = { init: "initiating", auth: "authorising" } as const;

/** The number of the slot that a payment takes for its init or auth, counted from 1. */
async function slotOf(operation: "init" | "auth"): Promise<number> {
  const { simulator, iyzico } = simulated();
  await iyzico.pay(plan, { store: createMemoryStore() });
  return simulator.history.findIndex((request) => request.operation === operation) + 1;
}

/** A store in memory that records the phases that are stored. `onSave` runs before a phase is stored. */
function recordingStore(onSave: (phase: string) => void = () => {}): { store: PaymentStore; phases: string[] } {
  const store = createMemoryStore();
  const phases: string[] = [];
  const compareAndSet: PaymentStore["compareAndSet"] = async (key, expected, payment) => {
    const { phase } = payment as Payment;
    onSave(phase);
    phases.push(phase);
    return store.compareAndSet(key, expected, payment);
  };
  return { store: { ...store, compareAndSet }, phases };
}

test("every pause between two polls of a payment is an event before it begins, which a display can count down", async () => {
  const waits: { delayMs: number; attempt: number; at: number }[] = [];
  const onEvent = (event: MassPayoutEvent) => {
    if (event.type !== "waiting") return;
    expect(event).toMatchObject({ operation: "retrieve", reason: "poll" });
    waits.push({ delayMs: event.delayMs, attempt: event.attempt, at: simulator.clock.now() });
  };
  const { simulator, iyzico } = simulated({}, { onEvent });
  await iyzico.pay(plan, { store: createMemoryStore() });
  expect(waits.length).toBeGreaterThan(3);
  for (const [index, { delayMs, attempt, at }] of waits.entries()) {
    expect(delayMs).toBeGreaterThan(0);
    expect(attempt).toBeGreaterThanOrEqual(waits[index - 1]?.attempt ?? 0);
    expect(simulator.history.some((request) => Math.abs(request.at - (at + delayMs)) < 1)).toBe(true);
  }
});

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

  test.each(writes)(
    "is not exceeded by a limiter without slots for %s, and nothing is stored or sent",
    async (operation) => {
      const blocked = await slotOf(operation);
      const timers = holdTimers();
      let slots = 0;
      let hasSlots = false;
      const acquire = () => {
        slots += 1;
        if (hasSlots || slots !== blocked) return Promise.resolve();
        setImmediate(timers.fire);
        return never();
      };
      const { simulator, iyzico } = simulated({}, { rateLimit: { acquire } });
      const { store, phases } = recordingStore();
      const limits = { maxWaitMs: 110_000, pollEveryMs: 60_000 };
      const result = await iyzico.pay(plan, { store, ...limits });
      expect(result).toMatchObject({
        outcome: "in-progress",
        [`${operation}s`]: 0,
        failure: { code: "deadline_exceeded", outcome: "not-sent" },
      });
      expect(result).not.toHaveProperty("inDoubt");
      expect(phases).not.toContain(phaseOf[operation]);
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

  test("leaves polls and writes the time that is left of it, also if each waits seconds for a slot", async () => {
    const { simulator, iyzico } = simulated({}, { rateLimit: { acquire: async () => simulator.advance(2_000) } });
    expect(await iyzico.pay(plan, { store: createMemoryStore() })).toMatchObject({ outcome: "settled", paid: "all" });
    expect([countOf(simulator, "init"), countOf(simulator, "auth")]).toEqual([1, 1]);
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

describe.each(writes)("%s", (operation) => {
  test("waits for its slot before it is stored, and takes no other one", async () => {
    const order: string[] = [];
    const { store } = recordingStore((phase) => order.push(phase));
    const acquire = async () => {
      order.push("slot");
    };
    const { simulator, iyzico } = simulated({}, { rateLimit: { acquire } });
    expect(await iyzico.pay(plan, { store })).toMatchObject({ outcome: "settled" });
    expect(order.filter((step) => step === "slot")).toHaveLength(simulator.history.length);
    const saved = order.indexOf(phaseOf[operation]);
    // The next slot is that of the poll after it, which begins with a save.
    expect([order[saved - 1], order[saved + 1]]).toEqual(["slot", operation === "init" ? "created" : "authorised"]);
  });

  test("that waits long for its slot follows on another poll, and keeps the slot for after it", async () => {
    const slot = await slotOf(operation);
    let slots = 0;
    const acquire = async () => {
      slots += 1;
      if (slots === slot) simulator.advance(60_000);
    };
    const { simulator, iyzico } = simulated({}, { rateLimit: { acquire } });
    expect(await iyzico.pay(plan, { store: createMemoryStore() })).toMatchObject({ outcome: "settled", paid: "all" });
    const at = simulator.history.findIndex((request) => request.operation === operation);
    const [poll, write] = simulator.history.slice(at - 1, at + 1);
    expect(at).toBeGreaterThan(slot - 1);
    expect((write?.at ?? 0) - (poll?.at ?? 0)).toBeLessThanOrEqual(10_000);
    expect(slots).toBe(simulator.history.length);
  });

  test("reports its wait for a slot", async () => {
    const events: MassPayoutEvent[] = [];
    const slot = await slotOf(operation);
    let slots = 0;
    const acquire = async () => {
      slots += 1;
      if (slots === slot) simulator.advance(30_000);
    };
    const onEvent = (event: MassPayoutEvent) => events.push(event);
    const { simulator, iyzico } = simulated({}, { rateLimit: { acquire }, onEvent });
    await iyzico.pay(plan, { store: createMemoryStore() });
    expect(events).toContainEqual(
      expect.objectContaining({ type: "waiting", operation, reason: "rate-limit", delayMs: 30_000, attempt: 0 }),
    );
  });

  test.each(["monotonic", "wall"])("is not sent when 10 s of %s time passed while it was stored", async (time) => {
    let passed = 0;
    const { store, phases } = recordingStore((phase) => {
      // Not the first time only: nothing is sent as long as the store is slow.
      if (phase !== phaseOf[operation] || passed === 20_000) return;
      passed += 10_000;
      if (time === "monotonic") simulator.advance(10_000);
    });
    const { simulator } = simulated();
    const { fetch, clock } = simulator;
    const date = () => (time === "wall" ? passed : 0);
    const iyzico = clientFor("http://127.0.0.1", { fetch, clock: { ...clock, date }, rateLimit: false });
    expect(await iyzico.pay(plan, { store })).toMatchObject({ outcome: "settled", paid: "all", inits: 1, auths: 1 });
    expect(phases.filter((phase) => phase === phaseOf[operation])).toHaveLength(3);
    expect(countOf(simulator, operation)).toBe(1);
  });

  test("is not sent when its signer took 10 s", async () => {
    const own = createSigner(credentials);
    let isSlow = true;
    const signer: typeof own = {
      async sign(request) {
        if (request.path.includes(`/${operation}?`) && isSlow) {
          isSlow = false;
          simulator.advance(10_000);
        }
        return own.sign(request);
      },
    };
    const { simulator, iyzico } = simulated({}, { credentials: undefined, signer } as never);
    const { store, phases } = recordingStore();
    expect(await iyzico.pay(plan, { store })).toMatchObject({ outcome: "settled", paid: "all", inits: 1, auths: 1 });
    expect(phases.filter((phase) => phase === phaseOf[operation])).toHaveLength(2);
    expect(countOf(simulator, operation)).toBe(1);
  });

  test("is not sent when storing it left less than timeoutMs of maxWaitMs", async () => {
    const [timeoutMs, maxWaitMs] = [25_000, 50_000];
    const { store, phases } = recordingStore((phase) => {
      if (phase !== phaseOf[operation]) return;
      expect(begin + maxWaitMs - simulator.clock.now()).toBeGreaterThan(timeoutMs);
      simulator.advance(9_000);
      expect(begin + maxWaitMs - simulator.clock.now()).toBeLessThan(timeoutMs);
    });
    const { simulator, iyzico } = simulated();
    const begin = simulator.clock.now();
    // The second poll comes 5 s after the first, or a quarter later, and auth soon after init.
    let isFirst = true;
    const onProgress = () => {
      if (isFirst) simulator.advance(12_000);
      isFirst = false;
    };
    expect(await iyzico.pay(plan, { store, timeoutMs, maxWaitMs, onProgress })).toMatchObject({
      outcome: "in-progress",
      [`${operation}s`]: 0,
      failure: { code: "deadline_exceeded", outcome: "not-sent" },
    });
    expect(phases).toContain(phaseOf[operation]);
    expect(countOf(simulator, operation)).toBe(0);
  });

  test("is neither stored nor sent when the limiter fails", async () => {
    const slot = await slotOf(operation);
    let slots = 0;
    const acquire = async () => {
      slots += 1;
      if (slots === slot) throw new Error("the limiter is down");
    };
    const { store, phases } = recordingStore();
    const { simulator, iyzico } = simulated({}, { rateLimit: { acquire } });
    const failure = { code: "rate_limiter_failed", outcome: "not-sent" };
    expect(requiring(await iyzico.pay(plan, { store }), "not-sent")).toMatchObject({ [`${operation}s`]: 0, failure });
    expect(phases).not.toContain(phaseOf[operation]);
    expect(countOf(simulator, operation)).toBe(0);
    expect(await iyzico.pay(plan, { store })).toMatchObject({ outcome: "settled", paid: "all" });
  });

  test("is neither stored nor sent when the caller aborts while it waits for a slot", async () => {
    const slot = await slotOf(operation);
    const controller = new AbortController();
    let slots = 0;
    const acquire = () => {
      slots += 1;
      if (slots !== slot) return Promise.resolve();
      setImmediate(() => controller.abort("stop"));
      return never();
    };
    const { store, phases } = recordingStore();
    const { simulator, iyzico } = simulated({}, { rateLimit: { acquire } });
    await expect(iyzico.pay(plan, { store, signal: controller.signal })).rejects.toMatchObject({
      code: "aborted",
      cause: "stop",
      outcome: operation === "init" ? "not-sent" : "unknown",
    });
    expect(phases).not.toContain(phaseOf[operation]);
    expect(countOf(simulator, operation)).toBe(0);
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
