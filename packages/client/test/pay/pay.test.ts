import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SimulatorOptions } from "@iyzico-mass-payout/simulator";
import { describe, expect, onTestFinished, test } from "vitest";
import { createFileStore } from "../../src/file-store.ts";
import {
  createMemoryStore,
  type PaymentStore,
  type PayOptions,
  type PayoutPlan,
  type PayResult,
  type PlannedItem,
  type Review,
} from "../../src/index.ts";
import { clientFor, credentials } from "../support/client.ts";
import { heldMs, holdTimers } from "../support/held-timers.ts";
import { canary, countOf, ibanItem, plan, requiring, simulated, statesOf, timesPaid } from "../support/simulated.ts";
import { waitUntil } from "../support/wait-until.ts";

/** Options with a store of their own. */
const fresh = () => ({ store: createMemoryStore() });

describe("a plan is paid", () => {
  test("to all recipients, once, and the result has amounts and commissions", async () => {
    const { simulator, iyzico } = simulated({ commissionOf: () => "1.25", balance: "1000" });
    const result = await iyzico.pay(plan, fresh());
    expect(result).toMatchObject({
      outcome: "settled",
      paid: "all",
      requestId: simulator.payouts[0]?.requestId,
      inits: 1,
      auths: 1,
      totals: { TRY: { paid: "120.60", commission: "3.75" } },
    });
    expect(simulator.balance).toBe("875.65");
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
    simulator.assertDone();
  });

  test("under the caller's ids, or ids made from the key", async () => {
    const { simulator, iyzico } = simulated();
    const items = [{ ...ibanItem("1"), itemExternalId: "bonus-7" }, ibanItem("2")];
    await iyzico.pay({ key: "mine", externalId: "theirs", conversationId: "c", purpose: "BONUS", items }, fresh());
    expect(simulator.payouts).toMatchObject([
      {
        externalId: "theirs",
        purpose: "BONUS",
        items: [{ itemExternalId: "bonus-7" }, { itemExternalId: "theirs-2" }],
      },
    ]);
  });

  test("to some recipients, if iyzico rejected others and that was approved", async () => {
    const outcomes = ["paid", "failed-refunded", "rejected"] as const;
    const { simulator, iyzico } = simulated({
      commissionOf: () => "0.50",
      balance: "1000",
      outcomeOf: ({ itemExternalId }) => outcomes[Number(itemExternalId.at(-1)) - 1] ?? "paid",
    });
    const reviews: Review[] = [];
    const approve = (review: Review) => reviews.push(review) > 0;
    const result = await iyzico.pay(plan, { ...fresh(), approve });
    expect(result).toMatchObject({ outcome: "settled", paid: "some" });
    expect(statesOf(result)).toEqual(["paid", "refunded", "rejected"]);
    expect(result.totals).toEqual({ TRY: { paid: "100.50", commission: "0.50", refund: "0.60" } });
    expect(reviews).toMatchObject([
      {
        payable: { count: 2, amounts: { TRY: "100.60" } },
        rejected: { count: 1, amounts: { TRY: "20" }, items: [{ itemExternalId: "salaries-3" }] },
        balance: "1000",
        isCovered: true,
      },
    ]);
    expect(simulator.balance).toBe("899");
  });

  test("once: a second call with the same plan and store sends nothing", async () => {
    const { simulator, iyzico } = simulated();
    const store = createMemoryStore();
    const first = await iyzico.pay(plan, { store });
    const asked = simulator.history.length;
    expect(first).toMatchObject({ isNew: true, createdAt: expect.any(Number), settledAt: expect.any(Number) });
    simulator.advance(30 * 86_400_000);
    expect(await iyzico.pay(plan, { store })).toEqual({ ...first, isNew: false });
    expect(simulator.history).toHaveLength(asked);
  });

  test("with checks switched off, as for init", async () => {
    const { iyzico } = simulated();
    const odd = {
      key: "odd",
      items: [{ ...ibanItem("1"), recipientInfo: "TR340006100519786457841326" } as PlannedItem],
    };
    await expect(iyzico.pay(odd, fresh())).rejects.toMatchObject({ faults: [{ reason: "iban-checksum" }] });
    expect(await iyzico.pay(odd, { ...fresh(), checks: { iban: false } })).toMatchObject({ outcome: "settled" });
  });

  test("as it was at the call, although the object changes afterwards", async () => {
    const { simulator, iyzico } = simulated();
    const changing = structuredClone(plan) as unknown as { key: string; items: { amount: { value: string } }[] };
    const paying = iyzico.pay(changing as unknown as PayoutPlan, fresh());
    (changing.items[0] as { amount: { value: string } }).amount.value = "9999";
    await paying;
    expect(simulator.payouts[0]?.items[0]?.amount).toBe("100.50");
  });
});

