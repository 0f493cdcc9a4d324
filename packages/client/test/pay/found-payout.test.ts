import type { SimulatorOptions } from "@iyzico-mass-payout/simulator";
import { describe, expect, test } from "vitest";
import { createMemoryStore, type PaymentStore, type PayoutPlan } from "../../src/index.ts";
import { clientFor } from "../support/client.ts";
import { canary, countOf, ibanItem, plan, requiring, simulated, timesPaid } from "../support/simulated.ts";

describe("a payment that is new to its store", () => {
  test.each<NonNullable<SimulatorOptions["notFound"]>>([
    "rejected",
    "unknown-code",
    "http-404",
    "success-without-payout",
  ])("inits after two polls, some seconds apart, that found no payout: %s", async (notFound) => {
    const { simulator, iyzico } = simulated({ notFound });
    expect(await iyzico.pay(plan, { store: createMemoryStore() })).toMatchObject({ outcome: "settled", paid: "all" });
    const operations = simulator.history.map(({ operation }) => operation);
    // The first poll asks for the plan's id and for those of restarts, the second one for the plan's.
    expect(operations.slice(0, 6)).toEqual([...Array.from({ length: 5 }, () => "retrieve"), "init"]);
    const [first, , , , second] = simulator.history;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(3_000);
  });

  test.each<[string, string]>([
    ["a documented rejection", "11"],
    ["a code that is not documented", "99999"],
  ])("is not begun because of one answer that found no payout by mistake: %s", async (_, errorCode) => {
    const { simulator, iyzico } = simulated({ repeatedInit: "new-payout" });
    await iyzico.pay(plan, { store: createMemoryStore() });
    simulator.fault({ kind: "rejection", operation: "retrieve", errorCode });
    requiring(await iyzico.pay(plan, { store: createMemoryStore() }), "external-id-taken");
    expect(countOf(simulator, "init")).toBe(1);
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("waits at least 3 seconds between the two polls, however often it polls", async () => {
    const { simulator, iyzico } = simulated();
    await iyzico.pay(plan, { store: createMemoryStore(), pollEveryMs: 1 });
    const [first, , , , second] = simulator.history;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(3_000);
  });
});

describe("a payout that was only found", () => {
  const ordered: PayoutPlan = { key: "salaries", items: [ibanItem("100"), ibanItem("20")] };
  const corrected: PayoutPlan = { key: "salaries", items: [ibanItem("10"), ibanItem("20")] };

  /** A payout that another store inited, and a payment whose own init was rejected because of it. */
  async function findPayout(options: SimulatorOptions, paid: PayoutPlan) {
    const simulation = simulated({ dialect: "java", ...options });
    const { simulator, iyzico } = simulation;
    // The first plan is inited, and is not found for some minutes.
    simulator.fault({ kind: "late", operation: "init", ms: 90_000 });
    await iyzico.pay(ordered, { store: createMemoryStore(), maxWaitMs: 40_000 });
    const store = createMemoryStore();
    requiring(await iyzico.pay(paid, { store }), "init-rejected");
    simulator.advance(90_000);
    return { ...simulation, store };
  }

  test.each<NonNullable<SimulatorOptions["totalAmount"]>>([
    "amount",
    "amount-and-commission",
    "amount-minus-commission",
  ])("is approved by default if one reading fits all of its amounts: %s", async (totalAmount) => {
    const { simulator, iyzico, store } = await findPayout({ totalAmount, commissionOf: () => "1.25" }, ordered);
    const result = await iyzico.pay(ordered, { store });
    expect(result).toMatchObject({ outcome: "settled", totals: { TRY: { paid: "120", commission: "2.50" } } });
    for (const entry of result.ledger.filter(({ of }) => of === "amount")) expect(entry.source).toBe("ordered");
    expect(timesPaid(simulator)).toEqual([1, 1]);
  });

  test("is a mismatch if the plan's amounts are others, and nothing is sent", async () => {
    const { simulator, iyzico, store } = await findPayout({}, corrected);
    for (const approve of [undefined, () => true]) {
      const { review } = requiring(await iyzico.pay(corrected, { store, approve }), "payout-mismatch");
      expect(review).toMatchObject({
        payable: { amounts: { TRY: "30" } },
        found: { amounts: { TRY: "120" }, isConsistent: false },
      });
    }
    expect(countOf(simulator, "auth")).toBe(0);
  });

  test("is paid by the digest of its review, and the ledger then has iyzico's amounts, marked", async () => {
    const { simulator, iyzico, store } = await findPayout({ commissionOf: () => "1" }, corrected);
    const { review } = requiring(await iyzico.pay(corrected, { store }), "payout-mismatch");
    const result = await iyzico.pay(corrected, { store, approve: review?.digest });
    expect(result).toMatchObject({
      outcome: "settled",
      paid: "all",
      totals: { TRY: { paid: "120", commission: "2" } },
    });
    expect(result.ledger.filter(({ kind }) => kind === "paid")).toMatchObject([
      { amount: "100", source: "iyzico" },
      { amount: "20", source: "iyzico" },
    ]);
    // As in the vendor's books.
    expect(simulator.payouts[0]?.items.map(({ received }) => received)).toEqual(["100", "20"]);
  });

  test("and paid by an earlier store is a mismatch for the corrected plan, which shows what was paid", async () => {
    const { simulator, iyzico } = simulated();
    const { requestId } = await iyzico.pay(ordered, { store: createMemoryStore() });
    const store = createMemoryStore();
    requiring(await iyzico.pay(corrected, { store }), "external-id-taken");
    for (const options of [{ requestId }, {}]) {
      const result = requiring(await iyzico.pay(corrected, { store, ...options }), "payout-mismatch");
      expect(result.totals).toEqual({ TRY: { paid: "120" } });
      expect(result.ledger.map(({ source }) => source)).toEqual(["iyzico", "iyzico"]);
    }
    expect(countOf(simulator, "auth")).toBe(1);
  });
});

describe("an authorised payout that iyzico does not show", () => {
  test("is never to be paid under another key: the message and inDoubt say so", async () => {
    const { simulator } = simulated({ repeatedAuth: "paid-again" });
    let isHidden = false;
    const iyzico = clientFor("http://127.0.0.1", {
      rateLimit: false,
      clock: simulator.clock,
      fetch: async (request) => {
        const url = new URL(request.url);
        if (url.pathname.endsWith("/auth")) isHidden = true;
        if (!isHidden || !url.pathname.endsWith("/retrieve")) return simulator.fetch(request);
        return Response.json({ status: "failure", errorCode: "11", errorMessage: canary, systemTime: 1 });
      },
    });
    const store = createMemoryStore();
    const result = requiring(await iyzico.pay(plan, { store }), "payout-not-found");
    expect(result).toMatchObject({ inDoubt: "auth", auths: 1 });
    expect(result.message).toContain("Pay them in no other way and under no other key.");
    expect(result.message).not.toMatch(/cancel|another key/);
    isHidden = false;
    expect(await iyzico.pay(plan, { store })).toMatchObject({ outcome: "settled", paid: "all" });
  });
});

test("a payout of another merchant is a mismatch", async () => {
  const { simulator } = simulated({ merchantId: 7, delays: { processing: 3_600_000 } });
  let merchantId = 7;
  const iyzico = clientFor("http://127.0.0.1", {
    rateLimit: false,
    clock: simulator.clock,
    fetch: async (request) => {
      const text = await (await simulator.fetch(request)).text();
      return new Response(text.replace('"merchantId":7', `"merchantId":${merchantId}`));
    },
  });
  const store: PaymentStore = createMemoryStore();
  expect(await iyzico.pay(plan, { store, maxWaitMs: 120_000 })).toMatchObject({ outcome: "in-progress" });
  expect(await store.load("salaries")).toMatchObject({ payment: { merchantId: 7 } });
  merchantId = 8;
  requiring(await iyzico.pay(plan, { store }), "payout-mismatch");
});

describe("an init that was rejected", () => {
  test("does not hide an earlier one in doubt: it stays inDoubt, and the message says what to ask", async () => {
    const { simulator, iyzico } = simulated();
    const store = createMemoryStore();
    simulator.fault({ kind: "reset-before", operation: "init" });
    simulator.fault({ kind: "rejection", operation: "init", errorCode: "11" });
    const result = requiring(await iyzico.pay(plan, { store }), "init-rejected");
    expect(result).toMatchObject({ inDoubt: "init", inits: 2, failure: { outcome: "rejected" } });
    expect(result.message).toMatch(/init may have taken effect.*run pay again with its requestId/);
    expect(await iyzico.pay(plan, { store })).toMatchObject({ outcome: "settled", paid: "all" });
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("is not in doubt if it was the only one", async () => {
    const { simulator, iyzico } = simulated();
    simulator.fault({ kind: "rejection", operation: "init", errorCode: "11" });
    const result = requiring(await iyzico.pay(plan, { store: createMemoryStore() }), "init-rejected");
    expect(result).not.toHaveProperty("inDoubt");
  });
});
