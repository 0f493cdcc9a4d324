import { expect, test } from "vitest";
import { paymentOf, readPlan } from "../../../src/payment.ts";
import { onePhonePlan } from "../../support/plan.ts";

test("the same plan for another address is another payment", async () => {
  const { items } = (await onePhonePlan).request;
  const production = await readPlan({ key: "salaries", items }, { baseUrl: "https://api.iyzipay.com" });
  const sandbox = await readPlan({ key: "salaries", items }, { baseUrl: "https://sandbox-api.iyzipay.com" });
  expect(production.fingerprint).not.toBe(sandbox.fingerprint);
  expect(() => paymentOf(production, paymentOf(sandbox))).toThrow(expect.objectContaining({ code: "plan_mismatch" }));
});
