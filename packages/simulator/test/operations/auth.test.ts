import { describe, expect, test } from "vitest";
import type { SimulatorOptions } from "../../src/index.ts";
import { payoutOf } from "../support/merchant.ts";
import { delays, initPayout, simulateOutcomes, statusesOf } from "../support/staged-payout.ts";

describe("a second auth", () => {
  test.each([
    ["rejected", "failure", 1, "900"],
    ["ignored", "success", 1, "900"],
    ["paid-again", "success", 2, "800"],
  ] as const)("is %s if the option repeatedAuth says so", async (repeatedAuth, status, timesPaid, balance) => {
    const { simulator, merchant } = simulateOutcomes(["paid", "failed-refunded"], { repeatedAuth, balance: "1000" });
    const requestId = await initPayout(simulator, merchant, 2);
    await merchant.auth(requestId);
    simulator.advance(60_000);
    expect((await merchant.auth(requestId)).body.status).toBe(status);
    if (timesPaid === 2) expect(() => simulator.assertDone()).toThrow("PUBLISHED_TO_QUEUE: 0 of 2 items");
    simulator.advance(60_000);
    const [payout] = simulator.payouts;
    expect(payout).toMatchObject({ auths: timesPaid, status: "PUBLISHED_TO_QUEUE" });
    expect(payout?.items[0]).toMatchObject({ timesPaid, received: `${timesPaid}00`, status: "SUCCESS", held: "0" });
    expect(payout?.items[1]).toMatchObject({ timesPaid: 0, status: "DEPOSIT_SUCCESS", held: "0" });
    expect(simulator.balance).toBe(balance);
    simulator.assertDone();
  });

  test("under paid-again pays no item when the balance does not cover it", async () => {
    const { simulator, merchant } = simulateOutcomes([{ status: "X", isPaid: true }], {
      repeatedAuth: "paid-again",
      balance: "150",
    });
    const requestId = await initPayout(simulator, merchant, 1);
    await merchant.auth(requestId);
    await merchant.auth(requestId);
    simulator.advance(60_000);
    expect(simulator.payouts[0]?.items[0]).toMatchObject({ timesPaid: 1, received: "100", held: "0" });
    expect(simulator.balance).toBe("50");
    simulator.assertDone();
  });
});