describe("nothing is sent", () => {
  test("of a plan with faults: the error has all of them", async () => {
    const { simulator, iyzico } = simulated();
    const faulty = { key: "", items: [ibanItem("0"), { ...ibanItem("1"), recipientName: "" }] };
    await expect(iyzico.pay(faulty, fresh())).rejects.toMatchObject({
      code: "invalid_request",
      outcome: "not-sent",
      faults: [
        { field: "key", reason: "empty" },
        { field: "externalId", reason: "empty" },
        { item: 0, field: "items[0].amount.value" },
        { item: 1, field: "items[1].recipientName" },
      ],
    });
    for (const odd of [undefined, null, 1, {}, { key: 1, items: [] }, { key: "\ud800", items: [ibanItem("1")] }]) {
      await expect(iyzico.pay(odd as never, fresh())).rejects.toMatchObject({ code: "invalid_request" });
    }
    expect(simulator.history).toEqual([]);
  });

  test.each<[message: string, options: object]>([
    ["approve must be a digest, { digest, by, note } or a function", { approve: true }],
    ["approve must be a digest, { digest, by, note } or a function", { approve: { by: "finance" } }],
    ["approve must be a digest, { digest, by, note } or a function", { approve: { digest: "d", by: "" } }],
    ["approve must be a digest, { digest, by, note } or a function", { approve: { digest: "d", note: 1 } }],
    ["pageSize must be a positive integer", { pageSize: 0 }],
    ["concurrency must be a positive integer", { concurrency: 1.5 }],
    ["restart must be true or false", { restart: "no" }],
    ["maxWaitMs must be a positive number", { maxWaitMs: 0 }],
    ["notFoundGraceMs must be a positive number", { notFoundGraceMs: Number.NaN }],
    ["signal must be an AbortSignal", { signal: 1 }],
    ["onProgress must be a function", { onProgress: {} }],
    ["stuckAfterMs must be a positive number", { stuckAfterMs: 0 }],
    ["stuckAfterMs must be a positive number", { stuckAfterMs: "3 days" }],
    ["stuckAfterMs must be a positive number", { stuckAfterMs: "5" }],
    ["store is required", { store: undefined }],
    ["store must implement { load, compareAndSet }", { store: "file" }],
    ["store must implement { load, compareAndSet }", { store: null }],
    ["store must implement { load, compareAndSet }", { store: { load: async () => undefined } }],
  ])("with an option that cannot be used: %s", async (message, options) => {
    const { simulator, iyzico } = simulated();
    await expect(iyzico.pay(plan, { ...fresh(), ...options } as PayOptions)).rejects.toMatchObject({
      code: "invalid_configuration",
      outcome: "not-sent",
      message: expect.stringContaining(message),
    });
    expect(simulator.history).toEqual([]);
  });

  test("with a requestId that cannot be one, and says what is wrong with it", async () => {
    const { simulator, iyzico } = simulated();
    for (const [requestId, reason] of [
      ["", "empty"],
      [7, "wrong-type"],
      [" r-1", "not-normalised"],
    ] as const) {
      const options = { ...fresh(), requestId: requestId as string };
      await expect(iyzico.pay(plan, options)).rejects.toMatchObject({
        code: "invalid_request",
        faults: [{ field: "requestId", reason }],
        hint: expect.stringContaining("Correct the call"),
      });
    }
    expect(simulator.history).toEqual([]);
  });

  test("of another plan under the same key, or to another address", async () => {
    const { simulator, iyzico } = simulated();
    const store = createMemoryStore();
    await iyzico.pay(plan, { store, approve: () => false });
    const asked = simulator.history.length;
    const changed = { code: "plan_mismatch", outcome: "not-sent" };
    await expect(iyzico.pay({ ...plan, items: [ibanItem("100.51")] }, { store })).rejects.toMatchObject(changed);
    const elsewhere = simulated({}, { baseUrl: "http://127.0.0.2" });
    await expect(elsewhere.iyzico.pay(plan, { store })).rejects.toMatchObject(changed);
    expect(simulator.history).toHaveLength(asked);
    expect(elsewhere.simulator.history).toEqual([]);
  });
});

