// A payment that begins again because the answer to init was lost, against the simulator. It shows no requestId.
import { describe, expect, test } from "vitest";
import { createMemoryStore, type PaymentStore, type PayOptions } from "../../src/index.ts";
import { countOf, plan, requiring, simulated, timesPaid } from "../support/simulated.ts";

/** A payment whose first init was lost, and which has begun again. */
async function restart(options: Partial<PayOptions> = {}, store: PaymentStore = createMemoryStore()) {
  const simulation = simulated({ repeatedInit: "new-payout", repeatedAuth: "paid-again" });
  simulation.simulator.fault({ kind: "reset-after", operation: "init" });
  const result = await simulation.iyzico.pay(plan, { store, ...options });
  const [first, second] = simulation.simulator.payouts;
  if (first === undefined || second === undefined) throw new Error("There are not two payouts.");
  return { ...simulation, store, result, first, second };
}

/** How often each item was paid, in all payouts. */
const allTimesPaid = (payouts: readonly { items: readonly { timesPaid: number }[] }[]) =>
  payouts.map(({ items }) => items.reduce((sum, item) => sum + item.timesPaid, 0));

describe("a payment whose init answer was lost", () => {
  test("settles by itself under another externalId, and says which payout to have cancelled", async () => {
    const { result, simulator, first, second } = await restart();
    expect(result).toMatchObject({
      outcome: "settled",
      paid: "all",
      externalId: `${first.externalId}-r2`,
      requestId: second.requestId,
      abandoned: [{ externalId: first.externalId, status: "INIT" }],
      auths: 1,
    });
    expect(allTimesPaid(simulator.payouts)).toEqual([0, plan.items.length]);
    expect(second.items.map(({ itemExternalId }) => itemExternalId)).toEqual(
      first.items.map(({ itemExternalId }) => itemExternalId),
    );
    const events = result.history.map(({ event }) => event);
    expect(events.filter((event) => event === "restarted" || event === "init-sent")).toEqual([
      "init-sent",
      "restarted",
      "init-sent",
    ]);
  });

  test("reports the abandoned payout that an operator authorises before auth, and sends nothing more", async () => {
    const { simulator, iyzico, store, first } = await restart({ approve: () => false });
    simulator.authorisePayout(first.requestId);
    simulator.advance(60_000);
    const action = requiring(await iyzico.pay(plan, { store, approve: () => true }), "abandoned-payout-moved");
    expect(action.itemsOfAbandoned).toHaveLength(plan.items.length);
    expect(action).not.toHaveProperty("review");
    expect(action.auths).toBe(0);
  });

  test("reports in a later call the abandoned payout that an operator authorises after it was settled", async () => {
    const { simulator, iyzico, store, first } = await restart();
    expect(await iyzico.pay(plan, { store })).toMatchObject({ outcome: "settled", isNew: false });
    simulator.authorisePayout(first.requestId);
    simulator.advance(60_000);
    requiring(await iyzico.pay(plan, { store }), "abandoned-payout-moved");
  });

  test("is settled in each later call once the abandoned payout is cancelled", async () => {
    const { simulator, iyzico, store, first } = await restart();
    simulator.cancelPayout(first.requestId);
    expect(await iyzico.pay(plan, { store })).toMatchObject({
      outcome: "settled",
      abandoned: [{ externalId: first.externalId, status: "CANCELED" }],
    });
  });
});

test("auth is not sent on an old poll: while there is no slot, an operator may authorise the abandoned payout", async () => {
  const slots = { waitMs: 0 };
  const simulation = simulated(
    { repeatedInit: "new-payout", repeatedAuth: "paid-again" },
    {
      rateLimit: {
        acquire: async () => {
          const { waitMs } = slots;
          slots.waitMs = 0;
          if (waitMs === 0) return;
          // The slot of auth comes 20 minutes later.
          const [first] = simulation.simulator.payouts;
          simulation.simulator.authorisePayout(first?.requestId ?? "");
          simulation.simulator.advance(waitMs);
        },
      },
    },
  );
  const { simulator, iyzico } = simulation;
  simulator.fault({ kind: "reset-after", operation: "init" });
  const approve = () => {
    slots.waitMs = 1_200_000;
    return true;
  };
  const result = await iyzico.pay(plan, { store: createMemoryStore(), approve });
  requiring(result, "abandoned-payout-moved");
  expect(result.auths).toBe(0);
  expect(allTimesPaid(simulator.payouts)).toEqual([plan.items.length, 0]);
});

