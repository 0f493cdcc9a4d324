import { expect, test } from "vitest";
import { next, paymentOf } from "../../../src/payment.ts";
import { onePhonePlan } from "../../support/plan.ts";

test("an item is recognised by its referenceCode once an answer has shown both of its ids", async () => {
  const items = [{ itemExternalId: "salaries-1", referenceCode: "ref-1", itemStatus: "INIT" }];
  const begun = { ...paymentOf(await onePhonePlan), phase: "authorised" as const, requestId: "r-1" };
  const { state } = next(begun, { type: "polled", payout: { payoutStatus: "IN_PROGRESS", items } });
  const later = [{ referenceCode: "ref-1", itemStatus: "SUCCESS" }];
  expect(next(state, { type: "polled", payout: { payoutStatus: "COMPLETED", items: later } })).toMatchObject({
    done: { paid: "all" },
  });
});
