// An approver who approves every digest at once must not be able to have a recipient paid twice, whatever iyzico does.
import type { Fault, Simulator, SimulatorOptions } from "@iyzico-mass-payout/simulator";
import { describe, expect, test } from "vitest";
import { createMemoryStore, type MassPayoutClient, type PayResult } from "../../src/index.ts";
import { countOf, plan, requiring, simulated, timesPaid } from "../support/simulated.ts";

/** Every digest that is offered is approved at once, and the balance is filled when pay asks for it. */
async function approveEverything(simulator: Simulator, iyzico: MassPayoutClient): Promise<PayResult[]> {
  const store = createMemoryStore();
  const results: PayResult[] = [];
  let digest: string | undefined;
  for (let calls = 0; calls < 30; calls += 1) {
    const result = await iyzico.pay(plan, { store, ...(digest !== undefined && { approve: digest }) });
    results.push(result);
    expect(Math.max(...timesPaid(simulator)), `no recipient is paid twice in call ${calls + 1}`).toBeLessThanOrEqual(1);
    if (result.outcome === "settled") break;
    if (result.outcome !== "action-required") continue;
    digest = result.review?.digest;
    if (result.reason === "insufficient-balance") simulator.topUp("1000");
  }
  return results;
}

const reasonsOf = (results: PayResult[]) =>
  results.map((result) => (result.outcome === "action-required" ? result.reason : result.outcome));