describe("a payout that the balance does not cover", () => {
  const initUncovered = async (options: SimulatorOptions) => {
    const { simulator, merchant } = simulateOutcomes(["paid", "paid"], { balance: "199.99", ...options });
    const requestId = await initPayout(simulator, merchant, 2);
    expect((await merchant.auth(requestId)).body.status).toBe("success");
    simulator.advance(60_000);
    expect(await statusesOf(merchant, requestId)).toEqual(["INSUFFICIENT_BALANCE", "INIT", "INIT"]);
    expect(simulator.balance).toBe("199.99");
    return { simulator, merchant, requestId };
  };

  test("stays INSUFFICIENT_BALANCE by default, and another auth is rejected", async () => {
    const { simulator, merchant, requestId } = await initUncovered({ repeatedAuth: "paid-again" });
    simulator.assertDone();
    simulator.topUp("0.01");
    simulator.advance(60_000);
    expect((await merchant.auth(requestId)).body.status).toBe("failure");
    expect((await merchant.cancel(requestId)).body.status).toBe("failure");
    expect(simulator.payouts[0]).toMatchObject({ status: "INSUFFICIENT_BALANCE", auths: 1 });
  });

  test("can be authorised again under auth-again, once the balance covers it", async () => {
    const { simulator, merchant, requestId } = await initUncovered({ insufficientBalance: "auth-again" });
    expect(() => simulator.assertDone()).toThrow("INSUFFICIENT_BALANCE: 2 of 2 items are not at their end");
    await merchant.auth(requestId);
    simulator.advance(60_000);
    expect((await statusesOf(merchant, requestId))[0]).toBe("INSUFFICIENT_BALANCE");
    simulator.topUp("0.01");
    expect((await merchant.auth(requestId)).body.status).toBe("success");
    // The status is still INSUFFICIENT_BALANCE here; a second auth must not pay twice.
    expect((await statusesOf(merchant, requestId))[0]).toBe("INSUFFICIENT_BALANCE");
    expect((await merchant.auth(requestId)).body.status).toBe("failure");
    simulator.advance(60_000);
    expect(await statusesOf(merchant, requestId)).toEqual(["COMPLETED", "SUCCESS", "SUCCESS"]);
    expect(simulator.balance).toBe("0");
  });

  test.each([
    ["rejected", "failure", 1],
    ["ignored", "success", 1],
    ["paid-again", "success", 2],
  ] as const)(
    "follows repeatedAuth under auth-again for a third auth while it says INSUFFICIENT_BALANCE: %s",
    async (repeatedAuth, status, timesPaid) => {
      const { simulator, merchant, requestId } = await initUncovered({
        insufficientBalance: "auth-again",
        repeatedAuth,
      });
      simulator.topUp("1000");
      await merchant.auth(requestId);
      simulator.advance(delays.authorised / 2 - 1);
      expect((await statusesOf(merchant, requestId))[0]).toBe("INSUFFICIENT_BALANCE");
      expect((await merchant.auth(requestId)).body.status).toBe(status);
      simulator.advance(60_000);
      expect(simulator.payouts[0]?.items.map((item) => item.timesPaid)).toEqual([timesPaid, timesPaid]);
    },
  );

  test("says INSUFFICIENT_BALANCE under goes-on for delays.resumed after the balance covers it", async () => {
    const { simulator, merchant, requestId } = await initUncovered({
      insufficientBalance: "goes-on",
      delays: { ...delays, resumed: 10_000 },
    });
    simulator.topUp("0.005");
    simulator.advance(4_999);
    simulator.topUp("0.005");
    expect((await statusesOf(merchant, requestId))[0]).toBe("INSUFFICIENT_BALANCE");
    simulator.advance(4_999);
    expect((await statusesOf(merchant, requestId))[0]).toBe("INSUFFICIENT_BALANCE");
    expect(simulator.balance).toBe("200");
    simulator.advance(5_001);
    expect((await statusesOf(merchant, requestId))[0]).toBe("PUBLISHED_TO_QUEUE");
    simulator.advance(60_000);
    expect(simulator.payouts[0]).toMatchObject({ status: "COMPLETED", auths: 1 });
    simulator.assertDone();
  });

  test("waits under goes-on for the next top-up when the balance is used before delays.resumed has passed", async () => {
    const { simulator, merchant, requestId } = await initUncovered({
      insufficientBalance: "goes-on",
      delays: { ...delays, resumed: 10_000 },
    });
    simulator.topUp("100");
    simulator.withdraw("100");
    simulator.advance(60_000);
    expect((await statusesOf(merchant, requestId))[0]).toBe("INSUFFICIENT_BALANCE");
    simulator.topUp("0.01");
    simulator.advance(60_000);
    expect(await statusesOf(merchant, requestId)).toEqual(["COMPLETED", "SUCCESS", "SUCCESS"]);
  });

  test.each([
    ["rejected", "failure", 1, 1],
    ["ignored", "success", 1, 1],
    ["paid-again", "success", 2, 2],
  ] as const)(
    "follows repeatedAuth under goes-on for an auth while it says INSUFFICIENT_BALANCE: %s",
    async (repeatedAuth, status, auths, timesPaid) => {
      const { simulator, merchant, requestId } = await initUncovered({
        insufficientBalance: "goes-on",
        repeatedAuth,
        delays: { ...delays, resumed: 10_000 },
      });
      expect((await merchant.auth(requestId)).body.status).toBe(status);
      // The payments of this auth wait too when the balance is used before the payout proceeds.
      simulator.topUp("1");
      simulator.withdraw("1");
      simulator.advance(10_000);
      simulator.topUp("1000");
      simulator.advance(60_000);
      expect(simulator.payouts[0]).toMatchObject({ auths, status: "COMPLETED" });
      expect(simulator.payouts[0]?.items.map((item) => item.timesPaid)).toEqual([timesPaid, timesPaid]);
      expect(simulator.balance).toBe(timesPaid === 1 ? "999.99" : "799.99");
      simulator.assertDone();
    },
  );

  test("proceeds by itself under goes-on, as soon as the balance covers it", async () => {
    const { simulator, merchant, requestId } = await initUncovered({ insufficientBalance: "goes-on" });
    simulator.topUp("0.005");
    expect((await statusesOf(merchant, requestId))[0]).toBe("INSUFFICIENT_BALANCE");
    simulator.topUp("0.005");
    expect(await statusesOf(merchant, requestId)).toEqual(["PUBLISHED_TO_QUEUE", "INIT", "INIT"]);
    simulator.advance(60_000);
    expect(simulator.payouts[0]).toMatchObject({ status: "COMPLETED", auths: 1 });
  });

  test("proceeds under goes-on after the refund of another payout", async () => {
    const { simulator, merchant } = simulateOutcomes(["failed-refunded"], {
      balance: "100",
      insufficientBalance: "goes-on",
    });
    for (const externalId of ["one", "two"]) {
      const { body } = await merchant.init(payoutOf(externalId, 1));
      await merchant.auth(body.requestId);
      simulator.advance(3_000);
    }
    expect(simulator.payouts[1]?.status).toBe("INSUFFICIENT_BALANCE");
    simulator.advance(60_000);
    expect(simulator.payouts.map(({ status }) => status)).toEqual(["FAIL", "FAIL"]);
    expect(simulator.balance).toBe("100");
    simulator.assertDone();
  });

  test("goes from INIT to INSUFFICIENT_BALANCE at once when the delays are 0", async () => {
    const { simulator, merchant } = simulateOutcomes(["paid"], { balance: "1", delays: { authorised: 0, queued: 0 } });
    const requestId = await initPayout(simulator, merchant, 1);
    await merchant.auth(requestId);
    expect((await statusesOf(merchant, requestId))[0]).toBe("INSUFFICIENT_BALANCE");
  });
});

test("a payout whose items were all rejected can't be authorised, and is at its end", async () => {
  const { simulator, merchant } = simulateOutcomes(["rejected"]);
  const requestId = await initPayout(simulator, merchant, 1);
  expect((await merchant.auth(requestId)).body.status).toBe("failure");
  simulator.assertDone();
});
