import { expect, test } from "vitest";
import { type Payment, paymentOf } from "../../../src/payment.ts";
import { beginning, planned, shows, showsItems, take } from "../../support/payment-steps.ts";
import { onePhonePlan } from "../../support/plan.ts";

const underway = (payment: Payment): Payment => ({
  ...payment,
  phase: "authorised",
  requestId: "r-1",
  isConfirmed: true,
});

test("an item is recognised by its referenceCode once an answer has shown both of its ids", async () => {
  const items = [{ itemExternalId: "salaries-1", referenceCode: "ref-1", itemStatus: "INIT" }];
  const begun = underway(paymentOf(await onePhonePlan, undefined, beginning));
  const { state } = take(begun, showsItems("IN_PROGRESS", items));
  const later = [{ referenceCode: "ref-1", itemStatus: "SUCCESS" }];
  expect(take(state, showsItems("COMPLETED", later))).toMatchObject({ done: { paid: "all" } });
});

test("a status is dated by the first poll that showed it, and lasts as long as polls show it", () => {
  let { state } = take(underway(planned), shows("IN_PROGRESS", "QUEUED", "QUEUED"), beginning);
  state = take(state, shows("IN_PROGRESS", "QUEUED", "PROCESSING"), beginning + 5_000).state;
  expect(state.items).toMatchObject([
    { itemStatus: "QUEUED", statusAt: beginning, statusMs: 5_000 },
    { itemStatus: "PROCESSING", statusAt: beginning + 5_000, statusMs: 0 },
  ]);
});

test("the merchant that iyzico shows first is remembered, and the payout of another one is a mismatch", () => {
  const { state } = take(underway(planned), shows("IN_PROGRESS", "QUEUED", "QUEUED", { merchantId: 7 }));
  expect(state.merchantId).toBe(7);
  const withoutMerchant = take(state, shows("COMPLETED", "SUCCESS", "SUCCESS"));
  expect(withoutMerchant).toMatchObject({ done: { paid: "all" }, state: { merchantId: 7 } });
  const other = take(state, shows("COMPLETED", "SUCCESS", "SUCCESS", { merchantId: 8 }));
  expect(other).toMatchObject({ actionRequired: { reason: "payout-mismatch" }, state: { merchantId: 7 } });
});
