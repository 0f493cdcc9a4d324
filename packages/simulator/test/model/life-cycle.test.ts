import { describe, expect, test } from "vitest";
import type { AttemptOutcome, ItemOutcome, Simulator, SimulatorOptions } from "../../src/index.ts";
import { type Merchant, payoutOf } from "../support/merchant.ts";
import { delays, initPayout, simulateOutcomes, statusesOf } from "../support/staged-payout.ts";

/** Reads the statuses of a payout and its one item every 100 ms, and returns each change. */
async function collectStatuses(simulator: Simulator, merchant: Merchant, requestId: string, milliseconds: number) {
  const steps: string[] = [];
  for (let elapsed = 0; elapsed <= milliseconds; elapsed += 100) {
    const step = (await statusesOf(merchant, requestId)).join(" ");
    if (steps.at(-1) !== step) steps.push(step);
    simulator.advance(100);
  }
  return steps;
}

describe("a payout", () => {
  test("goes through every status to a payment, its item one step behind", async () => {
    const { simulator, merchant } = simulateOutcomes(["paid"]);
    const requestId = await initPayout(simulator, merchant, 1);
    expect(await statusesOf(merchant, requestId)).toEqual(["INIT", "INIT"]);
    await merchant.auth(requestId);
    expect(await collectStatuses(simulator, merchant, requestId, 21_000)).toEqual([
      "INIT INIT",
      "IN_PROGRESS INIT",
      "PUBLISHED_TO_QUEUE INIT",
      "PUBLISHED_TO_QUEUE QUEUED",
      "PUBLISHED_TO_QUEUE PROCESSING",
      "COMPLETED SUCCESS",
    ]);
    simulator.assertDone();
  });

  test.each<[ItemOutcome, string]>([
    ["failed-refunded", "FAIL DEPOSIT_SUCCESS"],
    ["failed-unrefunded", "FAIL DEPOSIT_FAIL"],
  ])("with the outcome %s goes through FAILED", async (outcome, end) => {
    const { simulator, merchant } = simulateOutcomes([outcome]);
    const requestId = await initPayout(simulator, merchant, 1);
    await merchant.auth(requestId);
    const steps = await collectStatuses(simulator, merchant, requestId, 21_000);
    expect(steps.slice(-3)).toEqual(["PUBLISHED_TO_QUEUE PROCESSING", "FAIL FAILED", end]);
    simulator.assertDone();
  });

  test.each<[ItemOutcome, string[]]>([
    ["stuck-processing", ["PUBLISHED_TO_QUEUE", "PROCESSING"]],
    ["stuck-failed", ["FAIL", "FAILED"]],
  ])("with the outcome %s never changes again: neither paid nor refunded", async (outcome, statuses) => {
    const { simulator, merchant } = simulateOutcomes([outcome], { balance: "1000", repeatedAuth: "paid-again" });
    const requestId = await initPayout(simulator, merchant, 1);
    await merchant.auth(requestId);
    simulator.advance(60_000);
    await merchant.auth(requestId);
    simulator.advance(40 * 86_400_000);
    expect(await statusesOf(merchant, requestId)).toEqual(statuses);
    expect(simulator.payouts[0]?.items[0]).toMatchObject({ timesPaid: 0, refunded: "0", held: "100", isFinal: true });
    expect(simulator.balance).toBe("900");
    simulator.assertDone();
  });

  test("can end with an item status of a future version", async () => {
    const { simulator, merchant } = simulateOutcomes([{ status: "SOME_FUTURE_STATUS" }]);
    const requestId = await initPayout(simulator, merchant, 1);
    await merchant.auth(requestId);
    simulator.advance(21_000);
    expect(await statusesOf(merchant, requestId)).toEqual(["PUBLISHED_TO_QUEUE", "SOME_FUTURE_STATUS"]);
    simulator.assertDone();
  });

  test("takes between half of a delay and all of it for each step", async () => {
    const { simulator, merchant } = simulateOutcomes(["failed-refunded"]);
    const { body } = await merchant.init(payoutOf("payout", 1));
    const steps: [name: keyof typeof delays, before: string, after: string][] = [
      ["authorised", "INIT INIT", "IN_PROGRESS INIT"],
      ["queued", "IN_PROGRESS INIT", "PUBLISHED_TO_QUEUE INIT"],
      ["itemsQueued", "PUBLISHED_TO_QUEUE INIT", "PUBLISHED_TO_QUEUE QUEUED"],
      ["sent", "PUBLISHED_TO_QUEUE QUEUED", "PUBLISHED_TO_QUEUE PROCESSING"],
      ["processing", "PUBLISHED_TO_QUEUE PROCESSING", "FAIL FAILED"],
      ["refund", "FAIL FAILED", "FAIL DEPOSIT_SUCCESS"],
    ];
    simulator.advance(delays.visible);
    await merchant.auth(body.requestId);
    for (const [name, before, after] of steps) {
      simulator.advance(delays[name] / 2 - 50);
      expect((await statusesOf(merchant, body.requestId)).join(" ")).toBe(before);
      for (let waited = 0; (await statusesOf(merchant, body.requestId)).join(" ") === before; waited += 50) {
        expect(waited).toBeLessThan(delays[name] / 2 + 50);
        simulator.advance(50);
      }
      expect((await statusesOf(merchant, body.requestId)).join(" ")).toBe(after);
    }
  });

  test("completes at once when all delays are 0", async () => {
    const none = Object.fromEntries(Object.keys(delays).map((name) => [name, 0]));
    const { merchant } = simulateOutcomes(["paid"], { delays: none });
    const { body } = await merchant.init(payoutOf("payout", 1));
    await merchant.auth(body.requestId);
    expect(await statusesOf(merchant, body.requestId)).toEqual(["COMPLETED", "SUCCESS"]);
  });

  test("follows the caller's clock", async () => {
    let time = 1_000;
    const { simulator, merchant } = simulateOutcomes(["paid"], { clock: { now: () => time } });
    const { body } = await merchant.init(payoutOf("payout", 1));
    time += delays.visible;
    await merchant.auth(body.requestId);
    expect(await statusesOf(merchant, body.requestId)).toEqual(["INIT", "INIT"]);
    time += 15_000;
    expect(simulator.payouts[0]).toMatchObject({ status: "COMPLETED", receivedAt: 1_000, isAtEnd: true });
    expect(simulator.payouts[0]?.completedAt).toBeLessThan(time);
  });
});

