import { describe, expect, test } from "vitest";
import { createFileStore } from "../../src/file-store.ts";
import { createMemoryStore, type PaymentStore, type PayoutPlan, type Review } from "../../src/index.ts";
import { useStoreFolder } from "../support/folder.ts";
import { dayMs } from "../support/payment-steps.ts";
import { memberItem } from "../support/recipients.ts";
import { canary, countOf, ibanItem, plan, requiring, simulated, timesPaid } from "../support/simulated.ts";

describe("a key that is used again", () => {
  test("says that the payment is not new and when it was settled, and sends nothing", async () => {
    const { simulator, iyzico } = simulated();
    const store = createMemoryStore();
    const first = await iyzico.pay(plan, { store });
    const settledAt = simulator.clock.now();
    expect(first).toMatchObject({ outcome: "settled", isNew: true });
    expect(first.createdAt).toBeLessThan(first.settledAt as number);
    expect(first.settledAt).toBeLessThanOrEqual(settledAt);
    simulator.advance(30 * dayMs);
    const sent = simulator.history.length;
    expect(await iyzico.pay(plan, { store })).toEqual({ ...first, isNew: false });
    expect(simulator.history).toHaveLength(sent);
  });

  test("says so of every result: only the first call that stored the payment is new", async () => {
    const { simulator, iyzico } = simulated();
    const store = createMemoryStore();
    const limits = { store, maxWaitMs: 60_000 };
    simulator.fault({ kind: "reset-before", operation: "init" });
    expect(await iyzico.pay(plan, limits)).toMatchObject({ outcome: "in-progress", isNew: true });
    expect(await iyzico.pay(plan, limits)).toMatchObject({ outcome: "in-progress", isNew: false });
    const denied = { store, approve: () => false };
    expect(await iyzico.pay(plan, denied)).toMatchObject({ outcome: "action-required", isNew: false });
    expect(await iyzico.pay({ ...plan, key: "bonuses" }, denied)).toMatchObject({
      outcome: "action-required",
      isNew: true,
    });
  });
});

describe("recipients that are repeated under other ids", () => {
  const repeated: PayoutPlan = { key: "salaries", items: [ibanItem("100"), ibanItem("20"), ibanItem("100.00")] };

  test("stop the default approval, and the review has their ids and no accounts", async () => {
    const { simulator, iyzico } = simulated();
    const store = createMemoryStore();
    const { review } = requiring(await iyzico.pay(repeated, { store }), "approval-required");
    expect(review?.repeatedRecipients).toEqual([["salaries-1", "salaries-3"]]);
    expect(JSON.stringify(review)).not.toContain(canary);
    expect(JSON.stringify(review)).not.toContain("TR33");
    expect(countOf(simulator, "auth")).toBe(0);
    expect(await iyzico.pay(repeated, { store, approve: review?.digest })).toMatchObject({ outcome: "settled" });
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("are paid if the plan allows it, also a plan that was begun without that", async () => {
    const { simulator, iyzico } = simulated();
    const store = createMemoryStore();
    requiring(await iyzico.pay(repeated, { store }), "approval-required");
    requiring(await iyzico.pay({ ...repeated, allowRepeatedList: true }, { store }), "approval-required");
    const allowed = { ...repeated, allowRepeatedRecipients: true };
    expect(await iyzico.pay(allowed, { store })).toMatchObject({ outcome: "settled", paid: "all", inits: 1 });
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("are not those with another description: a salary and a bonus of the same amount", async () => {
    const { iyzico } = simulated();
    const items = [ibanItem("100"), { ...ibanItem("100"), description: "Bonus" }];
    expect(await iyzico.pay({ key: "k", items }, { store: createMemoryStore() })).toMatchObject({ outcome: "settled" });
  });

  test("are approved by a function that is asked", async () => {
    const { iyzico } = simulated();
    const reviews: Review[] = [];
    const approve = (review: Review) => reviews.push(review) > 0;
    expect(await iyzico.pay(repeated, { store: createMemoryStore(), approve })).toMatchObject({ outcome: "settled" });
    expect(reviews).toMatchObject([{ repeatedRecipients: [["salaries-1", "salaries-3"]] }]);
  });
});

describe("the same list under another key", () => {
  const { path } = useStoreFolder();
  const november: PayoutPlan = { key: "nov", items: [memberItem("100.50"), memberItem("20", "member-1")] };
  const again: PayoutPlan = {
    key: "november",
    items: [memberItem("20.00", "member-1"), { ...memberItem("100.5"), description: "Salary" }] as PayoutPlan["items"],
  };

  test("stops the default approval, and the review names the other key and its date", async () => {
    const { simulator, iyzico } = simulated();
    const store = createFileStore(path());
    const first = await iyzico.pay(november, { store });
    expect(first).toMatchObject({ outcome: "settled" });
    simulator.advance(10 * dayMs);
    const { review } = requiring(await iyzico.pay(again, { store }), "approval-required");
    expect(review?.sameList).toEqual([{ key: "nov", createdAt: first.createdAt }]);
    expect(timesPaid(simulator)).toEqual([1, 1, 0, 0]);
    requiring(await iyzico.pay({ ...again, allowRepeatedRecipients: true }, { store }), "approval-required");
    const allowed = { ...again, allowRepeatedList: true };
    expect(await iyzico.pay(allowed, { store })).toMatchObject({ outcome: "settled", paid: "all", inits: 1 });
  });

  test("is found for 35 days", async () => {
    const { simulator, iyzico } = simulated();
    const store = createFileStore(path());
    await iyzico.pay(november, { store, approve: () => false });
    const begin = simulator.clock.now();
    simulator.advance(35 * dayMs - 60_000);
    requiring(await iyzico.pay(again, { store }), "approval-required");
    simulator.advance(begin + 71 * dayMs - simulator.clock.now());
    expect(await iyzico.pay({ ...again, key: "december" }, { store })).toMatchObject({ outcome: "settled" });
  });

  test("is asked for once, when the payment is new, and its fingerprint is stored without accounts", async () => {
    const { iyzico } = simulated();
    const asked: [key: string, list: string][] = [];
    const memory = createMemoryStore();
    const store: PaymentStore = {
      ...memory,
      async findSameList(key, list) {
        asked.push([key, list]);
        return { fingerprint: "f00d", others: [{ key: "other", createdAt: 1_759_155_442_000, more: canary } as never] };
      },
    };
    const { review } = requiring(await iyzico.pay(plan, { store }), "approval-required");
    expect(review?.sameList).toEqual([{ key: "other", createdAt: 1_759_155_442_000 }]);
    requiring(await iyzico.pay(plan, { store }), "approval-required");
    expect(asked).toEqual([["salaries", expect.stringContaining("TR33")]]);
    const stored = await memory.load("salaries");
    expect(stored).toMatchObject({ payment: { listFingerprint: "f00d", sameList: [{ key: "other" }] } });
    expect(JSON.stringify(stored)).not.toMatch(/TR33|CANARY/);
  });

  test("is not a review's business in a store that cannot compare lists, or where there is no other", async () => {
    const { iyzico } = simulated();
    const store = createMemoryStore();
    expect(await iyzico.pay(november, { store })).toMatchObject({ outcome: "settled" });
    expect(await iyzico.pay(again, { store })).toMatchObject({ outcome: "settled" });
    const comparing = { ...createMemoryStore(), findSameList: async () => ({ fingerprint: "f00d", others: [] }) };
    expect(await iyzico.pay({ ...again, key: "third" }, { store: comparing })).toMatchObject({ outcome: "settled" });
    expect(await comparing.load("third")).not.toHaveProperty("payment.sameList");
  });
});
