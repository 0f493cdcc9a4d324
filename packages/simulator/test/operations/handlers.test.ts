import { expect, test } from "vitest";
import { createSimulator } from "../../src/index.ts";
import { createMerchant, payoutOf } from "../support/merchant.ts";
import { initMixedPayout } from "../support/mixed-payout.ts";

const systemTime = expect.any(Number);

test("item returns the same fields as the listing", async () => {
  for (const dialect of ["documents", "java"] as const) {
    const { merchant, requestId } = await initMixedPayout({ dialect });
    for (const listed of (await merchant.retrieve({ requestId })).items) {
      const { body } = await merchant.item(String(listed["referenceCode"]));
      expect(body).toEqual({ status: "success", item: listed, locale: "en", systemTime });
    }
  }
});

test("auth, cancel and balance return their documented fields only", async () => {
  const { merchant, requestId } = await initMixedPayout({ balance: "25399393.5" });
  const success = { status: "success", locale: "en", systemTime };
  expect((await merchant.auth(requestId)).body).toEqual(success);
  expect((await merchant.balance()).body).toEqual({ ...success, balance: "25399393.5" });
  const { body } = await merchant.init(payoutOf("other", 1));
  expect((await merchant.cancel(body.requestId)).body).toEqual(success);
});

test("an unknown id is not found, with HTTP 200", async () => {
  const merchant = createMerchant(createSimulator());
  for (const sent of [
    merchant.retrieve({ requestId: "constructor" }),
    merchant.auth("__proto__"),
    merchant.cancel("unknown"),
    merchant.item("unknown"),
  ]) {
    const { httpStatus, body } = await sent;
    expect(httpStatus).toBe(200);
    expect(body).toMatchObject({ status: "failure", errorCode: "11", errorMessage: "Mass payout not found" });
  }
});
