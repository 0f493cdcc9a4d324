import { describe, expect, test } from "vitest";
import { createSimulator, type ItemOutcome, type Simulator, type SimulatorOptions } from "../src/index.ts";
import { type Merchant, merchantOf, orders } from "./merchant.ts";

const lags = {
  visible: 100,
  authorised: 1_000,
  queued: 2_000,
  itemsQueued: 3_000,
  sent: 4_000,
  processing: 5_000,
  refund: 6_000,
};

/** A simulator whose items end as they are told to, by their number. */
function simulatorOf(outcomes: readonly ItemOutcome[], options: SimulatorOptions = {}) {
  const simulator = createSimulator({
    lags,
    outcomeOf: ({ itemExternalId }) => outcomes[Number(itemExternalId.slice("item-".length)) - 1] as ItemOutcome,
    ...options,
  });
  return { simulator, merchant: merchantOf(simulator) };
}

/** Receives a payout and waits until it is found. */
async function received(simulator: Simulator, merchant: Merchant, count: number): Promise<string> {
  const { body } = await merchant.init(orders("payout", count));
  simulator.advance(lags.visible);
  return body.requestId;
}

/** Payout and item statuses as they are on the wire. */
async function shown(merchant: Merchant, requestId: string): Promise<unknown[]> {
  const { body, items } = await merchant.retrieve({ requestId });
  return [body.massPayout.massPayoutStatus, ...items.map(({ itemStatus }) => itemStatus)];
}

/** Every pair of statuses of one payout and its one item, in the order in which they were seen. */
async function seen(simulator: Simulator, merchant: Merchant, requestId: string, milliseconds: number) {
  const steps: string[] = [];
  for (let passed = 0; passed <= milliseconds; passed += 100) {
    const step = (await shown(merchant, requestId)).join(" ");
    if (steps.at(-1) !== step) steps.push(step);
    simulator.advance(100);
  }
  return steps;
}

