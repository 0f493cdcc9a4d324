import { createMemoryStore, type PaymentStore } from "@iyzico-mass-payout/client";
import { describe, expect, test } from "vitest";
import { type EarlierPayment, watchOpening } from "../../src/commands/earlier-payment.ts";

/** What the watcher is told when the key "salaries" is loaded twice. */
async function openings(store: PaymentStore): Promise<[string, EarlierPayment | undefined][]> {
  const told: [string, EarlierPayment | undefined][] = [];
  const watched = watchOpening(store, (...opening) => void told.push(opening));
  expect(await watched.load("salaries")).toEqual(await store.load("salaries"));
  await watched.load("salaries");
  return told;
}

async function storeWith(payment: unknown): Promise<PaymentStore> {
  const store = createMemoryStore();
  await store.compareAndSet("salaries", undefined, payment);
  return store;
}

describe("the first load of a store is reported", () => {
  test("as new if the store has nothing under the key", async () => {
    expect(await openings(createMemoryStore())).toEqual([["salaries", undefined]]);
  });

  test("with the payment's times", async () => {
    const store = await storeWith({ phase: "settled", createdAt: 1, settledAt: 2 });
    expect(await openings(store)).toEqual([["salaries", { createdAt: 1, settledAt: 2 }]]);
  });

  test("without the time when it was settled if the payment is open", async () => {
    const open = { createdAt: 1, settledAt: undefined };
    expect(await openings(await storeWith({ phase: "planned", createdAt: 1 }))).toEqual([["salaries", open]]);
  });

  test("unless what is stored is not a payment: it is neither new nor an earlier one", async () => {
    for (const payment of [null, "settled", { phase: 1, createdAt: "1", settledAt: null }]) {
      expect(await openings(await storeWith(payment))).toEqual([]);
    }
  });
});

test("every other method of the store stays as it is", () => {
  const store: PaymentStore = {
    ...createMemoryStore(),
    lock: async () => async () => undefined,
    findSameList: async () => ({ fingerprint: "", others: [] }),
  };
  const { load: _, ...others } = store;
  expect(watchOpening(store, () => undefined)).toMatchObject(others);
});