describe("before auth", () => {
  const rejecting: SimulatorOptions = {
    outcomeOf: ({ itemExternalId }) => (itemExternalId === "salaries-2" ? "rejected" : "paid"),
  };

  test("the default requires an action if iyzico rejected an item, and continues with the digest of the review", async () => {
    const { simulator, iyzico } = simulated(rejecting);
    const store = createMemoryStore();
    const { review } = requiring(await iyzico.pay(plan, { store }), "approval-required");
    expect(review?.rejected.items).toEqual([{ itemExternalId: "salaries-2", errorCode: expect.any(String) }]);
    expect(countOf(simulator, "auth")).toBe(0);
    requiring(await iyzico.pay(plan, { store, approve: "another" }), "approval-required");
    const result = await iyzico.pay(plan, { store, approve: review?.digest });
    expect(result).toMatchObject({ outcome: "settled", paid: "some" });
    expect(countOf(simulator, "init")).toBe(1);
  });

  test("the default requires an action if the balance does not cover the sum", async () => {
    const { simulator, iyzico } = simulated({ balance: "120.59" });
    requiring(await iyzico.pay(plan, fresh()), "approval-required");
    expect(countOf(simulator, "auth")).toBe(0);
  });

  test("an approval is void if the review has changed meanwhile", async () => {
    const { simulator, iyzico } = simulated({ balance: "100" });
    const balances: string[] = [];
    const approve = ({ balance }: Review) => {
      balances.push(balance);
      if (balances.length === 1) simulator.topUp("1000");
      // Longer than the poll of the review counts as fresh.
      simulator.advance(10_001);
      return true;
    };
    expect(await iyzico.pay(plan, { ...fresh(), approve })).toMatchObject({ outcome: "settled" });
    expect(balances).toEqual(["100", "1100"]);
  });

  test("an approval by digest keeps the name and the note of its approver", async () => {
    const { iyzico } = simulated(rejecting);
    const store = createMemoryStore();
    const { review } = requiring(await iyzico.pay(plan, { store }), "approval-required");
    const approve = { digest: review?.digest ?? "", by: "Ayşe", note: "checked" };
    const result = await iyzico.pay(plan, { store, approve });
    expect(result).toMatchObject({ outcome: "settled", approvals: [approve] });
  });

  test("an approval stays valid when the balance changes, as long as it covers the sum", async () => {
    const { simulator, iyzico } = simulated(rejecting);
    const store = createMemoryStore();
    const { review } = requiring(await iyzico.pay(plan, { store }), "approval-required");
    simulator.topUp("0.01");
    expect(await iyzico.pay(plan, { store, approve: review?.digest })).toMatchObject({ outcome: "settled" });
  });

  test("only true approves, and an approver that changes the review changes nothing", async () => {
    for (const answer of [false, undefined, "yes", 1, {}]) {
      const { simulator, iyzico } = simulated();
      requiring(await iyzico.pay(plan, { ...fresh(), approve: () => answer as boolean }), "approval-required");
      expect(countOf(simulator, "auth")).toBe(0);
    }
    const { iyzico } = simulated(rejecting);
    const approve = (review: Review) => {
      (review as { rejected: unknown }).rejected = { count: 0 };
      return true;
    };
    expect(await iyzico.pay(plan, { ...fresh(), approve })).toMatchObject({ outcome: "settled", paid: "some" });
  });

  test("a payout that was cancelled meanwhile is settled, and none is paid", async () => {
    const { iyzico } = simulated();
    const store = createMemoryStore();
    const { requestId = "" } = requiring(await iyzico.pay(plan, { store, approve: () => false }), "approval-required");
    await iyzico.cancel(requestId);
    expect(await iyzico.pay(plan, { store })).toMatchObject({ outcome: "settled", paid: "none" });
  });
});

