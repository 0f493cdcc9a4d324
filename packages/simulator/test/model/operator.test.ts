import { describe, expect, test } from "vitest";
import { createSimulator, type ItemOutcome, type SimulatorOptions } from "../../src/index.ts";
import { payoutOf } from "../support/merchant.ts";
import { initPayout, simulateOutcomes, statusesOf } from "../support/staged-payout.ts";

/** A payout of one item that waits for auth. */
async function initOne(outcome: ItemOutcome = "paid", options: SimulatorOptions = {}) {
  const { simulator, merchant } = simulateOutcomes([outcome], { balance: "1000", ...options });
  const requestId = await initPayout(simulator, merchant, 1);
  const { referenceCode = "" } = simulator.payouts[0]?.items[0] ?? {};
  return { simulator, merchant, requestId, referenceCode, item: () => simulator.payouts[0]?.items[0] };
}

/** The same, after everything that follows its auth. */
async function finishOne(outcome: ItemOutcome, options: SimulatorOptions = {}) {
  const one = await initOne(outcome, options);
  await one.merchant.auth(one.requestId);
  one.simulator.advance(60_000);
  return one;
}

describe("authorisePayout", () => {
  test("authorises a payout without a request, so that a later auth is a second one", async () => {
    const { simulator, merchant, requestId } = await initOne("paid", { repeatedAuth: "paid-again" });
    simulator.authorisePayout(requestId);
    expect((await statusesOf(merchant, requestId))[0]).toBe("INIT");
    expect((await merchant.auth(requestId)).body.status).toBe("success");
    simulator.advance(60_000);
    expect(simulator.payouts[0]).toMatchObject({ status: "COMPLETED", auths: 2, items: [{ timesPaid: 2 }] });
    expect(simulator.history.map(({ operation }) => operation)).toEqual(["init", "retrieve", "auth"]);
    simulator.assertDone();
  });

  test("authorises a payout later, unless its state forbids it then", async () => {
    const { simulator, merchant, requestId } = await initOne("paid", { repeatedAuth: "paid-again" });
    simulator.authorisePayout(requestId, { afterMs: 5_000 });
    const authsAfter = (milliseconds: number) => {
      simulator.advance(milliseconds);
      return simulator.payouts[0]?.auths;
    };
    expect([authsAfter(0), authsAfter(4_999), authsAfter(1)]).toEqual([0, 0, 1]);
    simulator.authorisePayout(requestId, { afterMs: 60_000 });
    expect(authsAfter(60_000)).toBe(1);
    expect(simulator.payouts[0]).toMatchObject({ status: "COMPLETED", items: [{ timesPaid: 1 }] });

    const { body } = await merchant.init(payoutOf("cancelled", 1));
    simulator.authorisePayout(body.requestId, { afterMs: 1_000 });
    await merchant.cancel(body.requestId);
    simulator.advance(1_000);
    expect(simulator.payouts[1]).toMatchObject({ status: "CANCELED", auths: 0 });
    simulator.assertDone();
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("throws a RangeError for afterMs %d", async (afterMs) => {
    const { simulator, requestId } = await initOne();
    expect(() => simulator.authorisePayout(requestId, { afterMs })).toThrow(
      new RangeError("afterMs must be a non-negative number."),
    );
    expect(() => simulator.authorisePayout("unknown", { afterMs: 0 })).toThrow(TypeError);
  });

  test.each(["stays", "auth-again", "goes-on"] as const)(
    "retries a payout that is INSUFFICIENT_BALANCE under %s, once",
    async (insufficientBalance) => {
      const { simulator, merchant, requestId } = await finishOne("paid", { balance: "1", insufficientBalance });
      expect((await statusesOf(merchant, requestId))[0]).toBe("INSUFFICIENT_BALANCE");
      simulator.authorisePayout(requestId);
      simulator.topUp("1000");
      expect((await statusesOf(merchant, requestId))[0]).toBe("INSUFFICIENT_BALANCE");
      simulator.advance(60_000);
      expect(simulator.payouts[0]).toMatchObject({ status: "COMPLETED", auths: 2, items: [{ timesPaid: 1 }] });
      expect(simulator.balance).toBe("901");
      simulator.assertDone();
    },
  );

  test("does not meet the payout's own resumption", async () => {
    const { simulator, requestId } = await finishOne("paid", {
      balance: "1",
      insufficientBalance: "goes-on",
      delays: { resumed: 1_000 },
    });
    simulator.topUp("1000");
    simulator.authorisePayout(requestId);
    simulator.advance(1_000_000);
    expect(simulator.payouts[0]).toMatchObject({ status: "COMPLETED", auths: 2, items: [{ timesPaid: 1 }] });
    expect(simulator.balance).toBe("901");
  });

  test("throws for a payout that is authorised, cancelled or without an accepted item", async () => {
    const { simulator, requestId } = await initOne();
    simulator.authorisePayout(requestId);
    expect(() => simulator.authorisePayout(requestId)).toThrow(
      new Error(`The payout payout (${requestId}) is INIT: it can't be authorised.`),
    );
    simulator.advance(60_000);
    expect(() => simulator.authorisePayout(requestId)).toThrow("is COMPLETED: it can't be authorised.");

    const cancelled = await initOne();
    await cancelled.merchant.cancel(cancelled.requestId);
    expect(() => cancelled.simulator.authorisePayout(cancelled.requestId)).toThrow("is CANCELED");

    const rejected = await initOne("rejected");
    expect(() => rejected.simulator.authorisePayout(rejected.requestId)).toThrow("it can't be authorised.");
  });
});

describe("cancelPayout", () => {
  test.each([
    ["before its auth", 0, 0],
    ["after its auth, while it says INIT", 1, 0],
    ["after its auth, once it says IN_PROGRESS", 1, 1_000],
  ])("cancels a payout %s, and nothing is paid", async (_, auths, elapsed) => {
    const { simulator, merchant, requestId } = await initOne("paid", { repeatedAuth: "paid-again" });
    for (let sent = 0; sent < auths * 2; sent += 1) await merchant.auth(requestId);
    simulator.advance(elapsed);
    simulator.cancelPayout(requestId);
    expect(simulator.payouts[0]?.canceledAt).toBe(simulator.clock.now());
    simulator.advance(60_000);
    expect(await statusesOf(merchant, requestId)).toEqual(["CANCELED", "MASS_PAYOUT_CANCELED"]);
    expect(simulator.payouts[0]?.items[0]).toMatchObject({ timesPaid: 0, held: "0" });
    expect(simulator.balance).toBe("1000");
    expect((await merchant.auth(requestId)).body.status).toBe("failure");
    simulator.assertDone();
  });

  test("cancels a payout that waits for balance, or is about to proceed", async () => {
    for (const [amount, resumed] of [
      ["1", 0],
      ["1", 1_000],
      ["1000", 1_000],
    ] as const) {
      const { simulator, requestId } = await finishOne("paid", {
        balance: "1",
        insufficientBalance: "goes-on",
        delays: { resumed },
      });
      simulator.topUp(amount);
      simulator.cancelPayout(requestId);
      simulator.topUp("1000");
      simulator.advance(60_000);
      expect(simulator.payouts[0]).toMatchObject({ status: "CANCELED", items: [{ timesPaid: 0 }] });
      simulator.assertDone();
    }
  });

  test("throws for a payout that is cancelled, or whose money has left the balance", async () => {
    const { simulator, requestId } = await finishOne("paid");
    expect(() => simulator.cancelPayout(requestId)).toThrow("is COMPLETED: it can't be cancelled.");
    const cancelled = await initOne();
    cancelled.simulator.cancelPayout(cancelled.requestId);
    expect(() => cancelled.simulator.cancelPayout(cancelled.requestId)).toThrow("is CANCELED: it can't be cancelled.");
  });
});

describe("setItemStatus", () => {
  type Truth = [timesPaid: number, held: string, refunded: string, balance: string];
  test.each<[ItemOutcome, string, Truth]>([
    ["failed-unrefunded", "DEPOSIT_SUCCESS", [0, "0", "120", "1000"]],
    ["failed-unrefunded", "SUCCESS", [1, "0", "0", "880"]],
    ["failed-refunded", "SUCCESS", [1, "0", "120", "880"]],
    ["failed-refunded", "DEPOSIT_FAIL", [0, "120", "120", "880"]],
    ["paid", "FAILED", [0, "120", "0", "880"]],
    ["paid", "DEPOSIT_SUCCESS", [0, "0", "120", "1000"]],
    ["paid", "MASS_PAYOUT_CANCELED", [0, "0", "120", "1000"]],
    ["paid", "PROCESSING", [0, "120", "0", "880"]],
    ["paid", "UNDER_REVIEW", [1, "0", "0", "880"]],
    ["paid", "SUCCESS", [1, "0", "0", "880"]],
    ["stuck-processing", "SUCCESS", [1, "0", "0", "880"]],
    ["stuck-failed", "DEPOSIT_SUCCESS", [0, "0", "120", "1000"]],
    [{ status: "X", isPaid: true }, "SUCCESS", [1, "0", "0", "880"]],
    [{ status: "X" }, "constructor", [0, "120", "0", "880"]],
  ])("corrects an item that ended as %j to %s, and its money", async (outcome, status, truth) => {
    const { simulator, merchant, requestId, referenceCode, item } = await finishOne(outcome, {
      commissionOf: () => "20",
    });
    const [payoutStatus] = await statusesOf(merchant, requestId);
    simulator.setItemStatus(referenceCode, status);
    const { timesPaid = -1, held = "", refunded = "" } = item() ?? {};
    expect([timesPaid, held, refunded, simulator.balance]).toEqual(truth);
    expect(await statusesOf(merchant, requestId)).toEqual([payoutStatus, status]);
    simulator.advance(1_000_000);
    expect(await statusesOf(merchant, requestId)).toEqual([payoutStatus, status]);
    expect(simulator.balance).toBe(truth[3]);
    simulator.assertDone();
  });

  test("ends what was due: the item keeps the status until the next correction", async () => {
    for (const elapsed of [3_000, 5_000, 9_000, 14_000]) {
      const { simulator, merchant, requestId, referenceCode } = await initOne("failed-refunded");
      await merchant.auth(requestId);
      simulator.advance(elapsed);
      simulator.setItemStatus(referenceCode, "SUCCESS");
      simulator.advance(1_000_000);
      expect((await statusesOf(merchant, requestId))[1]).toBe("SUCCESS");
      expect(simulator.payouts[0]?.items[0]).toMatchObject({ timesPaid: 1, held: "0", refunded: "0" });
      simulator.setItemStatus(referenceCode, "FAILED");
      simulator.setItemStatus(referenceCode, "DEPOSIT_SUCCESS");
      expect(simulator.payouts[0]?.items[0]).toMatchObject({ timesPaid: 0, held: "0", refunded: "100" });
      expect(simulator.balance).toBe("1000");
    }
  });

  test("does not undo the payments of a repeated auth", async () => {
    const { simulator, merchant, requestId, referenceCode, item } = await finishOne("paid", {
      repeatedAuth: "paid-again",
    });
    await merchant.auth(requestId);
    simulator.advance(60_000);
    simulator.setItemStatus(referenceCode, "DEPOSIT_SUCCESS");
    expect(item()).toMatchObject({ timesPaid: 1, received: "100", held: "0" });
    expect(simulator.balance).toBe("900");
  });

  test("keeps the reason of a failure, and drops it for SUCCESS", async () => {
    const { simulator, merchant, requestId, referenceCode } = await finishOne("failed-refunded");
    const messages = async () => (await merchant.retrieve({ requestId })).items[0]?.["errorMessages"];
    simulator.setItemStatus(referenceCode, "FAILED");
    expect(await messages()).toEqual(["The bank refused the transfer."]);
    simulator.setItemStatus(referenceCode, "SUCCESS");
    expect(await messages()).toEqual([]);
  });

  test("lets a payout proceed that waited for the money", async () => {
    const { simulator, merchant, referenceCode } = await finishOne("failed-unrefunded", {
      balance: "100",
      insufficientBalance: "goes-on",
    });
    const { body } = await merchant.init({
      externalId: "other",
      items: [
        {
          itemExternalId: "item-1",
          recipientType: "MEMBER_ID",
          recipientInfo: "member",
          amount: { value: 100, currency: "TRY" },
        },
      ],
    });
    await merchant.auth(body.requestId);
    simulator.advance(60_000);
    expect(simulator.payouts[1]?.status).toBe("INSUFFICIENT_BALANCE");
    simulator.setItemStatus(referenceCode, "DEPOSIT_SUCCESS");
    expect(simulator.payouts[1]?.status).toBe("PUBLISHED_TO_QUEUE");
    expect(simulator.balance).toBe("0");
  });

  test("is seen by a stale read only after its time", async () => {
    const { simulator, merchant, referenceCode } = await finishOne("paid");
    simulator.setItemStatus(referenceCode, "FAILED");
    simulator.fault({ kind: "stale", ms: 1, operation: "item" });
    simulator.advance(0);
    expect((await merchant.item(referenceCode)).body.item.itemStatus).toBe("SUCCESS");
    expect((await merchant.item(referenceCode)).body.item.itemStatus).toBe("FAILED");
  });

  test("throws, and changes nothing, when the balance does not cover the payment", async () => {
    const { simulator, referenceCode, item } = await finishOne("failed-refunded");
    simulator.withdraw("900.01");
    expect(() => simulator.setItemStatus(referenceCode, "SUCCESS")).toThrow(
      new Error("The balance does not cover the correction."),
    );
    expect(item()).toMatchObject({ status: "DEPOSIT_SUCCESS", timesPaid: 0 });
    expect(simulator.balance).toBe("99.99");
  });

  test("throws for an item of a payout that is not published, and for one that init rejected", async () => {
    const { simulator, referenceCode } = await initOne();
    expect(() => simulator.setItemStatus(referenceCode, "SUCCESS")).toThrow("is INIT: it can't be corrected");
    const { simulator: mixed, merchant } = simulateOutcomes(["rejected", "paid"]);
    await merchant.auth(await initPayout(mixed, merchant, 2));
    mixed.advance(60_000);
    const { referenceCode: rejected = "" } = mixed.payouts[0]?.items[0] ?? {};
    expect(() => mixed.setItemStatus(rejected, "SUCCESS")).toThrow("is COMPLETED: it can't be corrected");
  });

  test.each([undefined, "", 1])("throws a TypeError for the status %j", async (status) => {
    const { simulator, referenceCode } = await finishOne("paid");
    expect(() => simulator.setItemStatus(referenceCode, status as string)).toThrow(
      new TypeError("status must be a non-empty string."),
    );
  });
});

test("an unknown id throws a TypeError", () => {
  const simulator = createSimulator();
  const ofPayout = new TypeError("requestId must be the id of a received payout.");
  expect(() => simulator.authorisePayout("unknown")).toThrow(ofPayout);
  expect(() => simulator.cancelPayout("unknown")).toThrow(ofPayout);
  expect(() => simulator.setItemStatus("unknown", "SUCCESS")).toThrow(
    new TypeError("referenceCode must be the id of a received item."),
  );
});

describe("withdraw", () => {
  test("takes money out of the balance, and never more than there is", async () => {
    const { simulator, merchant } = await initOne();
    simulator.withdraw("999.5");
    expect((await merchant.balance()).body.balance).toBe("0.5");
    expect(() => simulator.withdraw("0.51")).toThrow(new RangeError("amount must be at most the balance, 0.5."));
    simulator.withdraw("0.5");
    expect(simulator.balance).toBe("0");
  });

  test.each([1, "-1", "1,5", "", undefined])("throws a TypeError for %j", (amount) => {
    const simulator = createSimulator();
    expect(() => simulator.withdraw(amount as string)).toThrow(
      new TypeError('amount must be a non-negative decimal string, such as "100.50".'),
    );
    expect(simulator.balance).toBe("1000000");
  });
});
