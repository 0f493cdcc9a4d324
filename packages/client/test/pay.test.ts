import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSimulator, type Simulator, type SimulatorOptions } from "@iyzico-mass-payout/simulator";
import { describe, expect, onTestFinished, test } from "vitest";
import { createFileStore } from "../src/file-store.ts";
import {
  createMassPayoutClient,
  createMemoryStore,
  type MassPayoutClientOptions,
  type PaymentReport,
  type PaymentStore,
  type PayoutPlan,
  type PayResult,
  type PlannedItem,
  type Review,
} from "../src/index.ts";

const credentials = { apiKey: "sandbox-key", secretKey: "sandbox-secret" };
const canary = "CANARY";

const recipient = (amount: string, name: string = canary): PlannedItem => ({
  recipientType: "IBAN",
  recipientInfo: "TR330006100519786457841326",
  recipientName: name,
  amount: { value: amount, currency: "TRY" },
  description: canary,
});
const plan: PayoutPlan = { key: "salaries", items: [recipient("100.50"), recipient("0.10"), recipient("20")] };

/** A simulated iyzico, and a client in its time. */
function simulated(options: SimulatorOptions = {}, clientOptions: Partial<MassPayoutClientOptions> = {}) {
  const simulator = createSimulator({ credentials, ...options });
  const iyzico = createMassPayoutClient({
    credentials,
    baseUrl: "http://127.0.0.1",
    fetch: simulator.fetch,
    clock: simulator.clock,
    rateLimit: false,
    ...clientOptions,
  } as MassPayoutClientOptions);
  return { simulator, iyzico };
}

const sent = ({ history }: Simulator, name: string) => history.filter(({ operation }) => operation === name).length;
const timesPaid = ({ payouts }: Simulator) => payouts.flatMap(({ items }) => items.map((item) => item.timesPaid));
const statesOf = ({ items }: PaymentReport) => items.map(({ state }) => state);

/** The result, which needs a person for this reason. */
function needing(result: PayResult, reason: string): Extract<PayResult, { outcome: "action-required" }> {
  expect(result).toMatchObject({ outcome: "action-required", reason });
  return result as Extract<PayResult, { outcome: "action-required" }>;
}