describe("an answer that is lost", () => {
  test("to init is resolved by polls where answers show the requestId", async () => {
    const { simulator, iyzico } = simulated({ dialect: "java" });
    simulator.fault({ kind: "reset-after", operation: "init" });
    expect(await iyzico.pay(plan, fresh())).toMatchObject({ outcome: "settled", paid: "all" });
    expect(countOf(simulator, "init")).toBe(1);
  });

  test("to init requires an action where answers do not show the requestId and the payment may not begin again", async () => {
    const { simulator, iyzico } = simulated();
    const store = createMemoryStore();
    simulator.fault({ kind: "reset-after", operation: "init" });
    const result = requiring(await iyzico.pay(plan, { store, restart: false }), "request-id-unknown");
    expect(result).toMatchObject({ inDoubt: "init", failure: { code: "network_error", outcome: "unknown" } });
    const [payout] = simulator.payouts;
    expect(await iyzico.pay(plan, { store, requestId: payout?.requestId })).toMatchObject({ outcome: "settled" });
    await expect(iyzico.pay(plan, { store: createMemoryStore(), requestId: "" })).rejects.toThrow();
    const other = { store, requestId: "another" };
    await expect(iyzico.pay(plan, other)).rejects.toMatchObject({
      code: "invalid_request",
      outcome: "not-sent",
      faults: [{ field: "requestId", reason: "already-set" }],
      hint: expect.stringContaining("Leave it out"),
    });
    expect(countOf(simulator, "init")).toBe(1);
  });

  test("to an init that never arrived leads to another init, under the same ids and after the grace period", async () => {
    const { simulator, iyzico } = simulated();
    simulator.fault({ kind: "reset-before", operation: "init" });
    const begin = simulator.clock.now();
    expect(await iyzico.pay(plan, fresh())).toMatchObject({ outcome: "settled", paid: "all", inits: 2 });
    const [, second] = simulator.history.filter(({ operation }) => operation === "init");
    expect((second?.at ?? 0) - begin).toBeGreaterThanOrEqual(600_000);
    expect(simulator.payouts).toHaveLength(1);
  });

  test("to auth is resolved by polls, without another auth", async () => {
    const { simulator, iyzico } = simulated({ repeatedAuth: "paid-again", delays: { authorised: 180_000 } });
    simulator.fault({ kind: "reset-after", operation: "auth" });
    expect(await iyzico.pay(plan, fresh())).toMatchObject({ outcome: "settled", paid: "all" });
    expect(countOf(simulator, "auth")).toBe(1);
  });

  test("to an auth that never arrived requires an action, and the digest of the review approves another auth", async () => {
    const { simulator, iyzico } = simulated();
    const store = createMemoryStore();
    simulator.fault({ kind: "reset-before", operation: "auth" });
    const { review, ...result } = requiring(
      await iyzico.pay(plan, { store, approve: () => true }),
      "auth-outcome-unknown",
    );
    expect(result).toMatchObject({ inDoubt: "auth", auths: 1 });
    expect(review?.earlierAuths).toBe(1);
    requiring(await iyzico.pay(plan, { store, approve: () => true }), "auth-outcome-unknown");
    expect(countOf(simulator, "auth")).toBe(1);
    expect(await iyzico.pay(plan, { store, approve: review?.digest })).toMatchObject({ outcome: "settled", auths: 2 });
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("to an auth that was rejected with rate_limited may be that of a second delivery: auth is not sent again", async () => {
    const { simulator, iyzico } = simulated({ repeatedAuth: "paid-again", delays: { authorised: 180_000 } });
    simulator.fault({ kind: "system-error", operation: "auth", executed: true });
    expect(await iyzico.pay(plan, fresh())).toMatchObject({ outcome: "settled" });
    simulator.fault({ kind: "rate-limited", operation: "auth" });
    requiring(await iyzico.pay({ ...plan, key: "bonuses" }, fresh()), "auth-outcome-unknown");
    expect(timesPaid(simulator)).toEqual([1, 1, 1, 0, 0, 0]);
  });

  test("because it never arrives or its body stalls is resolved by polls", async () => {
    const timers = holdTimers();
    const { simulator, iyzico } = simulated(
      { dialect: "java" },
      {
        timeoutMs: heldMs,
        async fetch(request) {
          // The time limit is reached once init has taken effect, and once half of the answer to auth has arrived.
          if (request.url.includes("/init?")) void waitUntil(() => simulator.payouts.length === 1).then(timers.fire);
          const response = await simulator.fetch(request);
          if (request.url.includes("/auth?")) setImmediate(timers.fire);
          return response;
        },
      },
    );
    simulator.fault({ kind: "timeout-after", operation: "init" });
    simulator.fault({ kind: "stalled-body", operation: "auth" });
    expect(await iyzico.pay(plan, fresh())).toMatchObject({ outcome: "settled", paid: "all" });
    expect([countOf(simulator, "init"), countOf(simulator, "auth")]).toEqual([1, 1]);
  });
});

describe("a rejection", () => {
  test("requires an action, and the payment continues once the cause is corrected", async () => {
    const wrong = simulated({}, { credentials: { ...credentials, secretKey: "wrong" } });
    const store = createMemoryStore();
    const failed = requiring(await wrong.iyzico.pay(plan, { store }), "retrieve-failed");
    expect(failed.failure).toMatchObject({ code: "authentication_failed", errorCode: "1000" });
    const { simulator, iyzico } = simulated();
    simulator.fault({ kind: "rate-limited", operation: "init", times: 2 });
    expect(await iyzico.pay(plan, { store })).toMatchObject({ outcome: "settled" });
    expect(simulator.payouts).toHaveLength(1);
  });

  test("of an init that was delivered twice does not hide the payout that the first delivery created", async () => {
    const { simulator, iyzico } = simulated({ dialect: "java" });
    simulator.fault({ kind: "duplicate", operation: "init" });
    expect(await iyzico.pay(plan, fresh())).toMatchObject({ outcome: "settled", paid: "all", inits: 1 });
    expect(countOf(simulator, "auth")).toBe(1);
  });
});

describe("without the store of an earlier call", () => {
  test("a payout with the plan's externalId requires an action, and nothing is paid again", async () => {
    const { simulator, iyzico } = simulated({ repeatedInit: "new-payout" });
    const first = await iyzico.pay(plan, fresh());
    expect(requiring(await iyzico.pay(plan, fresh()), "external-id-taken")).toMatchObject({ paid: "none", inits: 0 });
    // With its requestId the result shows its state, and nothing is sent.
    const again = await iyzico.pay(plan, { ...fresh(), requestId: first.requestId, approve: () => true });
    expect(again).toMatchObject({ outcome: "settled", paid: "all", auths: 0 });
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("a function cannot approve a payout that an operator linked", async () => {
    const { simulator, iyzico } = simulated({ repeatedAuth: "paid-again", delays: { authorised: 3_600_000 } });
    await iyzico.pay(plan, { ...fresh(), maxWaitMs: 60_000 });
    const [payout] = simulator.payouts;
    const options = { requestId: payout?.requestId, approve: () => true, store: createMemoryStore() };
    requiring(await iyzico.pay(plan, options), "approval-required");
    expect(countOf(simulator, "auth")).toBe(1);
  });

  test("another recipient or currency under the same ids is a mismatch", async () => {
    const { simulator, iyzico } = simulated({ outcomeOf: () => "paid" });
    const denied = requiring(await iyzico.pay(plan, { ...fresh(), approve: () => false }), "approval-required");
    const { requestId } = denied;
    const others: PlannedItem[][] = [
      [
        { ...ibanItem("100.50"), recipientInfo: "TR320010009999901234567890" } as PlannedItem,
        ibanItem("0.10"),
        ibanItem("20"),
      ],
      plan.items.map((item) => ({ ...item, amount: { ...item.amount, currency: "USD" as const } })),
      [
        { ...ibanItem("1"), recipientType: "MEMBER_ID", recipientInfo: "841326" } as PlannedItem,
        ibanItem("0.10"),
        ibanItem("20"),
      ],
    ];
    for (const items of others) {
      requiring(
        await iyzico.pay({ ...plan, items }, { ...fresh(), requestId, approve: () => true }),
        "payout-mismatch",
      );
    }
    expect(countOf(simulator, "auth")).toBe(0);
  });
});

describe("time", () => {
  test("ends a call, and the next one continues the payment", async () => {
    const { simulator, iyzico } = simulated({ delays: { processing: 3_600_000 } });
    const store = createMemoryStore();
    const open = await iyzico.pay(plan, { store, maxWaitMs: 60_000 });
    expect(open).toMatchObject({ outcome: "in-progress", phase: "authorised", paid: "none" });
    expect(open).not.toHaveProperty("inDoubt");
    const begun = simulator.history.length;
    expect(await iyzico.pay(plan, { store, maxWaitMs: 86_400_000 })).toMatchObject({ outcome: "settled" });
    expect(simulator.history.slice(begun).every(({ operation }) => operation === "retrieve")).toBe(true);
  });

  test("ends a call with what is in doubt", async () => {
    const { simulator, iyzico } = simulated();
    const store = createMemoryStore();
    simulator.fault({ kind: "reset-before", operation: "init" });
    const open = await iyzico.pay(plan, { store, maxWaitMs: 60_000 });
    expect(open).toMatchObject({ outcome: "in-progress", inDoubt: "init", failure: { outcome: "unknown" } });
  });

  test("adds up over short calls", async () => {
    const { simulator, iyzico } = simulated();
    const store = createMemoryStore();
    simulator.fault({ kind: "reset-before", operation: "init" });
    let calls = 0;
    let result: PayResult;
    do {
      result = await iyzico.pay(plan, { store, maxWaitMs: 60_000 });
      calls += 1;
    } while (result.inDoubt === "init" && calls < 100);
    expect(calls).toBeLessThan(30);
    expect(countOf(simulator, "init")).toBe(2);
  });

  test("passes while polls fail, and the result has the failure", async () => {
    const { simulator, iyzico } = simulated({}, { retry: false });
    simulator.fault({ kind: "html-502", operation: "retrieve", times: 8 });
    const open = await iyzico.pay(plan, { ...fresh(), maxWaitMs: 60_000 });
    expect(open).toMatchObject({ outcome: "in-progress", failure: { code: "service_error" } });
    expect(await iyzico.pay(plan, fresh())).toMatchObject({ outcome: "settled" });
  });

  test("that ends during a poll is not a failure", async () => {
    // What is left of the call after the first attempt is a little less than half of it.
    const timers = holdTimers(heldMs / 4);
    const { simulator, iyzico } = simulated(
      {},
      {
        async fetch(request) {
          // More than half: the first attempt ends with its own limit, and the second one with that of the call.
          simulator.advance(heldMs / 2 + 1);
          setImmediate(timers.fire);
          return simulator.fetch(request);
        },
      },
    );
    simulator.fault({ kind: "timeout-before", operation: "retrieve", times: 2 });
    const open = await iyzico.pay(plan, { ...fresh(), maxWaitMs: heldMs, pollEveryMs: heldMs });
    expect(open).toMatchObject({ outcome: "in-progress", phase: "planned" });
    expect(open).not.toHaveProperty("failure");
  });

  test("does not let a write wait for the rate limit beyond the grace period: it is not sent", async () => {
    const timers = holdTimers();
    const acquire = () => {
      // The poll of four ids, and the second of one.
      if (simulator.history.length < 5) return Promise.resolve();
      setImmediate(timers.fire);
      return new Promise<void>(() => {});
    };
    const { simulator, iyzico } = simulated({}, { rateLimit: { acquire } });
    // Two pauses, which end up to a quarter later, leave the init its grace period. The pause after it ends the call.
    const limits = { notFoundGraceMs: heldMs, pollEveryMs: 60_000, maxWaitMs: 130_000 };
    const result = await iyzico.pay(plan, { ...fresh(), ...limits });
    expect(result).toMatchObject({
      outcome: "in-progress",
      inits: 0,
      failure: { code: "deadline_exceeded", outcome: "not-sent" },
    });
    expect(result).not.toHaveProperty("inDoubt");
    expect(countOf(simulator, "init")).toBe(0);
  });
});

describe("a signal", () => {
  test("ends the call before the store is called, in a pause and in a request, and the payment continues later", async () => {
    const { simulator, iyzico } = simulated({ dialect: "java", delays: { processing: 60_000 } });
    const store = createMemoryStore();
    const stopped = { code: "aborted", hint: expect.stringContaining("same plan and store") };
    await expect(iyzico.pay(plan, { store, signal: AbortSignal.abort("stop") })).rejects.toMatchObject({
      ...stopped,
      outcome: "unknown",
      cause: "stop",
    });
    for (const at of ["init", "auth", "retrieve", "pause"]) {
      const controller = new AbortController();
      const aborting = clientFor("http://127.0.0.1", {
        rateLimit: false,
        fetch: async (request) => {
          const response = await simulator.fetch(request);
          if (request.url.includes(`/${at}?`)) controller.abort();
          return response;
        },
        clock: {
          now: simulator.clock.now,
          sleep: (milliseconds, signal) => {
            if (at === "pause") controller.abort();
            return simulator.clock.sleep(milliseconds, signal);
          },
        },
      });
      await expect(aborting.pay(plan, { store, signal: controller.signal })).rejects.toMatchObject(stopped);
    }
    expect(await iyzico.pay(plan, { store })).toMatchObject({ outcome: "settled", paid: "all" });
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });
});

test("an abort after polls alone says that nothing was sent, and one after init that something may be", async () => {
  const { simulator } = simulated();
  const store = createMemoryStore();
  const abortAt = async (operation: string, options: Partial<PayOptions> = {}) => {
    const controller = new AbortController();
    const aborting = clientFor("http://127.0.0.1", {
      clock: simulator.clock,
      rateLimit: false,
      fetch: async (request) => {
        const response = await simulator.fetch(request);
        if (request.url.includes(`/${operation}?`)) controller.abort("stop");
        return response;
      },
    });
    return aborting.pay(plan, { store, signal: controller.signal, ...options });
  };
  await expect(abortAt("retrieve")).rejects.toMatchObject({ code: "aborted", outcome: "not-sent", cause: "stop" });
  expect(countOf(simulator, "init")).toBe(0);
  await expect(abortAt("init")).rejects.toMatchObject({ code: "aborted", outcome: "unknown", cause: "stop" });
  // The auth of a payout that an operator linked may have been sent before.
  const linked = { store: createMemoryStore(), requestId: simulator.payouts[0]?.requestId };
  await expect(abortAt("retrieve", linked)).rejects.toMatchObject({ code: "aborted", outcome: "unknown" });
});

test("a clock that fails in a pause ends the call with its error, and the payment continues later", async () => {
  const { simulator, iyzico } = simulated();
  const store = createMemoryStore();
  const failure = new Error("the clock failed");
  const failing = clientFor("http://127.0.0.1", {
    clock: { now: simulator.clock.now, sleep: () => Promise.reject(failure) },
    rateLimit: false,
    fetch: simulator.fetch,
  });
  const { signal } = new AbortController();
  await expect(failing.pay(plan, { store, signal })).rejects.toBe(failure);
  expect(await iyzico.pay(plan, { store })).toMatchObject({ outcome: "settled", paid: "all" });
});

describe("a store", () => {
  const kept = async (store: PaymentStore) => JSON.stringify(await store.load("salaries"));

  test("has the ids before anything is sent, and never a name, an account, a description or an API key", async () => {
    const store = createMemoryStore();
    const seen: string[] = [];
    const { simulator, iyzico } = simulated({ outcomeOf: () => "failed-unrefunded", dialect: "java" });
    const watching = clientFor("http://127.0.0.1", {
      clock: simulator.clock,
      rateLimit: false,
      fetch: async (request) => {
        seen.push(await kept(store));
        return simulator.fetch(request);
      },
    });
    const result = await watching.pay(plan, { store });
    seen.push(await kept(store), JSON.stringify(result));
    expect(seen[0]).toContain("salaries-3");
    for (const text of seen)
      for (const secret of [canary, "TR33", "84132", "sandbox-"]) expect(text).not.toContain(secret);
    expect(requiring(await iyzico.pay(plan, { store }), "refund-failed").totals).toEqual({
      TRY: { receivable: "120.60" },
    });
  });

  test("that fails, or has another value under the key, ends the call with an error of its own", async () => {
    const { simulator, iyzico } = simulated();
    const broken = Object.assign(new Error("disk full"), { code: "ENOSPC" });
    const failing: PaymentStore = { ...createMemoryStore(), compareAndSet: () => Promise.reject(broken) };
    const failed = {
      code: "store_failed",
      outcome: "unknown",
      cause: broken,
      message: expect.stringContaining("(ENOSPC)"),
    };
    await expect(iyzico.pay(plan, { store: failing })).rejects.toMatchObject(failed);
    const foreign = createMemoryStore();
    await foreign.compareAndSet("salaries", undefined, { hello: "world" });
    await expect(iyzico.pay(plan, { store: foreign })).rejects.toMatchObject({ code: "payment_unreadable" });
    const nameless: PaymentStore = { ...createMemoryStore(), load: () => Promise.reject(new Error("broken")) };
    const unnamed = { code: "store_failed", message: "pay: the payment store failed." };
    await expect(iyzico.pay(plan, { store: nameless })).rejects.toMatchObject(unnamed);
    expect(simulator.history).toEqual([]);
  });

  test("that another process has changed meanwhile ends the call before anything else is sent", async () => {
    const { simulator, iyzico } = simulated();
    const store = createMemoryStore();
    const approve = async () => {
      expect(await iyzico.pay(plan, { store })).toMatchObject({ outcome: "settled", paid: "all" });
      return true;
    };
    await expect(iyzico.pay(plan, { store, approve })).rejects.toMatchObject({ code: "payment_locked" });
    expect(countOf(simulator, "auth")).toBe(1);
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("of files rejects a second process, and gives a third one the state of the first", async () => {
    const folder = mkdtempSync(join(tmpdir(), "payments-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const { simulator, iyzico } = simulated();
    const approve = async () => {
      const second = iyzico.pay(plan, { store: createFileStore(folder) });
      await expect(second).rejects.toMatchObject({ code: "payment_locked", outcome: "not-sent" });
      return false;
    };
    const store = createFileStore(folder, { create: true });
    requiring(await iyzico.pay(plan, { store, approve }), "approval-required");
    expect(await iyzico.pay(plan, { store: createFileStore(folder) })).toMatchObject({ outcome: "settled", inits: 1 });
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("is locked during the call, and unlocked even if the call fails", async () => {
    const { iyzico } = simulated();
    const locks: string[] = [];
    const store: PaymentStore = {
      ...createMemoryStore(),
      async lock(key) {
        locks.push(`lock ${key}`);
        return async () => {
          locks.push(`unlock ${key}`);
          throw new Error("a lock that can't be given back hides nothing");
        };
      },
    };
    expect(await iyzico.pay(plan, { store })).toMatchObject({ outcome: "settled" });
    await expect(iyzico.pay({ ...plan, items: [ibanItem("1")] }, { store })).rejects.toThrow();
    expect(locks).toEqual(["lock salaries", "unlock salaries", "lock salaries", "unlock salaries"]);
  });
});

test("onProgress receives every step, and its error ends the call", async () => {
  const { iyzico } = simulated();
  const phases: string[] = [];
  await iyzico.pay(plan, { ...fresh(), onProgress: ({ phase }) => phases.push(phase) });
  expect([...new Set(phases)]).toEqual(["planned", "created", "authorised"]);
  const stop = new Error("stop");
  await expect(
    iyzico.pay(
      { ...plan, key: "other" },
      {
        ...fresh(),
        onProgress: () => {
          throw stop;
        },
      },
    ),
  ).rejects.toBe(stop);
});
