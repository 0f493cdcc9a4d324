import { describe, expect, test } from "vitest";
import type { Review } from "../../src/pay/machine/payment.ts";
import { digestOf, isApproved } from "../../src/payment.ts";

const review: Review = {
  requestId: "r-1",
  payoutStatus: "INIT",
  payable: { count: 2, amounts: { TRY: "201.00" } },
  rejected: { count: 0, amounts: {}, items: [] },
  balance: "1000",
  isCovered: true,
  isLinkedManually: false,
  earlierAuths: 0,
};
const repeatedRecipients = [["a", "b"]];
const sameList = [{ key: "november", createdAt: 1 }];

describe("the default approval", () => {
  test("approves a review that gives no reason to ask, with a balance that covers it as far as is known", async () => {
    expect(await isApproved(undefined, review)).toBe(true);
    const { isCovered: _, ...unknown } = review;
    expect(await isApproved(undefined, unknown)).toBe(true);
    expect(await isApproved(undefined, { ...review, found: { amounts: {}, isConsistent: true } })).toBe(true);
  });

  test.each<Partial<Review>>([
    { rejected: { count: 1, amounts: {}, items: [{ itemExternalId: "a" }] } },
    { isCovered: false },
    { repeatedRecipients },
    { sameList },
  ])("stops at %j, and a function may approve it", async (more) => {
    expect(await isApproved(undefined, { ...review, ...more })).toBe(false);
    expect(await isApproved(() => true, { ...review, ...more })).toBe(true);
  });

  test.each<[allowed: string, review: Partial<Review>, allow: { repeatedRecipients: boolean; repeatedList: boolean }]>([
    ["repeated recipients", { repeatedRecipients }, { repeatedRecipients: true, repeatedList: false }],
    ["a repeated list", { sameList }, { repeatedRecipients: false, repeatedList: true }],
  ])("approves %s if the plan allows exactly that", async (_, more, allow) => {
    const other = { repeatedRecipients: allow.repeatedList, repeatedList: allow.repeatedRecipients };
    expect(await isApproved(undefined, { ...review, ...more }, allow)).toBe(true);
    expect(await isApproved(undefined, { ...review, ...more }, other)).toBe(false);
    expect(await isApproved(undefined, { ...review, repeatedRecipients, sameList }, allow)).toBe(false);
    const both = { repeatedRecipients: true, repeatedList: true };
    expect(await isApproved(undefined, { ...review, repeatedRecipients, sameList }, both)).toBe(true);
    expect(await isApproved(undefined, { ...review, isCovered: false }, both)).toBe(false);
  });
});

test.each<Partial<Review>>([
  { earlierAuths: 1 },
  { payoutStatus: "INSUFFICIENT_BALANCE" },
  { isLinkedManually: true },
  { hasForeignItems: true },
  { found: { amounts: { TRY: "190.00" }, isConsistent: false } },
])("only its digest approves a review with %j: neither the default nor a function", async (more) => {
  const risky = { ...review, ...more };
  expect(await isApproved(undefined, risky, { repeatedRecipients: true, repeatedList: true })).toBe(false);
  expect(await isApproved(() => true, risky)).toBe(false);
  expect(await isApproved(await digestOf(review), risky)).toBe(false);
  expect(await isApproved(await digestOf(risky), risky)).toBe(true);
});
