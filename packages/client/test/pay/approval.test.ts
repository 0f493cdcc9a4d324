import { describe, expect, test } from "vitest";
import type { Review } from "../../src/pay/machine/payment.ts";
import { type Approval, decideApproval, digestOf } from "../../src/payment.ts";

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
async function isApproved(
  approval: Approval | undefined,
  asked: Review,
  allow?: { repeatedRecipients: boolean; repeatedList: boolean },
): Promise<boolean> {
  return (await decideApproval(approval, asked, { allow })).type === "approved";
}

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
  {
    rejected: { count: 1, amounts: {}, items: [{ itemExternalId: "a" }] },
    abandoned: [{ externalId: "salaries", status: "INIT", count: 2, amounts: {}, rejected: [] }],
  },
])("only its digest approves a review with %j: neither the default nor a function", async (more) => {
  const risky = { ...review, ...more };
  expect(await isApproved(undefined, risky, { repeatedRecipients: true, repeatedList: true })).toBe(false);
  expect(await isApproved(() => true, risky)).toBe(false);
  expect(await isApproved(await digestOf(review), risky)).toBe(false);
  expect(await isApproved(await digestOf(risky), risky)).toBe(true);
});

describe("an approval", () => {
  const at = 1_759_155_442_830;
  const decide = (approval: unknown) => decideApproval(approval as Approval, review, { date: () => at });

  test("has the name and the note of its approver, the digest and the time", async () => {
    const digest = await digestOf(review);
    const approved = { type: "approved", review, digest, at };
    expect(await decide(() => ({ approved: true, by: "Ayşe", note: "checked" }))).toEqual({
      ...approved,
      by: "Ayşe",
      note: "checked",
    });
    expect(await decide(() => ({ approved: true, by: "Ayşe" }))).toEqual({ ...approved, by: "Ayşe" });
    expect(await decide({ digest, by: "Ayşe", note: "checked" })).toMatchObject({ by: "Ayşe", note: "checked" });
  });

  test("without a name says how it was given", async () => {
    const digest = await digestOf(review);
    expect(await decide(undefined)).toMatchObject({ by: "default" });
    expect(await decide(async () => true)).toMatchObject({ by: "function" });
    expect(await decide(digest)).toMatchObject({ by: "digest" });
    expect(await decide({ digest })).toMatchObject({ by: "digest" });
    expect(await decide({ digest })).not.toHaveProperty("note");
  });

  test.each<unknown>([
    false,
    undefined,
    null,
    1,
    "true",
    [],
    {},
    { approved: true },
    { approved: true, by: "" },
    { approved: true, by: 1 },
    { approved: true, by: "Ayşe", note: 1 },
    { approved: "true", by: "Ayşe" },
    { by: "Ayşe" },
  ])("is given by no other answer of a function: %j", async (answer) => {
    expect(await decide(() => answer)).toEqual({ type: "denied", review, at });
  });

  test("by another digest approves nothing", async () => {
    expect(await decide("0".repeat(64))).toMatchObject({ type: "denied" });
    expect(await decide({ digest: "0".repeat(64), by: "Ayşe" })).toMatchObject({ type: "denied" });
  });
});
