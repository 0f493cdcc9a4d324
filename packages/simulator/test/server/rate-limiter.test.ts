import { describe, expect, test } from "vitest";
import { createSimulator } from "../../src/index.ts";
import { createMerchant, payoutOf } from "../support/merchant.ts";

describe("the rate limit", () => {
  test("answers 50000 as a number to more requests in any minute, and executes none of them", async () => {
    const simulator = createSimulator({ perMinute: 3 });
    const merchant = createMerchant(simulator);
    const sendBalance = async () => (await merchant.balance()).body.status;
    await sendBalance();
    simulator.advance(30_000);
    expect([await sendBalance(), await sendBalance()]).toEqual(["success", "success"]);
    const { httpStatus, body } = await merchant.init(payoutOf("p", 1));
    expect(httpStatus).toBe(200);
    expect(body).toMatchObject({ status: "failure", errorCode: 50000, errorMessage: "Request Limit Exceeded" });
    expect(simulator.payouts).toEqual([]);
    simulator.advance(29_999);
    expect(await sendBalance()).toBe("failure");
    simulator.advance(1);
    expect([await sendBalance(), await sendBalance()]).toEqual(["success", "failure"]);
    simulator.advance(30_000);
    expect([await sendBalance(), await sendBalance(), await sendBalance()]).toEqual(["success", "success", "failure"]);
  });

  test("does not count requests without a valid signature", async () => {
    const simulator = createSimulator({ perMinute: 1 });
    await createMerchant(simulator, { keys: { apiKey: "sandbox-other", secretKey: "s" } }).balance();
    expect((await createMerchant(simulator).balance()).body.status).toBe("success");
  });

  test("is off by default", async () => {
    const merchant = createMerchant(createSimulator());
    for (let count = 0; count < 200; count += 1) expect((await merchant.balance()).body.status).toBe("success");
  });
});
