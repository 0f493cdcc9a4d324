// A store that comes back to an older state and says so, against the simulator.
import { expect, test } from "vitest";
import { LosableStore } from "../support/losable-store.ts";
import { countOf, plan, requiring, simulated, timesPaid } from "../support/simulated.ts";

const allRevisions = 1_000;

test("an auth that the store has lost is not sent again: what it did is polled", async () => {
  const { simulator, iyzico } = simulated({ repeatedAuth: "paid-again", delays: { authorised: 300_000 } });
  const store = new LosableStore(undefined);
  const options = { store, approve: () => true };
  // The call ends soon after auth, whose effect is not shown yet.
  await iyzico.pay(plan, { ...options, maxWaitMs: 30_000, timeoutMs: 1_000 });
  expect(countOf(simulator, "auth")).toBe(1);
  while (store.payment?.phase !== "created") store.fallBack(1);
  const result = await iyzico.pay(plan, options);
  expect(result).toMatchObject({ outcome: "settled", paid: "all", auths: 0 });
  expect(result.history.map(({ event }) => event)).toContain("restored");
  expect(countOf(simulator, "auth")).toBe(1);
  expect(timesPaid(simulator)).toEqual([1, 1, 1]);
});

test("a payout whose init the store has lost is linked by its requestId, and authorised by a digest alone", async () => {
  const { simulator, iyzico } = simulated();
  const store = new LosableStore(undefined);
  await iyzico.pay(plan, { store, approve: () => false });
  store.fallBack(allRevisions);
  expect(store.payment).toMatchObject({ phase: "planned", inits: 0 });
  const requestId = simulator.payouts[0]?.requestId;
  const begin = simulator.clock.now();
  const asked = requiring(await iyzico.pay(plan, { store, requestId, approve: () => true }), "auth-outcome-unknown");
  expect(simulator.clock.now() - begin).toBeGreaterThanOrEqual(600_000);
  expect(asked).toMatchObject({
    messageId: "auth-outcome-unknown-restored",
    review: { mayHaveLostWrites: true, isLinkedManually: true },
    inDoubt: "auth",
  });
  expect([countOf(simulator, "init"), countOf(simulator, "auth")]).toEqual([1, 0]);
  expect(await iyzico.pay(plan, { store, approve: asked.review?.digest })).toMatchObject({ outcome: "settled" });
  expect(timesPaid(simulator)).toEqual([1, 1, 1]);
});

test("a call that is aborted does not say that nothing was sent", async () => {
  const { iyzico } = simulated();
  const store = new LosableStore(undefined);
  await iyzico.pay(plan, { store, approve: () => false });
  store.fallBack(allRevisions);
  const controller = new AbortController();
  const onProgress = () => controller.abort("stop");
  await expect(iyzico.pay(plan, { store, onProgress, signal: controller.signal })).rejects.toMatchObject({
    code: "aborted",
    outcome: "unknown",
  });
});