describe("the payout's status", () => {
  test("is COMPLETED when every accepted item is paid; rejected items don't count", async () => {
    const { simulator, merchant } = simulateOutcomes(["paid", "rejected", "paid"]);
    const requestId = await initPayout(simulator, merchant, 3);
    expect(await statusesOf(merchant, requestId)).toEqual(["INIT", "INIT", "INVALID", "INIT"]);
    await merchant.auth(requestId);
    simulator.advance(60_000);
    expect(await statusesOf(merchant, requestId)).toEqual(["COMPLETED", "SUCCESS", "INVALID", "SUCCESS"]);
  });

  test("is FAIL when every item failed, refunded or not", async () => {
    const { simulator, merchant } = simulateOutcomes(["failed-refunded", "failed-unrefunded"]);
    const requestId = await initPayout(simulator, merchant, 2);
    await merchant.auth(requestId);
    simulator.advance(60_000);
    expect(await statusesOf(merchant, requestId)).toEqual(["FAIL", "DEPOSIT_SUCCESS", "DEPOSIT_FAIL"]);
  });

  test.each<[string, ItemOutcome[]]>([
    ["some items failed", ["paid", "failed-refunded"]],
    ["some have an unknown status", ["paid", { status: "X" }]],
  ])("stays PUBLISHED_TO_QUEUE when %s", async (_, outcomes) => {
    const { simulator, merchant } = simulateOutcomes(outcomes);
    const requestId = await initPayout(simulator, merchant, 2);
    await merchant.auth(requestId);
    simulator.advance(3_600_000);
    expect((await statusesOf(merchant, requestId))[0]).toBe("PUBLISHED_TO_QUEUE");
    simulator.assertDone();
  });

  test("is renamed on the wire by the option payoutStatusOf", async () => {
    const payoutStatusOf = (status: string) => (status === "COMPLETED" ? "SUCCESS" : status);
    const { simulator, merchant } = simulateOutcomes(["paid"], { payoutStatusOf });
    const requestId = await initPayout(simulator, merchant, 1);
    await merchant.auth(requestId);
    simulator.advance(60_000);
    expect(await statusesOf(merchant, requestId)).toEqual(["SUCCESS", "SUCCESS"]);
    expect(simulator.payouts[0]?.status).toBe("COMPLETED");
  });
});

