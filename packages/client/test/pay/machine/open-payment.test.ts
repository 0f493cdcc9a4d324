import { describe, expect, test } from "vitest";
import { type PayoutPlan, type PlannedItem, paymentOf, readPlan } from "../../../src/payment.ts";
import { onePhonePlan } from "../../support/plan.ts";
import { iban } from "../../support/recipients.ts";

test("a new payment has the time of its creation, and the stored one keeps its own", async () => {
  const plan = await onePhonePlan;
  const created = paymentOf(plan, undefined, 1_000);
  expect(created).toMatchObject({ createdAt: 1_000, phase: "planned", isConfirmed: false });
  expect(paymentOf(plan, created, 2_000)).toBe(created);
});

test("what a store has under the key is never taken for a payment that was not begun", async () => {
  const plan = await onePhonePlan;
  for (const stored of [null, false, "", 0, {}, []]) {
    expect(() => paymentOf(plan, stored, 1_000)).toThrow(expect.objectContaining({ code: "payment_unreadable" }));
  }
});

test("the same plan for another address is another payment", async () => {
  const { items } = (await onePhonePlan).request;
  const production = await readPlan({ key: "salaries", items }, { baseUrl: "https://api.iyzipay.com" });
  const sandbox = await readPlan({ key: "salaries", items }, { baseUrl: "https://sandbox-api.iyzipay.com" });
  expect(production.fingerprint).not.toBe(sandbox.fingerprint);
  expect(() => paymentOf(production, paymentOf(sandbox, undefined, 0), 0)).toThrow(
    expect.objectContaining({
      code: "plan_mismatch",
      outcome: "not-sent",
      message: "pay: this payment was begun with another plan, or at another address.",
      hint: expect.stringMatching(/^Give the plan that it was begun with.*This call sent nothing\.$/),
    }),
  );
});

describe("repeated recipients", () => {
  const item = (more: object = {}): PlannedItem => ({
    recipientType: "IBAN",
    recipientInfo: iban,
    recipientName: "Ayşe Yılmaz",
    amount: { value: "100", currency: "TRY" },
    description: "November",
    ...more,
  });
  const groupsIn = async (...items: PlannedItem[]) =>
    paymentOf(await readPlan({ key: "k", items } as PayoutPlan), undefined, 0).repeatedRecipients;

  test("are the items that differ in nothing but their id, in groups of ids", async () => {
    expect(await groupsIn(item(), item({ description: "Bonus" }))).toBeUndefined();
    expect(
      await groupsIn(item(), item({ description: "Bonus" }), item(), item({ description: "Bonus" }), item()),
    ).toEqual([
      ["k-1", "k-3", "k-5"],
      ["k-2", "k-4"],
    ]);
    expect(await groupsIn(item({ itemExternalId: "ayse" }), item({ itemExternalId: "yilmaz" }))).toEqual([
      ["ayse", "yilmaz"],
    ]);
  });

  test.each<[string, object]>([
    ["the same amount in other digits", { amount: { value: "100.00", currency: "TRY" } }],
    ["a name in other capitals", { recipientName: "ayşe YıLMAZ" }],
    ["blanks around the name", { recipientName: " Ayşe Yılmaz " }],
    ["a name whose letters are composed in another way", { recipientName: "Ayşe Yılmaz".normalize("NFD") }],
    ["blanks around the description", { description: " November " }],
  ])("have %s", async (_, more) => {
    expect(await groupsIn(item(), item(more))).toEqual([["k-1", "k-2"]]);
  });

  test.each<[string, object]>([
    ["another amount", { amount: { value: "100.01", currency: "TRY" } }],
    ["another account", { recipientInfo: "TR320010009999901234567890" }],
    ["another name", { recipientName: "Fatma Yılmaz" }],
    ["a name that differs in a dot", { recipientName: "Ayşe Yilmaz" }],
    ["another description", { description: "December" }],
  ])("are not the items with %s", async (_, more) => {
    expect(await groupsIn(item(), item(more))).toBeUndefined();
  });

  test("do not depend on a name where the recipient has none", async () => {
    const member = { recipientType: "MEMBER_ID", recipientInfo: "1", recipientName: undefined };
    expect(await groupsIn(item(member), item(member))).toEqual([["k-1", "k-2"]]);
  });
});