describe("a payout without balance", () => {
  const options: SimulatorOptions = { balance: "1", insufficientBalance: "auth-again", repeatedAuth: "paid-again" };

  test("that another auth continues is paid once, although every digest is approved at once", async () => {
    const { simulator, iyzico } = simulated(options);
    const results = await approveEverything(simulator, iyzico);
    expect(results.at(-1)).toMatchObject({ outcome: "settled", paid: "all", auths: 2 });
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
    expect(reasonsOf(results)).toEqual([
      "approval-required",
      "insufficient-balance",
      "insufficient-balance",
      "settled",
    ]);
    // The first report has no digest: iyzico may continue by itself once the balance is filled.
    expect(results[1]).not.toHaveProperty("review");
    expect(results[2]).toHaveProperty("review.digest");
  });

  test("that lacks the commissions alone is offered for no other auth, and is paid once when they are there", async () => {
    // Amounts of 120.60, and commissions of 9.
    const { simulator, iyzico } = simulated({
      ...options,
      balance: "121",
      insufficientBalance: "goes-on",
      commissionOf: () => "3",
    });
    const store = createMemoryStore();
    for (let calls = 0; calls < 3; calls += 1) {
      const result = requiring(await iyzico.pay(plan, { store }), "insufficient-balance");
      expect(result).not.toHaveProperty("review");
    }
    simulator.topUp("8.60");
    expect(await iyzico.pay(plan, { store })).toMatchObject({ outcome: "settled", paid: "all", auths: 1 });
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("shows INSUFFICIENT_BALANCE after the second auth for minutes, and no third one is offered meanwhile", async () => {
    const { simulator, iyzico } = simulated({ ...options, delays: { authorised: 300_000, queued: 200_000 } });
    expect((await approveEverything(simulator, iyzico)).at(-1)).toMatchObject({ outcome: "settled", auths: 2 });
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test.each([0, 5_000, 300_000])(
    "that iyzico continues by itself after %d ms is paid once, by one auth",
    async (resumed) => {
      const { simulator, iyzico } = simulated({ ...options, insufficientBalance: "goes-on", delays: { resumed } });
      const results = await approveEverything(simulator, iyzico);
      expect(results.at(-1)).toMatchObject({ outcome: "settled", paid: "all", auths: 1 });
      expect(timesPaid(simulator)).toEqual([1, 1, 1]);
      expect(countOf(simulator, "auth")).toBe(1);
    },
  );

  test.each<[string, Fault]>([
    ["was lost", { kind: "reset-after", operation: "auth" }],
    ["was a rejection", { kind: "rejection", operation: "auth", errorCode: "1000", executed: true }],
    ["was that of a second delivery", { kind: "duplicate-later", operation: "auth", ms: 1 }],
    ["came before an older state was shown", { kind: "stale", operation: "retrieve", ms: 30_000, times: 6 }],
  ])("is paid once when the answer to an auth %s", async (_, fault) => {
    for (const insufficientBalance of ["auth-again", "goes-on"] as const) {
      const repeatedAuth = fault.kind === "duplicate-later" ? "ignored" : "paid-again";
      const { simulator, iyzico } = simulated({
        ...options,
        insufficientBalance,
        repeatedAuth,
        delays: { resumed: 60_000 },
      });
      const pay: MassPayoutClient["pay"] = async (paid, given) => {
        const before = countOf(simulator, "auth");
        const result = await iyzico.pay(paid, given);
        // The next auth meets the fault.
        if (countOf(simulator, "auth") > before) simulator.fault(fault);
        return result;
      };
      simulator.fault(fault);
      const results = await approveEverything(simulator, { ...iyzico, pay });
      expect(results.at(-1)).toMatchObject({ outcome: "settled", paid: "all" });
      expect(timesPaid(simulator)).toEqual([1, 1, 1]);
    }
  });

  test("in a call with a short grace period has its digest offered no sooner than that", async () => {
    const { simulator, iyzico } = simulated(options);
    const store = createMemoryStore();
    const limits = { store, notFoundGraceMs: 60_000 };
    const first = requiring(await iyzico.pay(plan, limits), "approval-required");
    requiring(await iyzico.pay(plan, { ...limits, approve: first.review?.digest }), "insufficient-balance");
    simulator.topUp("1000");
    const filledAt = simulator.clock.now();
    const { review } = requiring(await iyzico.pay(plan, limits), "insufficient-balance");
    expect(review).toMatchObject({ earlierAuths: 1, isCovered: true, payoutStatus: "INSUFFICIENT_BALANCE" });
    expect(simulator.clock.now() - filledAt).toBeGreaterThanOrEqual(60_000);
    // The digest of the first auth does not approve a second.
    expect(review?.digest).not.toBe(first.review?.digest);
    requiring(await iyzico.pay(plan, { ...limits, approve: first.review?.digest }), "insufficient-balance");
    expect(countOf(simulator, "auth")).toBe(1);
  });
});

describe("an auth that took effect and was answered with a documented rejection", () => {
  test.each(["1000", "11", "401"])("%s is waited out as a lost answer is, and paid once", async (errorCode) => {
    const { simulator, iyzico } = simulated({ repeatedAuth: "paid-again", delays: { authorised: 180_000 } });
    simulator.fault({ kind: "rejection", operation: "auth", errorCode, executed: true });
    const results = await approveEverything(simulator, iyzico);
    expect(reasonsOf(results)).toEqual(["settled"]);
    expect(results.at(-1)).toMatchObject({ paid: "all", auths: 1 });
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("because it was delivered twice is paid once", async () => {
    const { simulator, iyzico } = simulated({ delays: { authorised: 180_000 } });
    simulator.fault({ kind: "duplicate", operation: "auth" });
    expect(reasonsOf(await approveEverything(simulator, iyzico))).toEqual(["settled"]);
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("is offered again only after the grace period, if it did not take effect", async () => {
    const { simulator, iyzico } = simulated({ repeatedAuth: "paid-again" });
    simulator.fault({ kind: "rejection", operation: "auth", errorCode: "1000" });
    const begin = simulator.clock.now();
    const store = createMemoryStore();
    const { review, failure } = requiring(await iyzico.pay(plan, { store }), "auth-outcome-unknown");
    expect(simulator.clock.now() - begin).toBeGreaterThanOrEqual(600_000);
    expect(failure).toMatchObject({ code: "authentication_failed", outcome: "rejected" });
    expect(await iyzico.pay(plan, { store, approve: review?.digest })).toMatchObject({ outcome: "settled", auths: 2 });
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("and is delivered minutes later is paid once", async () => {
    const { simulator, iyzico } = simulated({ repeatedAuth: "paid-again" });
    simulator.fault({ kind: "delayed", operation: "auth", ms: 300_000 });
    expect(reasonsOf(await approveEverything(simulator, iyzico))).toEqual(["settled"]);
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });
});

test("a payout that iyzico's operator authorised while it was reviewed is paid once", async () => {
  const { simulator, iyzico } = simulated({ repeatedAuth: "paid-again", delays: { authorised: 60_000 } });
  const store = createMemoryStore();
  const approve = () => {
    // As in iyzico's panel, before the answer of the approver.
    simulator.authorisePayout(simulator.payouts[0]?.requestId ?? "");
    return false;
  };
  requiring(await iyzico.pay(plan, { store, approve }), "approval-required");
  simulator.advance(60_000);
  expect(await iyzico.pay(plan, { store })).toMatchObject({ outcome: "settled", paid: "all", auths: 0 });
  expect(timesPaid(simulator)).toEqual([1, 1, 1]);
});

test("a linked payout that was authorised before is not offered for another auth before the grace period is over", async () => {
  const { simulator, iyzico } = simulated({ repeatedAuth: "paid-again", delays: { authorised: 300_000 } });
  // Its store is lost right after auth.
  const lost = { store: createMemoryStore(), maxWaitMs: 60_000 };
  expect(await iyzico.pay(plan, lost)).toMatchObject({ outcome: "in-progress", auths: 1 });
  const store = createMemoryStore();
  requiring(await iyzico.pay(plan, { store }), "external-id-taken");
  const requestId = simulator.payouts[0]?.requestId;
  const result = await iyzico.pay(plan, { store, requestId });
  expect(result).toMatchObject({ outcome: "settled", paid: "all", auths: 0 });
  expect(timesPaid(simulator)).toEqual([1, 1, 1]);
});