describe("a store that was lost after a payment had begun again", () => {
  test("leads to no second payment when what the messages say is done to the letter", async () => {
    const { simulator, iyzico, first, second } = await restart();
    simulator.cancelPayout(first.requestId);
    for (const restartOption of [undefined, false]) {
      const store = createMemoryStore();
      const options = { store, restart: restartOption };
      const taken = requiring(await iyzico.pay(plan, options), "external-id-taken");
      expect(taken.foundPayouts).toMatchObject([
        { externalId: first.externalId, status: "CANCELED", count: plan.items.length },
        { externalId: second.externalId, status: "COMPLETED", count: plan.items.length },
      ]);
      expect(taken.message).toMatch(/under no other key/);
      expect(taken.message).not.toMatch(/use another key/);
      // "Ask iyzico for the requestId of the authorised one, and run pay again with it."
      const linked = { ...options, requestId: second.requestId, approve: () => true };
      expect(await iyzico.pay(plan, linked)).toMatchObject({ outcome: "settled", paid: "all", auths: 0 });
    }
    // The requestId of the cancelled one does not make the recipients look unpaid.
    const wrong = { store: createMemoryStore(), requestId: first.requestId };
    requiring(await iyzico.pay(plan, wrong), "abandoned-payout-moved");
    expect(countOf(simulator, "auth")).toBe(1);
    expect(timesPaid(simulator)).toEqual([...plan.items.map(() => 0), ...plan.items.map(() => 1)]);
  });

  test("lets neither payout be authorised without a digest whose review shows the other", async () => {
    const { simulator, iyzico, first, second } = await restart({ approve: () => false });
    const options = { store: createMemoryStore(), requestId: first.requestId };
    const asked = requiring(await iyzico.pay(plan, { ...options, approve: () => true }), "approval-required");
    expect(asked.review).toMatchObject({
      isLinkedManually: true,
      abandoned: [{ externalId: second.externalId, status: "INIT" }],
    });
    const paid = await iyzico.pay(plan, { ...options, approve: asked.review?.digest });
    expect(paid).toMatchObject({ outcome: "settled", paid: "all", requestId: first.requestId });
    expect(allTimesPaid(simulator.payouts)).toEqual([plan.items.length, 0]);
  });
});

describe("a payout that was linked in a new store, while the process of the old store goes on", () => {
  /** The old store begins again only after the new one has offered the review of the first payout. */
  async function linkBeforeRestart(approve: boolean) {
    const simulation = simulated({ repeatedInit: "new-payout", repeatedAuth: "paid-again" });
    const { simulator, iyzico } = simulation;
    simulator.fault({ kind: "reset-after", operation: "init" });
    const old = { store: createMemoryStore(), approve: () => approve };
    expect(await iyzico.pay(plan, { ...old, maxWaitMs: 60_000 })).toMatchObject({ outcome: "in-progress" });
    const [first] = simulator.payouts;
    const options = { store: createMemoryStore(), requestId: first?.requestId };
    const asked = requiring(await iyzico.pay(plan, options), "approval-required");
    expect(asked.review).not.toHaveProperty("abandoned");
    await iyzico.pay(plan, old);
    expect(simulator.payouts).toHaveLength(2);
    return { ...simulation, options, asked };
  }

  test("is not authorised by the digest of that review once the chain has a payout that is paid", async () => {
    const { simulator, iyzico, options, asked } = await linkBeforeRestart(true);
    const result = await iyzico.pay(plan, { ...options, approve: asked.review?.digest });
    requiring(result, "abandoned-payout-moved");
    expect(result.auths).toBe(0);
    expect(allTimesPaid(simulator.payouts)).toEqual([0, plan.items.length]);
  });

  test("has another review once the chain has a payout that is not authorised, and that is polled on", async () => {
    const { simulator, iyzico, options, asked } = await linkBeforeRestart(false);
    const again = requiring(await iyzico.pay(plan, { ...options, approve: asked.review?.digest }), "approval-required");
    expect(countOf(simulator, "auth")).toBe(0);
    expect(again.review).toMatchObject({ abandoned: [{ externalId: `${again.externalId}-r2`, status: "INIT" }] });
    const paid = await iyzico.pay(plan, { ...options, approve: again.review?.digest });
    expect(paid).toMatchObject({ outcome: "settled", paid: "all", auths: 1 });
    expect(allTimesPaid(simulator.payouts)).toEqual([plan.items.length, 0]);
  });
});

test("a store that has an older state from before a restart is reported as having lost the payment", async () => {
  const store = createMemoryStore();
  let older: Awaited<ReturnType<PaymentStore["load"]>>;
  let isLost = false;
  const losing: PaymentStore = {
    load: async (key) => (isLost ? older : store.load(key)),
    async compareAndSet(key, expected, payment) {
      if (isLost) return undefined;
      const revision = await store.compareAndSet(key, expected, payment);
      older ??= await store.load(key);
      // The payment has begun again: the first init was for another externalId.
      isLost = (payment as { restart: number }).restart > 0;
      return revision;
    },
  };
  const { simulator, iyzico } = simulated();
  simulator.fault({ kind: "reset-after", operation: "init" });
  await expect(iyzico.pay(plan, { store: losing })).rejects.toMatchObject({ code: "payment_lost", outcome: "unknown" });
  expect(countOf(simulator, "init")).toBe(1);
});

test("a requestId of the first payout goes back to it, by digest alone, and the second is polled on", async () => {
  const { simulator, iyzico, store, first, second } = await restart({ approve: () => false });
  const options = { store, requestId: first.requestId };
  const asked = requiring(await iyzico.pay(plan, { ...options, approve: () => true }), "approval-required");
  const paid = await iyzico.pay(plan, { store, approve: asked.review?.digest });
  expect(paid).toMatchObject({
    outcome: "settled",
    externalId: first.externalId,
    abandoned: [{ externalId: second.externalId, status: "INIT" }],
  });
  expect(allTimesPaid(simulator.payouts)).toEqual([plan.items.length, 0]);
});