describe("an item that is tried again", () => {
  /** A payout of one such item, before its auth. */
  const initRetried = async (secondAttempt: AttemptOutcome, options: SimulatorOptions = {}) => {
    const { simulator, merchant } = simulateOutcomes([{ secondAttempt }], { balance: "1000", ...options });
    const requestId = await initPayout(simulator, merchant, 1);
    const codes = async () =>
      (await merchant.retrieve({ requestId })).items.map((item) => String(item["referenceCode"]));
    return { simulator, merchant, requestId, codes, item: () => simulator.payouts[0]?.items[0] };
  };

  test.each<[AttemptOutcome, string[], { timesPaid: number; held: string; refunded?: string }]>([
    ["paid", ["COMPLETED DEPOSIT_SUCCESS SUCCESS"], { timesPaid: 1, held: "0", refunded: "0" }],
    [
      "failed-refunded",
      ["FAIL DEPOSIT_SUCCESS FAILED", "FAIL DEPOSIT_SUCCESS DEPOSIT_SUCCESS"],
      { timesPaid: 0, held: "0", refunded: "100" },
    ],
    [
      "failed-unrefunded",
      ["FAIL DEPOSIT_SUCCESS FAILED", "FAIL DEPOSIT_SUCCESS DEPOSIT_FAIL"],
      { timesPaid: 0, held: "100", refunded: "0" },
    ],
    ["stuck-failed", ["FAIL DEPOSIT_SUCCESS FAILED"], { timesPaid: 0, held: "100" }],
    ["stuck-processing", [], { timesPaid: 0, held: "100" }],
    [{ status: "X", isPaid: true }, ["PUBLISHED_TO_QUEUE DEPOSIT_SUCCESS X"], { timesPaid: 1, held: "0" }],
  ])("is listed once for each attempt, and ends as its second one: %j", async (secondAttempt, end, truth) => {
    const { simulator, merchant, requestId, item } = await initRetried(secondAttempt, {
      delays: { ...delays, sent: 2_000, processing: 6_000, refund: 4_000 },
    });
    await merchant.auth(requestId);
    const steps = await collectStatuses(simulator, merchant, requestId, 31_000);
    expect(steps.slice(3)).toEqual([
      "PUBLISHED_TO_QUEUE QUEUED",
      "PUBLISHED_TO_QUEUE PROCESSING",
      "PUBLISHED_TO_QUEUE FAILED QUEUED",
      "PUBLISHED_TO_QUEUE FAILED PROCESSING",
      "PUBLISHED_TO_QUEUE DEPOSIT_SUCCESS PROCESSING",
      ...end,
    ]);
    expect(item()).toMatchObject({ ...truth, isFinal: true });
    expect(simulator.balance).toBe(truth.timesPaid === 1 || truth.held === "100" ? "900" : "1000");
    simulator.assertDone();
  });

  test("has another referenceCode for each attempt, and the item of each can be read", async () => {
    const { simulator, merchant, requestId, codes, item } = await initRetried("paid");
    const [first = ""] = await codes();
    expect(item()?.referenceCode).toBe(first);
    await merchant.auth(requestId);
    simulator.advance(60_000);
    const [again, second = ""] = await codes();
    expect(again).toBe(first);
    expect(second).not.toBe(first);
    expect(item()).toMatchObject({ referenceCode: second, status: "SUCCESS" });
    const statusOf = async (code: string) => (await merchant.item(code)).body.item?.itemStatus;
    expect([await statusOf(first), await statusOf(second)]).toEqual(["DEPOSIT_SUCCESS", "SUCCESS"]);
    const { body } = await merchant.retrieve({ requestId });
    expect(body.massPayout).toMatchObject({ totalAmount: 100, totalSuccessfulAmount: 100 });
    expect(body.total).toBe(2);
    // Before the second attempt began, it is neither listed nor found.
    const ms = simulator.clock.now() - (simulator.payouts[0]?.receivedAt ?? 0) - delays.visible;
    simulator.fault({ kind: "stale", ms, operation: "retrieve" });
    simulator.fault({ kind: "stale", ms, operation: "item", times: 2 });
    expect(await codes()).toEqual([first]);
    expect(await statusOf(first)).toBe("INIT");
    expect(await statusOf(second)).toBeUndefined();
    simulator.assertDone();
  });

  test("is corrected in its last attempt only, and not tried again after a correction", async () => {
    const retried = await initRetried("paid");
    const [first = ""] = await retried.codes();
    await retried.merchant.auth(retried.requestId);
    retried.simulator.advance(60_000);
    expect(() => retried.simulator.setItemStatus(first, "SUCCESS")).toThrow(
      new Error("Only the last attempt of an item can be corrected."),
    );
    retried.simulator.setItemStatus(retried.item()?.referenceCode ?? "", "FAILED");
    expect(await statusesOf(retried.merchant, retried.requestId)).toEqual(["COMPLETED", "DEPOSIT_SUCCESS", "FAILED"]);
    expect(retried.item()).toMatchObject({ timesPaid: 0, held: "100" });

    const corrected = await initRetried("paid");
    await corrected.merchant.auth(corrected.requestId);
    corrected.simulator.advance(5_000);
    corrected.simulator.setItemStatus(corrected.item()?.referenceCode ?? "", "DEPOSIT_SUCCESS");
    corrected.simulator.advance(60_000);
    expect((await corrected.codes()).length).toBe(1);
    expect(corrected.item()).toMatchObject({ timesPaid: 0, refunded: "100", isFinal: true });
    corrected.simulator.assertDone();
  });

  test("is paid once more by a repeated auth, if its second attempt is paid", async () => {
    const { simulator, merchant, requestId, item } = await initRetried("paid", { repeatedAuth: "paid-again" });
    await merchant.auth(requestId);
    await merchant.auth(requestId);
    simulator.advance(60_000);
    expect(item()).toMatchObject({ timesPaid: 2, received: "200" });
  });
});

describe("a new payout", () => {
  test("is not found until its delay has passed, but can be authorised and cancelled", async () => {
    const { simulator, merchant } = simulateOutcomes(["paid"], { delays: { visible: 1_000 } });
    const [one, two] = [await merchant.init(payoutOf("one", 1)), await merchant.init(payoutOf("two", 1))];
    const { referenceCode } = simulator.payouts[0]?.items[0] ?? {};
    for (const missing of [
      merchant.retrieve({ requestId: one.body.requestId }),
      merchant.retrieve({ externalMassPayoutId: "one" }),
      merchant.item(String(referenceCode)),
    ]) {
      expect((await missing).body).toMatchObject({ status: "failure", errorMessage: "Mass payout not found" });
    }
    expect((await merchant.auth(one.body.requestId)).body.status).toBe("success");
    expect((await merchant.cancel(two.body.requestId)).body.status).toBe("success");
    simulator.advance(1_000);
    expect((await merchant.retrieve({ externalMassPayoutId: "one" })).body.status).toBe("success");
    expect((await merchant.item(String(referenceCode))).body.status).toBe("success");
  });
});
