import { describe, expect, test } from "vitest";
import type { Payment } from "../../../src/pay/machine/payment.ts";
import {
  byRequestId,
  follow,
  initiated,
  notFound,
  planned,
  shows,
  untilAuth,
  untouched,
} from "../../support/payment-steps.ts";

describe("an approval", () => {
  const approved = untilAuth.slice(0, 4);

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
    const { step } = follow(planned, notFound, { ...initiated, rejected: [{ itemExternalId: "b" }] }, untouched);
    expect(step).toMatchObject({
      command: { type: "request-approval", review: { payable: { count: 1 }, rejected: { count: 1 } } },
    });
  });

  test("says whether the balance covers the sum only if everything is in lira", () => {
    const inDollars = { ...planned, items: planned.items.map((item) => ({ ...item, currency: "USD" })) };
    const covered = (state: Payment, balance: string) => {
      const { step } = follow(state, notFound, initiated, shows("INIT", "INIT", "INIT", { balance }));
      return "command" in step && step.command.type === "request-approval" && step.command.review.isCovered;
    };
    expect(covered(planned, "201.00")).toBe(true);
    expect(covered(planned, "200.99")).toBe(false);
    expect(covered(inDollars, "0")).toBeUndefined();
  });
});
