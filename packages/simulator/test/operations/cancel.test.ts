import { describe, expect, test } from "vitest";
import { initPayout, simulateOutcomes, statusesOf } from "../support/staged-payout.ts";

describe("cancel", () => {
  test("cancels a payout that was not authorised, and all of its items except the rejected ones", async () => {
    const { simulator, merchant } = simulateOutcomes(["paid", "rejected"]);
    const requestId = await initPayout(simulator, merchant, 2);
    expect((await merchant.cancel(requestId)).body.status).toBe("success");
    expect(await statusesOf(merchant, requestId)).toEqual(["CANCELED", "MASS_PAYOUT_CANCELED", "INVALID"]);
    expect(simulator.payouts[0]).toMatchObject({ canceledAt: simulator.clock.now(), auths: 0 });
    simulator.assertDone();
  });

  test("is rejected once the payout is authorised, although its status is still INIT", async () => {
    const { simulator, merchant } = simulateOutcomes(["paid"]);
    const requestId = await initPayout(simulator, merchant, 1);
    await merchant.auth(requestId);
    expect((await statusesOf(merchant, requestId))[0]).toBe("INIT");
    expect((await merchant.cancel(requestId)).body).toMatchObject({ status: "failure", errorCode: "11" });
    simulator.advance(60_000);
    expect((await merchant.cancel(requestId)).body.status).toBe("failure");
    expect(await statusesOf(merchant, requestId)).toEqual(["COMPLETED", "SUCCESS"]);
  });

  test.each([
    ["cancelled", "success", ["CANCELED", "MASS_PAYOUT_CANCELED"], 0],
    ["ignored", "success", ["COMPLETED", "SUCCESS"], 1],
  ] as const)("after auth is %s if the options say so", async (cancelAfterAuth, status, statuses, timesPaid) => {
    const { simulator, merchant } = simulateOutcomes(["paid"], { cancelAfterAuth });
    const requestId = await initPayout(simulator, merchant, 1);
    await merchant.auth(requestId);
    expect((await merchant.cancel(requestId)).body.status).toBe(status);
    simulator.advance(60_000);
    expect(await statusesOf(merchant, requestId)).toEqual(statuses);
    expect(simulator.payouts[0]?.items[0]?.timesPaid).toBe(timesPaid);
    // Once the money has left the balance, or the payout is cancelled, it is too late.
    const isIgnored = cancelAfterAuth === "ignored";
    expect((await merchant.cancel(requestId)).body.status).toBe(isIgnored ? "success" : "failure");
  });

  test("is final: a cancelled payout can't be authorised or cancelled again", async () => {
    const { simulator, merchant } = simulateOutcomes(["paid"], { repeatedAuth: "paid-again" });
    const requestId = await initPayout(simulator, merchant, 1);
    await merchant.cancel(requestId);
    expect((await merchant.cancel(requestId)).body.status).toBe("failure");
    expect((await merchant.auth(requestId)).body.status).toBe("failure");
    simulator.advance(60_000);
    expect(simulator.payouts[0]?.items[0]).toMatchObject({ status: "MASS_PAYOUT_CANCELED", timesPaid: 0 });
  });
});
