import { describe, expect, test } from "vitest";
import type { PayoutPlan, PlannedItem } from "../../../src/pay/machine/payout-plan.ts";
import { canonicalList, readPlan } from "../../../src/pay/machine/plan.ts";
import { memberItem } from "../../support/recipients.ts";

const planOf = (...items: PlannedItem[]): PayoutPlan => ({ key: "salaries", items });
const plan = planOf(memberItem("100.50"), memberItem("99.50", "member-1"));

describe("what a plan allows", () => {
  test("is nothing by default, and no part of the fingerprint: a payment that was begun may be allowed it", async () => {
    const begun = await readPlan(plan);
    expect(begun.allow).toEqual({ repeatedRecipients: false, repeatedList: false });
    const allowed = await readPlan({ ...plan, allowRepeatedRecipients: true, allowRepeatedList: true });
    expect(allowed.allow).toEqual({ repeatedRecipients: true, repeatedList: true });
    expect(allowed.fingerprint).toBe(begun.fingerprint);
    expect(allowed.request).toEqual(begun.request);
    expect((await readPlan({ ...plan, allowRepeatedList: false })).allow.repeatedList).toBe(false);
  });

  test.each(["allowRepeatedRecipients", "allowRepeatedList"])(
    "is a fault unless it is true or false: %s",
    async (field) => {
      for (const value of ["true", 1, null]) {
        await expect(readPlan({ ...plan, [field]: value } as PayoutPlan)).rejects.toMatchObject({
          code: "invalid_request",
          faults: [{ field, reason: "wrong-type", message: expect.stringContaining("true or false") }],
        });
      }
    },
  );
});

test("the fingerprint of a plan stays the same in later versions: payments that were begun go on", async () => {
  const fingerprint = "c6973ddfecf580ab0b46acdedcadee6d2710b7fc1809d356c750e485a4185912";
  expect((await readPlan(plan)).fingerprint).toBe(fingerprint);
  expect((await readPlan(plan, { baseUrl: "" })).fingerprint).toBe(fingerprint);
  expect((await readPlan(plan, { baseUrl: "https://api.iyzipay.com" })).fingerprint).not.toBe(fingerprint);
});

test("a plan with a faulty key or an item that is none has faults for them", async () => {
  await expect(readPlan({ ...plan, key: " " })).rejects.toMatchObject({
    faults: expect.arrayContaining([expect.objectContaining({ field: "key" })]),
  });
  for (const item of [null, undefined, 1]) {
    await expect(readPlan(planOf(item as never))).rejects.toMatchObject({
      code: "invalid_request",
      faults: expect.arrayContaining([expect.objectContaining({ item: 0, reason: "missing" })]),
    });
  }
});

describe("an upper limit", () => {
  const faultsWith = (limits: object, items = plan.items) =>
    readPlan({ ...plan, items }, limits).then(
      () => [],
      (error: { faults: unknown[] }) => error.faults,
    );

  test("of an amount makes each item above it a fault", async () => {
    expect(await faultsWith({ maxAmount: "100.50" })).toEqual([]);
    expect(await faultsWith({ maxAmount: "100.49" })).toMatchObject([
      { item: 0, field: "items[0].amount.value", reason: "above-limit", message: expect.stringMatching(/maxAmount$/) },
    ]);
    expect(await faultsWith({ maxAmount: "1" })).toHaveLength(2);
  });

  test("of the total counts for the exact sum", async () => {
    expect(await faultsWith({ maxTotal: "200" })).toEqual([]);
    expect(await faultsWith({ maxTotal: "199.99" })).toMatchObject([{ field: "items", reason: "above-limit" }]);
    const inDollars = plan.items.map((item) => ({ ...item, amount: { ...item.amount, currency: "USD" as const } }));
    expect(await faultsWith({ maxTotal: "199.99" }, inDollars)).toMatchObject([
      { message: "the sum of the items in USD must not exceed maxTotal" },
    ]);
  });

  test("is compared in a plan without other faults", async () => {
    for (const value of ["0", "1,5"]) {
      const faults = await faultsWith({ maxAmount: "1", maxTotal: "1" }, [memberItem(value), memberItem("100")]);
      expect(faults).toMatchObject([{ item: 0, reason: expect.not.stringMatching("above-limit") }]);
    }
  });

  test.each([1_000, "", "1,000", "-"])("must be an amount: %j", async (limit) => {
    for (const limits of [{ maxAmount: limit }, { maxTotal: limit }]) {
      await expect(readPlan(plan, limits as object)).rejects.toMatchObject({ outcome: "not-sent" });
    }
  });
});

describe("a list of recipients and amounts", () => {
  const listOf = async (...items: PlannedItem[]) => canonicalList((await readPlan(planOf(...items))).request);
  const [first, second] = plan.items as [PlannedItem, PlannedItem];

  test("is the same in any order, under any ids and with any descriptions", async () => {
    const list = await listOf(first, second);
    expect(await listOf(second, first)).toBe(list);
    expect(await listOf({ ...first, itemExternalId: "x", description: "December" }, second)).toBe(list);
    const digits = { ...first, amount: { ...first.amount, value: "100.5" } };
    expect(await listOf(digits as PlannedItem, second)).toBe(list);
  });

  test("is another one with another recipient, type, amount, currency or number of items", async () => {
    const list = await listOf(first, second);
    const others: PlannedItem[] = [
      memberItem("100.50", "member-2"),
      memberItem("100.51"),
      { ...first, recipientType: "IDENTITY_NUMBER", recipientInfo: "10000000146" } as PlannedItem,
    ];
    for (const other of others) expect(await listOf(other, second)).not.toBe(list);
    const dollars = [first, second].map((item) => ({ ...item, amount: { ...item.amount, currency: "USD" as const } }));
    expect(await listOf(...(dollars as PlannedItem[]))).not.toBe(list);
    expect(await listOf(first)).not.toBe(list);
    expect(await listOf(first, second, second)).not.toBe(list);
  });
});