describe("a plan is paid", () => {
  test("to everyone, once, with what each got and what it cost", async () => {
    const { simulator, iyzico } = simulated({ commissionOf: () => "1.25", balance: "1000" });
    const result = await iyzico.pay(plan);
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

  test("under ids that are the caller's, or made of the key", async () => {
    const { simulator, iyzico } = simulated();
    const items = [{ ...recipient("1"), itemExternalId: "bonus-7" }, recipient("2")];
    await iyzico.pay({ key: "mine", externalId: "theirs", conversationId: "c", purpose: "BONUS", items });
    expect(simulator.payouts).toMatchObject([
      {
        externalId: "theirs",
        purpose: "BONUS",
        items: [{ itemExternalId: "bonus-7" }, { itemExternalId: "theirs-2" }],
      },
    ]);
  });

  test("to some, when some were refused and that was approved, and the ledger says where each lira is", async () => {
    const fates = ["paid", "failed-refunded", "rejected"] as const;
    const { simulator, iyzico } = simulated({
      commissionOf: () => "0.50",
      balance: "1000",
      outcomeOf: ({ itemExternalId }) => fates[Number(itemExternalId.at(-1)) - 1] ?? "paid",
    });
    const reviews: Review[] = [];
    const approve = (review: Review) => reviews.push(review) > 0;
    const result = await iyzico.pay(plan, { approve });
    expect(result).toMatchObject({ outcome: "settled", paid: "some" });
    expect(statesOf(result)).toEqual(["paid", "refunded", "refused"]);
    expect(result.totals).toEqual({ TRY: { paid: "100.50", commission: "0.50", refund: "0.60" } });
    expect(reviews).toMatchObject([
      {
        payable: { count: 2, amounts: { TRY: "100.60" } },
        refused: { count: 1, amounts: { TRY: "20" }, items: [{ itemExternalId: "salaries-3" }] },
        balance: "1000",
        isCovered: true,
      },
    ]);
    expect(simulator.balance).toBe("899");
  });

  test("and a second call with the same plan and store asks iyzico nothing", async () => {
    const { simulator, iyzico } = simulated();
    const store = createMemoryStore();
    const first = await iyzico.pay(plan, { store });
    const asked = simulator.history.length;
    expect(await iyzico.pay(plan, { store })).toEqual(first);
    expect(simulator.history).toHaveLength(asked);
  });

  test("with checks switched off, as for init", async () => {
    const { iyzico } = simulated();
    const odd = {
      key: "odd",
      items: [{ ...recipient("1"), recipientInfo: "TR340006100519786457841326" } as PlannedItem],
    };
    await expect(iyzico.pay(odd)).rejects.toMatchObject({ faults: [{ reason: "iban-checksum" }] });
    expect(await iyzico.pay(odd, { checks: { iban: false } })).toMatchObject({ outcome: "settled" });
  });

  test("as it was when the call was made, whatever becomes of the object afterwards", async () => {
    const { simulator, iyzico } = simulated();
    const changing = structuredClone(plan) as unknown as { key: string; items: { amount: { value: string } }[] };
    const paying = iyzico.pay(changing as unknown as PayoutPlan);
    (changing.items[0] as { amount: { value: string } }).amount.value = "9999";
    await paying;
    expect(simulator.payouts[0]?.items[0]?.amount).toBe("100.50");
  });
});

describe("nothing is sent", () => {
  test("of a plan with faults: all of them are said at once", async () => {
    const { simulator, iyzico } = simulated();
    const faulty = { key: " ", items: [recipient("0"), { ...recipient("1"), recipientName: "" }] };
    await expect(iyzico.pay(faulty)).rejects.toMatchObject({
      code: "invalid_request",
      outcome: "not-sent",
      faults: [
        { field: "key", reason: "empty" },
        { field: "externalId", reason: "empty" },
        { item: 0, field: "items[0].amount.value" },
        { item: 1, field: "items[1].recipientName" },
      ],
    });
    for (const odd of [undefined, null, 1, {}, { key: 1, items: [] }, { key: "\ud800", items: [recipient("1")] }]) {
      await expect(iyzico.pay(odd as never)).rejects.toMatchObject({ code: "invalid_request" });
    }
    expect(simulator.history).toEqual([]);
  });

  test("with options that can't be used", async () => {
    const { simulator, iyzico } = simulated();
    for (const options of [{ approve: true }, { maxWaitMs: 0 }, { notFoundGraceMs: Number.NaN }, { signal: 1 }]) {
      await expect(iyzico.pay(plan, options as never)).rejects.toMatchObject({ code: "invalid_configuration" });
    }
    await expect(iyzico.pay(plan, { requestId: "" })).rejects.toMatchObject({ code: "invalid_request" });
    expect(simulator.history).toEqual([]);
  });

  test("of a plan that differs from the one that was begun, or at another address", async () => {
    const { simulator, iyzico } = simulated();
    const store = createMemoryStore();
    await iyzico.pay(plan, { store, approve: () => false });
    const asked = simulator.history.length;
    const changed = { code: "plan_mismatch", outcome: "not-sent" };
    await expect(iyzico.pay({ ...plan, items: [recipient("100.51")] }, { store })).rejects.toMatchObject(changed);
    const elsewhere = simulated({}, { baseUrl: "http://127.0.0.2" });
    await expect(elsewhere.iyzico.pay(plan, { store })).rejects.toMatchObject(changed);
    expect(simulator.history).toHaveLength(asked);
    expect(elsewhere.simulator.history).toEqual([]);
  });
});

describe("before auth", () => {
  const refusing: SimulatorOptions = {
    outcomeOf: ({ itemExternalId }) => (itemExternalId === "salaries-2" ? "rejected" : "paid"),
  };

  test("the default stops when somebody was refused, and goes on with the digest of the review", async () => {
    const { simulator, iyzico } = simulated(refusing);
    const store = createMemoryStore();
    const { review } = needing(await iyzico.pay(plan, { store }), "approval-required");
    expect(review?.refused.items).toEqual([{ itemExternalId: "salaries-2", errorCode: expect.any(String) }]);
    expect(sent(simulator, "auth")).toBe(0);
    needing(await iyzico.pay(plan, { store, approve: "another" }), "approval-required");
    const result = await iyzico.pay(plan, { store, approve: review?.digest });
    expect(result).toMatchObject({ outcome: "settled", paid: "some" });
    expect(sent(simulator, "init")).toBe(1);
  });

  test("the default stops when the balance does not cover the sum", async () => {
    const { simulator, iyzico } = simulated({ balance: "120.59" });
    needing(await iyzico.pay(plan), "approval-required");
    expect(sent(simulator, "auth")).toBe(0);
  });

  test("an approval is void when the state has changed since it was asked for", async () => {
    const { simulator, iyzico } = simulated({ balance: "100" });
    const balances: string[] = [];
    const approve = ({ balance }: Review) => {
      balances.push(balance);
      if (balances.length === 1) simulator.topUp("1000");
      return true;
    };
    expect(await iyzico.pay(plan, { approve })).toMatchObject({ outcome: "settled" });
    expect(balances).toEqual(["100", "1100"]);
  });

  test("an approval holds while others use the account, as long as the balance covers the sum", async () => {
    const { simulator, iyzico } = simulated(refusing);
    const store = createMemoryStore();
    const { review } = needing(await iyzico.pay(plan, { store }), "approval-required");
    simulator.topUp("0.01");
    expect(await iyzico.pay(plan, { store, approve: review?.digest })).toMatchObject({ outcome: "settled" });
  });

  test("nothing but true approves, and what is approved can't be changed by who polls at it", async () => {
    for (const answer of [false, undefined, "yes", 1, {}]) {
      const { simulator, iyzico } = simulated();
      needing(await iyzico.pay(plan, { approve: () => answer as boolean }), "approval-required");
      expect(sent(simulator, "auth")).toBe(0);
    }
    const { iyzico } = simulated(refusing);
    const approve = (review: Review) => {
      (review as { refused: unknown }).refused = { count: 0 };
      return true;
    };
    expect(await iyzico.pay(plan, { approve })).toMatchObject({ outcome: "settled", paid: "some" });
  });

  test("a payout that was cancelled meanwhile is over, and nobody is paid", async () => {
    const { iyzico } = simulated();
    const store = createMemoryStore();
    const { requestId = "" } = needing(await iyzico.pay(plan, { store, approve: () => false }), "approval-required");
    await iyzico.cancel(requestId);
    expect(await iyzico.pay(plan, { store })).toMatchObject({ outcome: "settled", paid: "none" });
  });
});

describe("an answer that is lost", () => {
  test("to init is looked for, and found where answers show the requestId", async () => {
    const { simulator, iyzico } = simulated({ dialect: "java" });
    simulator.fault({ kind: "reset-after", operation: "init" });
    expect(await iyzico.pay(plan)).toMatchObject({ outcome: "settled", paid: "all" });
    expect(sent(simulator, "init")).toBe(1);
  });

  test("to init needs a person where answers don't show the requestId, and goes on when it is named", async () => {
    const { simulator, iyzico } = simulated();
    const store = createMemoryStore();
    simulator.fault({ kind: "reset-after", operation: "init" });
    const result = needing(await iyzico.pay(plan, { store }), "request-id-unknown");
    expect(result).toMatchObject({ inDoubt: "init", failure: { code: "network_error", outcome: "unknown" } });
    const [payout] = simulator.payouts;
    expect(await iyzico.pay(plan, { store, requestId: payout?.requestId })).toMatchObject({ outcome: "settled" });
    await expect(iyzico.pay(plan, { store: createMemoryStore(), requestId: "" })).rejects.toThrow();
    const other = { store, requestId: "another" };
    await expect(iyzico.pay(plan, other)).rejects.toMatchObject({ code: "invalid_request", outcome: "not-sent" });
    expect(sent(simulator, "init")).toBe(1);
  });

  test("to init that never arrived is waited for, and only then sent again under the same ids", async () => {
    const { simulator, iyzico } = simulated();
    simulator.fault({ kind: "reset-before", operation: "init" });
    const begin = simulator.clock.now();
    expect(await iyzico.pay(plan)).toMatchObject({ outcome: "settled", paid: "all", inits: 2 });
    const [, second] = simulator.history.filter(({ operation }) => operation === "init");
    expect((second?.at ?? 0) - begin).toBeGreaterThanOrEqual(600_000);
    expect(simulator.payouts).toHaveLength(1);
  });

  test("to auth is looked for and never sent again", async () => {
    const { simulator, iyzico } = simulated({ repeatedAuth: "paid-again", delays: { authorised: 180_000 } });
    simulator.fault({ kind: "reset-after", operation: "auth" });
    expect(await iyzico.pay(plan)).toMatchObject({ outcome: "settled", paid: "all" });
    expect(sent(simulator, "auth")).toBe(1);
  });

  test("to auth that never arrived needs a person, and is sent again when that person says so by the digest", async () => {
    const { simulator, iyzico } = simulated();
    const store = createMemoryStore();
    simulator.fault({ kind: "reset-before", operation: "auth" });
    const { review, ...result } = needing(
      await iyzico.pay(plan, { store, approve: () => true }),
      "auth-outcome-unknown",
    );
    expect(result).toMatchObject({ inDoubt: "auth", auths: 1 });
    expect(review?.earlierAuths).toBe(1);
    needing(await iyzico.pay(plan, { store, approve: () => true }), "auth-outcome-unknown");
    expect(sent(simulator, "auth")).toBe(1);
    expect(await iyzico.pay(plan, { store, approve: review?.digest })).toMatchObject({ outcome: "settled", auths: 2 });
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("to an auth that the limit refused may be the second delivery's: it is not sent again", async () => {
    const { simulator, iyzico } = simulated({ repeatedAuth: "paid-again", delays: { authorised: 180_000 } });
    simulator.fault({ kind: "system-error", operation: "auth", executed: true });
    expect(await iyzico.pay(plan)).toMatchObject({ outcome: "settled" });
    simulator.fault({ kind: "rate-limited", operation: "auth" });
    needing(await iyzico.pay({ ...plan, key: "bonuses" }), "auth-outcome-unknown");
    expect(timesPaid(simulator)).toEqual([1, 1, 1, 0, 0, 0]);
  });

  test("when the body of an answer stalls or nothing comes at all", { timeout: 20_000 }, async () => {
    const { simulator, iyzico } = simulated({ dialect: "java" }, { timeoutMs: 60 });
    simulator.fault({ kind: "timeout-after", operation: "init" });
    simulator.fault({ kind: "stalled-body", operation: "auth" });
    expect(await iyzico.pay(plan)).toMatchObject({ outcome: "settled", paid: "all" });
    expect([sent(simulator, "init"), sent(simulator, "auth")]).toEqual([1, 1]);
  });
});

describe("a refusal", () => {
  test("of init needs a person, who corrects the cause and goes on", async () => {
    const wrong = simulated({}, { credentials: { ...credentials, secretKey: "wrong" } });
    const store = createMemoryStore();
    const failed = needing(await wrong.iyzico.pay(plan, { store }), "look-failed");
    expect(failed.failure).toMatchObject({ code: "authentication_failed", errorCode: "1000" });
    const { simulator, iyzico } = simulated();
    simulator.fault({ kind: "rate-limited", operation: "init", times: 2 });
    expect(await iyzico.pay(plan, { store })).toMatchObject({ outcome: "settled" });
    expect(simulator.payouts).toHaveLength(1);
  });

  test("of an init that was delivered twice does not hide the payout that was made", async () => {
    const { simulator, iyzico } = simulated({ dialect: "java" });
    const store = createMemoryStore();
    simulator.fault({ kind: "duplicate", operation: "init" });
    needing(await iyzico.pay(plan, { store }), "refused");
    expect(await iyzico.pay(plan, { store })).toMatchObject({ outcome: "settled", inits: 1 });
  });
});

describe("whoever lost the store", () => {
  test("does not pay again: a payout of the plan's id needs a person", async () => {
    const { simulator, iyzico } = simulated({ repeatedInit: "new-payout" });
    const first = await iyzico.pay(plan);
    expect(needing(await iyzico.pay(plan), "external-id-taken")).toMatchObject({ paid: "none", inits: 0 });
    // A person who names it sees what became of it, and nothing is sent.
    const again = await iyzico.pay(plan, { requestId: first.requestId, approve: () => true });
    expect(again).toMatchObject({ outcome: "settled", paid: "all", auths: 0 });
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("can't have a payout approved by a function that only a person says is this one", async () => {
    const { simulator, iyzico } = simulated({ repeatedAuth: "paid-again", delays: { authorised: 3_600_000 } });
    await iyzico.pay(plan, { maxWaitMs: 60_000 });
    const [payout] = simulator.payouts;
    const options = { requestId: payout?.requestId, approve: () => true, store: createMemoryStore() };
    needing(await iyzico.pay(plan, options), "approval-required");
    expect(sent(simulator, "auth")).toBe(1);
  });

  test("and goes on with another recipient or currency under the same ids is told that it is another payout", async () => {
    const { simulator, iyzico } = simulated({ outcomeOf: () => "paid" });
    const declined = needing(await iyzico.pay(plan, { approve: () => false }), "approval-required");
    const { requestId } = declined;
    const others: PlannedItem[][] = [
      [
        { ...recipient("100.50"), recipientInfo: "TR320010009999901234567890" } as PlannedItem,
        recipient("0.10"),
        recipient("20"),
      ],
      plan.items.map((item) => ({ ...item, amount: { ...item.amount, currency: "USD" as const } })),
      [
        { ...recipient("1"), recipientType: "MEMBER_ID", recipientInfo: "841326" } as PlannedItem,
        recipient("0.10"),
        recipient("20"),
      ],
    ];
    for (const items of others) {
      needing(await iyzico.pay({ ...plan, items }, { requestId, approve: () => true }), "payout-mismatch");
    }
    expect(sent(simulator, "auth")).toBe(0);
  });
});

describe("time", () => {
  test("ends a call that is not over, and the next one goes on where it was", async () => {
    const { simulator, iyzico } = simulated({ delays: { processing: 3_600_000 } });
    const store = createMemoryStore();
    const open = await iyzico.pay(plan, { store, maxWaitMs: 60_000 });
    expect(open).toMatchObject({ outcome: "in-progress", phase: "authorised", paid: "none" });
    expect(open).not.toHaveProperty("inDoubt");
    const begun = simulator.history.length;
    expect(await iyzico.pay(plan, { store, maxWaitMs: 86_400_000 })).toMatchObject({ outcome: "settled" });
    expect(simulator.history.slice(begun).every(({ operation }) => operation === "retrieve")).toBe(true);
  });

  test("says what is in doubt while it is", async () => {
    const { simulator, iyzico } = simulated();
    const store = createMemoryStore();
    simulator.fault({ kind: "reset-before", operation: "init" });
    const open = await iyzico.pay(plan, { store, maxWaitMs: 30_000 });
    expect(open).toMatchObject({ outcome: "in-progress", inDoubt: "init", failure: { outcome: "unknown" } });
  });

  test("that short calls waited counts together", async () => {
    const { simulator, iyzico } = simulated();
    const store = createMemoryStore();
    simulator.fault({ kind: "reset-before", operation: "init" });
    let calls = 0;
    let result: PayResult;
    do {
      result = await iyzico.pay(plan, { store, maxWaitMs: 30_000 });
      calls += 1;
    } while (result.inDoubt === "init" && calls < 100);
    expect(calls).toBeLessThan(30);
    expect(sent(simulator, "init")).toBe(2);
  });

  test("is waited out while polls fail, and what failed is said", async () => {
    const { simulator, iyzico } = simulated({}, { retry: false });
    simulator.fault({ kind: "html-502", operation: "retrieve", times: 8 });
    const open = await iyzico.pay(plan, { maxWaitMs: 60_000 });
    expect(open).toMatchObject({ outcome: "in-progress", failure: { code: "service_error" } });
    expect(await iyzico.pay(plan)).toMatchObject({ outcome: "settled" });
  });

  test("that ends while a look is awaited is no failure of anything", async () => {
    const { simulator, iyzico } = simulated({}, { timeoutMs: 10_000 });
    simulator.fault({ kind: "timeout-before", operation: "retrieve" });
    const open = await iyzico.pay(plan, { maxWaitMs: 50 });
    expect(open).toMatchObject({ outcome: "in-progress", phase: "planned" });
    expect(open).not.toHaveProperty("failure");
  });

  test("is not spent on a write that waits for the rate limit: it is not sent, and known not to be", async () => {
    const { simulator, iyzico } = simulated(
      {},
      { rateLimit: { acquire: () => (simulator.history.length === 0 ? Promise.resolve() : new Promise(() => {})) } },
    );
    const store = createMemoryStore();
    const result = needing(await iyzico.pay(plan, { store, notFoundGraceMs: 50, maxWaitMs: 1_000 }), "not-sent");
    expect(result).toMatchObject({ inits: 0, failure: { code: "deadline_exceeded", outcome: "not-sent" } });
  });
});

describe("a signal", () => {
  test("ends the call before anything is sent, in a pause and in a request, and the payment goes on later", async () => {
    const { simulator, iyzico } = simulated({ dialect: "java", delays: { processing: 60_000 } });
    const store = createMemoryStore();
    const stopped = { code: "aborted", hint: expect.stringContaining("same plan and store") };
    await expect(iyzico.pay(plan, { store, signal: AbortSignal.abort("stop") })).rejects.toMatchObject({
      ...stopped,
      outcome: "not-sent",
      cause: "stop",
    });
    for (const at of ["init", "auth", "retrieve", "pause"]) {
      const controller = new AbortController();
      const aborting = createMassPayoutClient({
        credentials,
        baseUrl: "http://127.0.0.1",
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

describe("a store", () => {
  const kept = async (store: PaymentStore) => JSON.stringify(await store.load("salaries"));

  test("has the ids before anything is sent, and never a name, an account, a description or a key", async () => {
    const store = createMemoryStore();
    const seen: string[] = [];
    const { simulator, iyzico } = simulated({ outcomeOf: () => "failed-unrefunded", dialect: "java" });
    const watching = createMassPayoutClient({
      credentials,
      baseUrl: "http://127.0.0.1",
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
    expect(needing(await iyzico.pay(plan, { store }), "claim").totals).toEqual({ TRY: { claim: "120.60" } });
  });

  test("that fails, or has something else under the key, ends the call with an error of its own", async () => {
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
    const unnamed = { code: "store_failed", message: "pay: the store of payments failed." };
    await expect(iyzico.pay(plan, { store: nameless })).rejects.toMatchObject(unnamed);
    expect(simulator.history).toEqual([]);
  });

  test("that somebody else has changed meanwhile ends the call before anything more is sent", async () => {
    const { simulator, iyzico } = simulated();
    const store = createMemoryStore();
    const approve = async () => {
      expect(await iyzico.pay(plan, { store })).toMatchObject({ outcome: "settled", paid: "all" });
      return true;
    };
    await expect(iyzico.pay(plan, { store, approve })).rejects.toMatchObject({ code: "payment_locked" });
    expect(sent(simulator, "auth")).toBe(1);
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("of files keeps a second process away, and gives a third what the first has done", async () => {
    const folder = mkdtempSync(join(tmpdir(), "payments-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const { simulator, iyzico } = simulated();
    const approve = async () => {
      const second = iyzico.pay(plan, { store: createFileStore(folder) });
      await expect(second).rejects.toMatchObject({ code: "payment_locked", outcome: "not-sent" });
      return false;
    };
    needing(await iyzico.pay(plan, { store: createFileStore(folder), approve }), "approval-required");
    expect(await iyzico.pay(plan, { store: createFileStore(folder) })).toMatchObject({ outcome: "settled", inits: 1 });
    expect(timesPaid(simulator)).toEqual([1, 1, 1]);
  });

  test("is locked for the call, and given back also when the call fails", async () => {
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
    await expect(iyzico.pay({ ...plan, items: [recipient("1")] }, { store })).rejects.toThrow();
    expect(locks).toEqual(["lock salaries", "unlock salaries", "lock salaries", "unlock salaries"]);
  });
});

test("progress is told after every step, and what a listener throws ends the call", async () => {
  const { iyzico } = simulated();
  const phases: string[] = [];
  await iyzico.pay(plan, { onProgress: ({ phase }) => phases.push(phase) });
  expect([...new Set(phases)]).toEqual(["planned", "created", "authorised"]);
  const stop = new Error("stop");
  await expect(
    iyzico.pay(
      { ...plan, key: "other" },
      {
        onProgress: () => {
          throw stop;
        },
      },
    ),
  ).rejects.toBe(stop);
});
