import { describe, expect, test } from "vitest";
import { digestOf, isSameReview } from "../../../src/pay/machine/digest.ts";
import type { Payment, PaymentItem, Review } from "../../../src/pay/machine/payment.ts";
import type { Step } from "../../../src/pay/machine/step.ts";
import {
  absent,
  byRequestId,
  failed,
  follow,
  initiated,
  planned,
  pollOn,
  shows,
  summaryOf,
  take,
  untilAuth,
  untouched,
} from "../../support/payment-steps.ts";

/** A review with every field. */
const review: Required<Review> = {
  requestId: "r-1",
  payoutStatus: "INIT",
  payable: { count: 2, amounts: { TRY: "201.00" } },
  rejected: { count: 1, amounts: { TRY: "1" }, items: [{ itemExternalId: "c", errorCode: "2030" }] },
  totalAmount: "201.00",
  balance: "1000",
  isCovered: true,
  isLinkedManually: false,
  hasForeignItems: false,
  mayHaveLostWrites: false,
  restoredAt: 1,
  earlierAuths: 0,
  found: { amounts: { TRY: "201.00" }, isConsistent: true },
  repeatedRecipients: [["a", "b"]],
  sameList: [{ key: "november", createdAt: 1 }],
  supersedes: { key: "october", items: ["d"] },
  abandoned: [{ externalId: "salaries", status: "INIT", count: 2, amounts: { TRY: "201.00" }, rejected: ["c"] }],
};

/** The review that a step requests an approval of. */
function reviewIn(step: Step): Review | undefined {
  return "command" in step && step.command.type === "request-approval" ? step.command.review : undefined;
}

describe("a digest", () => {
  test.each<Partial<Review>>([
    { requestId: "r-2" },
    { payoutStatus: "INSUFFICIENT_BALANCE" },
    { payable: { count: 3, amounts: { TRY: "201.00" } } },
    { payable: { count: 2, amounts: { TRY: "201.01" } } },
    { rejected: { ...review.rejected, items: [{ itemExternalId: "d", errorCode: "2030" }] } },
    { totalAmount: "202.00" },
    { isCovered: false },
    { isLinkedManually: true },
    { hasForeignItems: true },
    { mayHaveLostWrites: true },
    // Nor may one from before a store has come back to an older state once more.
    { restoredAt: 2 },
    // An approval of the first auth must not approve a second.
    { earlierAuths: 1 },
    { found: { amounts: { TRY: "190.00" }, isConsistent: true } },
    { found: { amounts: { TRY: "201.00" }, isConsistent: false } },
    { repeatedRecipients: [["a", "b", "c"]] },
    { sameList: [{ key: "october", createdAt: 1 }] },
    { supersedes: { key: "october", items: ["e"] } },
  ])("approves no other review, such as one with %j", async (other) => {
    expect(await digestOf({ ...review, ...other })).not.toBe(await digestOf(review));
    expect(isSameReview(review, { ...review, ...other })).toBe(false);
  });

  test("approves the review with another balance, and with its fields in another order", async () => {
    const reordered = Object.fromEntries(Object.entries(review).reverse()) as unknown as Review;
    for (const other of [{ ...review, balance: "999" }, reordered]) {
      expect(await digestOf(other)).toBe(await digestOf(review));
      expect(isSameReview(review, other)).toBe(true);
    }
  });
});

describe("an approval", () => {
  const approved = untilAuth.slice(0, -1);

  test.each([
    ["the balance no longer covers it", shows("INIT", "INIT", "INIT", { balance: "200.99" })],
    ["an item is rejected", shows("INIT", "INIT", "INVALID")],
    ["iyzico's own sum has changed", shows("INIT", "INIT", "INIT", { totalAmount: "999" })],
  ])("is valid for exactly what was approved: when %s, it is requested again after a pause", (_, shown) => {
    const { summaries, step } = follow(planned, ...approved, shown, shown, "approve", shown);
    expect(summaries.slice(-4)).toEqual([`${byRequestId} 5000`, "request-approval", `${byRequestId} 0`, "auth r-1"]);
    expect(step.state.auths).toBe(1);
  });

  test("is valid for one call: a resumed payment requests it again", () => {
    const { step } = follow(planned, ...approved);
    expect(follow(step.state, untouched).summaries).toEqual([`${byRequestId} 0`, "request-approval"]);
  });

  test("has the items that init rejected, even if a poll shows them as waiting", () => {
    for (const rejection of [{ itemExternalId: "b" }, { itemExternalId: "b", errorCode: "2030" }]) {
      const { step } = follow(planned, ...absent, { ...initiated, rejected: [rejection] }, untouched);
      expect(step).toMatchObject({
        command: { type: "request-approval", review: { payable: { count: 1 }, rejected: { count: 1 } } },
      });
      expect(reviewIn(step)?.rejected.items).toEqual([rejection]);
    }
  });

  test("has what suggests a double payment, and nothing of it where there is no sign", () => {
    const signs = { repeatedRecipients: [["a", "b"]], sameList: [{ key: "november", createdAt: 1 }] };
    const { step } = follow({ ...planned, ...signs }, ...absent, initiated, untouched);
    expect(reviewIn(step)).toMatchObject(signs);
    const without = reviewIn(follow(planned, ...absent, initiated, untouched).step);
    for (const sign of ["repeatedRecipients", "sameList", "hasForeignItems", "found"]) {
      expect(without).not.toHaveProperty(sign);
    }
  });

  test("of one auth does not authorise another: the review has how many were sent before", () => {
    const { step } = pollOn(follow(planned, ...untilAuth, failed("auth-failed", "unknown")).step, untouched);
    expect(step).toMatchObject({ command: { review: { earlierAuths: 1 } } });
    const first = follow(planned, ...approved.slice(0, -1)).step;
    expect(first).toMatchObject({ command: { review: { earlierAuths: 0 } } });
    const review = reviewIn(first) as Review;
    const { state } = take(step.state, { type: "approved", review, digest: "d-1", by: "finance" });
    expect(summaryOf(take(state, untouched))).toMatch(/^poll/);
  });

  test("says whether the balance covers the sum only if everything is in lira", () => {
    const inDollars = { ...planned, items: planned.items.map((item) => ({ ...item, currency: "USD" })) };
    const covered = (state: Payment, balance: string) => {
      const { step } = follow(state, ...absent, initiated, shows("INIT", "INIT", "INIT", { balance }));
      return reviewIn(step)?.isCovered;
    };
    expect(covered(planned, "201.00")).toBe(true);
    expect(covered(planned, "200.99")).toBe(false);
    expect(covered(inDollars, "0")).toBeUndefined();
    const [item, other] = planned.items as [PaymentItem, PaymentItem];
    expect(covered({ ...planned, items: [item, { ...other, currency: "USD" }] }, "1000")).toBeUndefined();
  });
});
