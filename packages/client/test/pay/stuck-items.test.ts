import { expect, test } from "vitest";
import { createMemoryStore, type PayoutPlan } from "../../src/index.ts";
import { dayMs } from "../support/payment-steps.ts";
import { memberItem } from "../support/recipients.ts";
import { ibanItem, plan, requiring, simulated, statesOf, timesPaid } from "../support/simulated.ts";

test("an item whose refund never comes is reported after 3 days, again after 3 more, and never hides the others", async () => {
  const outcomes = ["paid", "stuck-failed", "failed-unrefunded"] as const;
  const { simulator, iyzico } = simulated({
    outcomeOf: ({ itemExternalId }) => outcomes[Number(itemExternalId.at(-1)) - 1] ?? "paid",
  });
  const store = createMemoryStore();
  const open = await iyzico.pay(plan, { store });
  expect(open).toMatchObject({ outcome: "in-progress", itemsRequiringAction: ["salaries-3"] });
  expect(statesOf(open)).toEqual(["paid", "not-paid", "action-required"]);
  // An hour of polls is longer than the grace period: what is final can be booked now.
  expect(open.ledger.map(({ kind, amount, isFinal }) => [kind, amount, isFinal])).toEqual([
    ["paid", "100.50", true],
    ["receivable", "20", true],
  ]);

  simulator.advance(3 * dayMs);
  const reported = requiring(await iyzico.pay(plan, { store }), "refund-missing");
  expect(reported).toMatchObject({ itemsRequiringAction: ["salaries-3"], isNew: false });
  expect(reported.message).toContain("pay them in no other way until their status is final");
  simulator.advance(2 * dayMs);
  expect(await iyzico.pay(plan, { store })).toMatchObject({ outcome: "in-progress" });
  simulator.advance(dayMs);
  requiring(await iyzico.pay(plan, { store }), "refund-missing");

  // It ends when iyzico corrects the items.
  const [, failed, unrefunded] = simulator.payouts[0]?.items ?? [];
  for (const item of [failed, unrefunded]) simulator.setItemStatus(item?.referenceCode ?? "", "DEPOSIT_SUCCESS");
  const result = await iyzico.pay(plan, { store });
  expect(result).toMatchObject({ outcome: "settled", paid: "some", itemsRequiringAction: [] });
  expect(result.totals).toEqual({ TRY: { paid: "100.50", receivable: "0", refund: "20.10" } });
  expect(result.ledger.every(({ isFinal }) => isFinal)).toBe(true);
});

test("an item that stays at the bank is reported by the type of its recipient, or after the caller's time", async () => {
  const items = (recipient: "IBAN" | "MEMBER_ID"): PayoutPlan => ({
    key: "salaries",
    items: [recipient === "IBAN" ? ibanItem("1") : memberItem("1")],
  });
  const after = async (recipient: "IBAN" | "MEMBER_ID", days: number, stuckAfterMs?: number) => {
    const { simulator, iyzico } = simulated({ outcomeOf: () => "stuck-processing" });
    const store = createMemoryStore();
    await iyzico.pay(items(recipient), { store });
    simulator.advance(days * dayMs);
    const result = await iyzico.pay(items(recipient), { store, stuckAfterMs, maxWaitMs: 60_000 });
    expect(timesPaid(simulator)).toEqual([0]);
    return result;
  };
  requiring(await after("IBAN", 3), "items-stuck");
  expect(await after("MEMBER_ID", 34)).toMatchObject({ outcome: "in-progress" });
  requiring(await after("MEMBER_ID", 35), "items-stuck");
  // Longer than a timer can wait.
  expect(await after("IBAN", 40, 60 * dayMs)).toMatchObject({ outcome: "in-progress" });
  requiring(await after("IBAN", 1, dayMs), "items-stuck");
});

test("a final status that iyzico takes back is a mismatch, and the ledger follows the vendor's books", async () => {
  const { simulator, iyzico } = simulated({
    balance: "1000",
    outcomeOf: ({ itemExternalId }) => (itemExternalId === "salaries-2" ? "stuck-processing" : "paid"),
  });
  const store = createMemoryStore();
  expect(await iyzico.pay(plan, { store })).toMatchObject({
    outcome: "in-progress",
    totals: { TRY: { paid: "120.50" } },
  });
  simulator.setItemStatus(simulator.payouts[0]?.items[0]?.referenceCode ?? "", "DEPOSIT_SUCCESS");
  const begin = simulator.clock.now();
  const result = requiring(await iyzico.pay(plan, { store }), "payout-mismatch");
  expect(simulator.clock.now() - begin).toBeGreaterThanOrEqual(600_000);
  expect(result.totals).toEqual({ TRY: { paid: "20.00", refund: "100.50" } });
  expect(result.ledger.map(({ kind, amount, isFinal }) => `${kind} ${amount} ${isFinal}`)).toEqual([
    "paid 100.50 true",
    "paid -100.50 true",
    "refund 100.50 true",
    "paid 20 true",
  ]);
  // 20 was paid, and 0.10 is at the bank.
  expect(simulator.balance).toBe("979.9");
});

test("one answer that shows an older state makes nothing final and changes nothing that is", async () => {
  const { simulator, iyzico } = simulated({
    outcomeOf: ({ itemExternalId }) => (itemExternalId === "salaries-2" ? "stuck-processing" : "paid"),
  });
  const store = createMemoryStore();
  const open = await iyzico.pay(plan, { store });
  simulator.fault({ kind: "stale", operation: "retrieve", ms: 3_590_000, times: 2 });
  const again = await iyzico.pay(plan, { store });
  expect(again).toMatchObject({ outcome: "in-progress" });
  expect(again.ledger).toEqual(open.ledger);
});