describe("a payout goes through", () => {
  test("everything that leads to a payment, with the payout ahead of its item", async () => {
    const { simulator, merchant } = simulatorOf(["paid"]);
    const requestId = await received(simulator, merchant, 1);
    expect(await shown(merchant, requestId)).toEqual(["INIT", "INIT"]);
    await merchant.auth(requestId);
    expect(await seen(simulator, merchant, requestId, 21_000)).toEqual([
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
  ])("%s by way of FAILED", async (outcome, end) => {
    const { simulator, merchant } = simulatorOf([outcome]);
    const requestId = await received(simulator, merchant, 1);
    await merchant.auth(requestId);
    const steps = await seen(simulator, merchant, requestId, 21_000);
    expect(steps.slice(-3)).toEqual(["PUBLISHED_TO_QUEUE PROCESSING", "FAIL FAILED", end]);
    simulator.assertDone();
  });

  test("a status that nobody knows yet", async () => {
    const { simulator, merchant } = simulatorOf([{ status: "SOME_FUTURE_STATUS" }]);
    const requestId = await received(simulator, merchant, 1);
    await merchant.auth(requestId);
    simulator.advance(21_000);
    expect(await shown(merchant, requestId)).toEqual(["PUBLISHED_TO_QUEUE", "SOME_FUTURE_STATUS"]);
    simulator.assertDone();
  });

  test("its steps within their lags, and not sooner than half of them", async () => {
    const { simulator, merchant } = simulatorOf(["failed-refunded"]);
    const { body } = await merchant.init(orders("payout", 1));
    const steps: [lag: keyof typeof lags, before: string, after: string][] = [
      ["authorised", "INIT INIT", "IN_PROGRESS INIT"],
      ["queued", "IN_PROGRESS INIT", "PUBLISHED_TO_QUEUE INIT"],
      ["itemsQueued", "PUBLISHED_TO_QUEUE INIT", "PUBLISHED_TO_QUEUE QUEUED"],
      ["sent", "PUBLISHED_TO_QUEUE QUEUED", "PUBLISHED_TO_QUEUE PROCESSING"],
      ["processing", "PUBLISHED_TO_QUEUE PROCESSING", "FAIL FAILED"],
      ["refund", "FAIL FAILED", "FAIL DEPOSIT_SUCCESS"],
    ];
    simulator.advance(lags.visible);
    await merchant.auth(body.requestId);
    for (const [lag, before, after] of steps) {
      simulator.advance(lags[lag] / 2 - 50);
      expect((await shown(merchant, body.requestId)).join(" ")).toBe(before);
      for (let waited = 0; (await shown(merchant, body.requestId)).join(" ") === before; waited += 50) {
        expect(waited).toBeLessThan(lags[lag] / 2 + 50);
        simulator.advance(50);
      }
      expect((await shown(merchant, body.requestId)).join(" ")).toBe(after);
    }
  });

  test("all of it at once when there are no lags", async () => {
    const none = Object.fromEntries(Object.keys(lags).map((name) => [name, 0]));
    const { merchant } = simulatorOf(["paid"], { lags: none });
    const { body } = await merchant.init(orders("payout", 1));
    await merchant.auth(body.requestId);
    expect(await shown(merchant, body.requestId)).toEqual(["COMPLETED", "SUCCESS"]);
  });

  test("the same by the clock of somebody else", async () => {
    let time = 1_000;
    const { simulator, merchant } = simulatorOf(["paid"], { clock: { now: () => time } });
    const { body } = await merchant.init(orders("payout", 1));
    time += lags.visible;
    await merchant.auth(body.requestId);
    expect(await shown(merchant, body.requestId)).toEqual(["INIT", "INIT"]);
    time += 15_000;
    expect(simulator.payouts[0]).toMatchObject({ status: "COMPLETED", receivedAt: 1_000, isAtEnd: true });
    expect(simulator.payouts[0]?.completedAt).toBeLessThan(time);
  });
});

describe("the payout's status", () => {
  test("is COMPLETED when every item that was accepted is paid, refused ones aside", async () => {
    const { simulator, merchant } = simulatorOf(["paid", "refused", "paid"]);
    const requestId = await received(simulator, merchant, 3);
    expect(await shown(merchant, requestId)).toEqual(["INIT", "INIT", "INVALID", "INIT"]);
    await merchant.auth(requestId);
    simulator.advance(60_000);
    expect(await shown(merchant, requestId)).toEqual(["COMPLETED", "SUCCESS", "INVALID", "SUCCESS"]);
  });

  test("is FAIL when every item failed, whatever became of the money", async () => {
    const { simulator, merchant } = simulatorOf(["failed-refunded", "failed-unrefunded"]);
    const requestId = await received(simulator, merchant, 2);
    await merchant.auth(requestId);
    simulator.advance(60_000);
    expect(await shown(merchant, requestId)).toEqual(["FAIL", "DEPOSIT_SUCCESS", "DEPOSIT_FAIL"]);
  });

  test.each<[string, ItemOutcome[]]>([
    ["some failed", ["paid", "failed-refunded"]],
    ["some have a status that nobody knows", ["paid", { status: "X" }]],
  ])("stays PUBLISHED_TO_QUEUE when %s", async (_, outcomes) => {
    const { simulator, merchant } = simulatorOf(outcomes);
    const requestId = await received(simulator, merchant, 2);
    await merchant.auth(requestId);
    simulator.advance(3_600_000);
    expect((await shown(merchant, requestId))[0]).toBe("PUBLISHED_TO_QUEUE");
    simulator.assertDone();
  });

  test("has another name on the wire when the options give it one", async () => {
    const payoutStatusOf = (status: string) => (status === "COMPLETED" ? "SUCCESS" : status);
    const { simulator, merchant } = simulatorOf(["paid"], { payoutStatusOf });
    const requestId = await received(simulator, merchant, 1);
    await merchant.auth(requestId);
    simulator.advance(60_000);
    expect(await shown(merchant, requestId)).toEqual(["SUCCESS", "SUCCESS"]);
    expect(simulator.payouts[0]?.status).toBe("COMPLETED");
  });
});

describe("a payout that was just made", () => {
  test("is not found until its lag is over, but can be authorised and cancelled", async () => {
    const { simulator, merchant } = simulatorOf(["paid"], { lags: { visible: 1_000 } });
    const [one, two] = [await merchant.init(orders("one", 1)), await merchant.init(orders("two", 1))];
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

describe("cancel", () => {
  test("calls off a payout that was not authorised, with all of its items but the refused ones", async () => {
    const { simulator, merchant } = simulatorOf(["paid", "refused"]);
    const requestId = await received(simulator, merchant, 2);
    expect((await merchant.cancel(requestId)).body.status).toBe("success");
    expect(await shown(merchant, requestId)).toEqual(["CANCELED", "MASS_PAYOUT_CANCELED", "INVALID"]);
    expect(simulator.payouts[0]).toMatchObject({ canceledAt: simulator.clock.now(), auths: 0 });
    simulator.assertDone();
  });

  test("is refused once the payout is authorised, although it still says INIT", async () => {
    const { simulator, merchant } = simulatorOf(["paid"]);
    const requestId = await received(simulator, merchant, 1);
    await merchant.auth(requestId);
    expect((await shown(merchant, requestId))[0]).toBe("INIT");
    expect((await merchant.cancel(requestId)).body).toMatchObject({ status: "failure", errorCode: "11" });
    simulator.advance(60_000);
    expect((await merchant.cancel(requestId)).body.status).toBe("failure");
    expect(await shown(merchant, requestId)).toEqual(["COMPLETED", "SUCCESS"]);
  });

  test("is final: what is cancelled can't be authorised or cancelled again", async () => {
    const { simulator, merchant } = simulatorOf(["paid"], { repeatedAuth: "paid-again" });
    const requestId = await received(simulator, merchant, 1);
    await merchant.cancel(requestId);
    expect((await merchant.cancel(requestId)).body.status).toBe("failure");
    expect((await merchant.auth(requestId)).body.status).toBe("failure");
    simulator.advance(60_000);
    expect(simulator.payouts[0]?.items[0]).toMatchObject({ status: "MASS_PAYOUT_CANCELED", timesPaid: 0 });
  });
});

describe("a second auth", () => {
  test.each([
    ["refused", "failure", 1, "900"],
    ["ignored", "success", 1, "900"],
    ["paid-again", "success", 2, "800"],
  ] as const)("can be %s", async (repeatedAuth, status, timesPaid, balance) => {
    const { simulator, merchant } = simulatorOf(["paid", "failed-refunded"], { repeatedAuth, balance: "1000" });
    const requestId = await received(simulator, merchant, 2);
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

  test("that pays again pays nobody when the balance does not cover it", async () => {
    const { simulator, merchant } = simulatorOf([{ status: "X", isPaid: true }], {
      repeatedAuth: "paid-again",
      balance: "150",
    });
    const requestId = await received(simulator, merchant, 1);
    await merchant.auth(requestId);
    await merchant.auth(requestId);
    simulator.advance(60_000);
    expect(simulator.payouts[0]?.items[0]).toMatchObject({ timesPaid: 1, received: "100", held: "0" });
    expect(simulator.balance).toBe("50");
    simulator.assertDone();
  });
});

describe("a payout that the balance does not cover", () => {
  const poor = async (options: SimulatorOptions) => {
    const { simulator, merchant } = simulatorOf(["paid", "paid"], { balance: "199.99", ...options });
    const requestId = await received(simulator, merchant, 2);
    expect((await merchant.auth(requestId)).body.status).toBe("success");
    simulator.advance(60_000);
    expect(await shown(merchant, requestId)).toEqual(["INSUFFICIENT_BALANCE", "INIT", "INIT"]);
    expect(simulator.balance).toBe("199.99");
    return { simulator, merchant, requestId };
  };

  test("stays so, and another auth is refused", async () => {
    const { simulator, merchant, requestId } = await poor({ repeatedAuth: "paid-again" });
    simulator.assertDone();
    simulator.topUp("0.01");
    simulator.advance(60_000);
    expect((await merchant.auth(requestId)).body.status).toBe("failure");
    expect((await merchant.cancel(requestId)).body.status).toBe("failure");
    expect(simulator.payouts[0]).toMatchObject({ status: "INSUFFICIENT_BALANCE", auths: 1 });
  });

  test("may be authorised again, once there is enough", async () => {
    const { simulator, merchant, requestId } = await poor({ insufficientBalance: "auth-again" });
    expect(() => simulator.assertDone()).toThrow("INSUFFICIENT_BALANCE: 2 of 2 items are not at their end");
    await merchant.auth(requestId);
    simulator.advance(60_000);
    expect((await shown(merchant, requestId))[0]).toBe("INSUFFICIENT_BALANCE");
    simulator.topUp("0.01");
    expect((await merchant.auth(requestId)).body.status).toBe("success");
    // The payout still says INSUFFICIENT_BALANCE; a second auth must not pay twice.
    expect((await shown(merchant, requestId))[0]).toBe("INSUFFICIENT_BALANCE");
    expect((await merchant.auth(requestId)).body.status).toBe("failure");
    simulator.advance(60_000);
    expect(await shown(merchant, requestId)).toEqual(["COMPLETED", "SUCCESS", "SUCCESS"]);
    expect(simulator.balance).toBe("0");
  });

  test("may go on by itself as soon as there is enough", async () => {
    const { simulator, merchant, requestId } = await poor({ insufficientBalance: "goes-on" });
    simulator.topUp("0.005");
    expect((await shown(merchant, requestId))[0]).toBe("INSUFFICIENT_BALANCE");
    simulator.topUp("0.005");
    expect(await shown(merchant, requestId)).toEqual(["PUBLISHED_TO_QUEUE", "INIT", "INIT"]);
    simulator.advance(60_000);
    expect(simulator.payouts[0]).toMatchObject({ status: "COMPLETED", auths: 1 });
  });

  test("may go on with the refund of another one", async () => {
    const { simulator, merchant } = simulatorOf(["failed-refunded"], {
      balance: "100",
      insufficientBalance: "goes-on",
    });
    for (const externalId of ["one", "two"]) {
      const { body } = await merchant.init(orders(externalId, 1));
      await merchant.auth(body.requestId);
      simulator.advance(3_000);
    }
    expect(simulator.payouts[1]?.status).toBe("INSUFFICIENT_BALANCE");
    simulator.advance(60_000);
    expect(simulator.payouts.map(({ status }) => status)).toEqual(["FAIL", "FAIL"]);
    expect(simulator.balance).toBe("100");
    simulator.assertDone();
  });

  test("says so at once from INIT when there are no lags", async () => {
    const { simulator, merchant } = simulatorOf(["paid"], { balance: "1", lags: { authorised: 0, queued: 0 } });
    const requestId = await received(simulator, merchant, 1);
    await merchant.auth(requestId);
    expect((await shown(merchant, requestId))[0]).toBe("INSUFFICIENT_BALANCE");
  });
});

test("a payout of which every item was refused can't be authorised, and is at its end", async () => {
  const { simulator, merchant } = simulatorOf(["refused"]);
  const requestId = await received(simulator, merchant, 1);
  expect((await merchant.auth(requestId)).body.status).toBe("failure");
  simulator.assertDone();
});
