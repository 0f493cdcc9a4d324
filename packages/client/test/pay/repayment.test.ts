import { describe, expect, test } from "vitest";
import { createFileStore } from "../../src/file-store.ts";
import {
  type Clock,
  createMemoryStore,
  type MassPayoutClient,
  type PaymentStore,
  type PayoutPlan,
  type Repayment,
} from "../../src/index.ts";
import type { Payment } from "../../src/payment.ts";
import { clientFor, rejectionOf } from "../support/client.ts";
import { useStoreFolder } from "../support/folder.ts";
import { dayMs } from "../support/payment-steps.ts";
import { memberItem } from "../support/recipients.ts";
import { countOf, requiring, simulated } from "../support/simulated.ts";

const november: PayoutPlan = {
  key: "november",
  purpose: "SALARY",
  items: [
    { ...memberItem("100.50", "member-paid"), itemExternalId: "paid" },
    { ...memberItem("20", "member-refunded"), itemExternalId: "refunded" },
    { ...memberItem("7.10", "member-rejected"), itemExternalId: "rejected" },
    { ...memberItem("3", "member-both"), itemExternalId: "both" },
  ] as PayoutPlan["items"],
};

/** What the bank does with an item, by its id: "refunded" fails once, "both" fails once and is paid again. */
const outcomes: Readonly<Record<string, "failed-refunded" | "rejected" | "failed-unrefunded">> = {
  refunded: "failed-refunded",
  rejected: "rejected",
  both: "failed-refunded",
};

/** November, settled in a store: one item is paid, two are refunded and one is rejected. */
async function settledNovember(store: PaymentStore = createMemoryStore(), plan: PayoutPlan = november) {
  const simulation = simulated({ outcomeOf: ({ itemExternalId }) => outcomes[itemExternalId] ?? "paid" });
  const { iyzico, simulator } = simulation;
  const settled = await iyzico.pay(plan, { store, approve: () => true });
  expect(settled).toMatchObject({ outcome: "settled", paid: "some" });
  return { ...simulation, store, settled, timesPaid: () => timesPaidOf(simulator) };
}

/** How often each id was paid. */
function timesPaidOf({
  payouts,
}: {
  payouts: readonly { items: readonly { itemExternalId: string; timesPaid: number }[] }[];
}) {
  return Object.fromEntries(
    payouts.flatMap(({ items }) => items.map(({ itemExternalId, timesPaid }) => [itemExternalId, timesPaid])),
  );
}

function planOf({ plan }: Repayment): PayoutPlan {
  if (plan === undefined) throw new Error("There must be a plan.");
  return plan;
}

const storedIn = async (store: PaymentStore, key = "november") => (await store.load(key))?.payment as Payment;

const repay = (iyzico: MassPayoutClient, store: PaymentStore, key = "again") =>
  iyzico.planRepayment(november, { store, key });

describe("the plan of a repayment", () => {
  test("has exactly the items that are refunded or rejected, with the ordered amounts, under ids made from the old ones", async () => {
    const { iyzico, store, simulator } = await settledNovember();
    const before = await store.load("november");
    const sent = simulator.history.length;
    expect(await repay(iyzico, store)).toEqual({
      plan: {
        key: "again",
        purpose: "SALARY",
        supersedes: { key: "november", items: ["refunded", "rejected", "both"] },
        items: [
          { ...november.items[1], itemExternalId: "refunded-again" },
          { ...november.items[2], itemExternalId: "rejected-again" },
          { ...november.items[3], itemExternalId: "both-again" },
        ],
      },
      excluded: [],
    });
    // It reads iyzico, and changes nothing.
    expect(simulator.history.slice(sent).map(({ operation }) => operation)).toContain("retrieve");
    expect(simulator.history.slice(sent).every(({ operation }) => operation === "retrieve")).toBe(true);
    expect(await store.load("november")).toEqual(before);
  });

  test("has other keys and the same ids for another key, as long as none was paid", async () => {
    const { iyzico, store } = await settledNovember();
    const { key: _, ...first } = planOf(await repay(iyzico, store, "one"));
    const { key: __, ...second } = planOf(await repay(iyzico, store, "two"));
    expect(first).toEqual(second);
  });

  test("is the same for the same key after it was paid, and is refused for another one, which is told the key", async () => {
    const { iyzico, store } = await settledNovember();
    const again = planOf(await repay(iyzico, store));
    await iyzico.pay(again, { store });
    expect(await repay(iyzico, store)).toEqual({ plan: again, excluded: [], settled: { cancelled: [] } });
    const other = await repay(iyzico, store, "other");
    expect(other.plan).toBeUndefined();
    expect(other.excluded).toMatchObject(
      ["refunded", "rejected", "both"].map((itemExternalId) => ({
        itemExternalId,
        reason: "superseded",
        supersededBy: "again",
      })),
    );
  });

  test("of a repayment has ids with another -again, and the same list is not taken for a second payment", async () => {
    const store = createFileStore(path());
    const only: PayoutPlan = { key: "november", items: november.items.slice(1, 2) };
    const simulation = simulated({
      outcomeOf: ({ itemExternalId }) => (itemExternalId === "refunded-again-again" ? "paid" : "failed-refunded"),
    });
    const { iyzico, simulator } = simulation;
    await iyzico.pay(only, { store });
    const first = planOf(await iyzico.planRepayment(only, { store, key: "first" }));
    expect(await iyzico.pay(first, { store })).toMatchObject({ outcome: "settled", paid: "none" });
    const second = planOf(await iyzico.planRepayment(first, { store, key: "second" }));
    expect(second).toMatchObject({
      supersedes: { key: "first", items: ["refunded-again"] },
      items: [{ itemExternalId: "refunded-again-again" }],
    });
    // Neither asks for an approval, although the list is the same.
    expect(await iyzico.pay(second, { store })).toMatchObject({ outcome: "settled", paid: "all" });
    expect(timesPaidOf(simulator)).toEqual({ refunded: 0, "refunded-again": 0, "refunded-again-again": 1 });
    expect(await storedIn(store, "second")).not.toHaveProperty("sameList");
  });

  test("is refused for a payment that was cancelled: rejected items are paid with the new plan of the list, and not twice", async () => {
    const { iyzico, simulator } = simulated({ outcomeOf: ({ itemExternalId }) => outcomes[itemExternalId] ?? "paid" });
    const store = createMemoryStore();
    const waiting = requiring(await iyzico.pay(november, { store }), "approval-required");
    simulator.cancelPayout(waiting.requestId as string);
    expect(await iyzico.pay(november, { store })).toMatchObject({ outcome: "settled", paid: "none" });
    const sent = simulator.history.length;
    const error = await rejectionOf(repay(iyzico, store));
    expect(error).toMatchObject({ code: "invalid_request", faults: [{ field: "plan.key", reason: "not-repayable" }] });
    expect(error.hint).toMatch(/one new plan with a key of its own, items that were rejected included/);
    const item = november.items.find(
      ({ itemExternalId }) => itemExternalId === "rejected",
    ) as PayoutPlan["items"][number];
    const byHand: PayoutPlan = {
      key: "again",
      supersedes: { key: "november", items: ["rejected"] },
      items: [{ ...item, itemExternalId: "rejected-again" }],
    };
    expect(await rejectionOf(iyzico.pay(byHand, { store }))).toMatchObject({
      code: "invalid_request",
      faults: [{ field: "supersedes.key", reason: "not-repayable" }],
    });
    expect(simulator.history.slice(sent).filter(({ operation }) => operation !== "retrieve")).toEqual([]);
  });

  test("says which items of its payment were cancelled, once it is settled", async () => {
    const { iyzico, store, simulator } = await settledNovember();
    const again = planOf(await repay(iyzico, store));
    const { requestId } = await iyzico.pay(again, { store, approve: () => false });
    expect(await repay(iyzico, store)).not.toHaveProperty("settled");
    simulator.cancelPayout(requestId as string);
    expect(await iyzico.pay(again, { store })).toMatchObject({ outcome: "settled", paid: "none" });
    expect((await repay(iyzico, store)).settled).toEqual({
      cancelled: ["refunded-again", "rejected-again", "both-again"],
    });
  });

  test("does not hide another payment of the same list", async () => {
    const store = createFileStore(path());
    const only: PayoutPlan = { key: "november", items: november.items.slice(1, 2) };
    const { iyzico } = simulated({ outcomeOf: ({ itemExternalId }) => outcomes[itemExternalId] ?? "paid" });
    await iyzico.pay(only, { store });
    await iyzico.pay(
      { ...only, key: "by-hand", allowRepeatedList: true, items: [memberItem("20", "member-refunded")] },
      { store },
    );
    const again = planOf(await iyzico.planRepayment(only, { store, key: "again" }));
    const { review } = requiring(await iyzico.pay(again, { store }), "approval-required");
    expect(review).toMatchObject({
      sameList: [{ key: "by-hand" }],
      supersedes: { key: "november", items: ["refunded"] },
    });
  });

  test("keeps that repeated recipients are allowed, and leaves out everything else that was for the first payment", async () => {
    const repeated = { ...memberItem("20", "member-refunded"), itemExternalId: "both" } as PayoutPlan["items"][number];
    const plan: PayoutPlan = {
      key: "november",
      externalId: "payout-11",
      allowRepeatedRecipients: true,
      allowRepeatedList: true,
      items: [...november.items.slice(0, 2), repeated],
    };
    const { iyzico, store } = await settledNovember(createMemoryStore(), plan);
    const again = planOf(await iyzico.planRepayment(plan, { store, key: "again" }));
    expect(again).not.toHaveProperty("externalId");
    expect(again).not.toHaveProperty("allowRepeatedList");
    expect(again.allowRepeatedRecipients).toBe(true);
    expect(await iyzico.pay(again, { store })).toMatchObject({ outcome: "settled", paid: "all" });
  });

  test("is refused for a payment that is not settled, not in the store, made with another plan, or under a used key", async () => {
    const { iyzico, store } = await settledNovember();
    await iyzico.pay({ ...november, key: "open" }, { store, approve: () => false });
    const refused = async (plan: PayoutPlan, key = "again") => rejectionOf(iyzico.planRepayment(plan, { store, key }));
    expect(await refused({ ...november, key: "open" })).toMatchObject({
      code: "invalid_request",
      faults: [{ field: "plan.key", reason: "not-repayable" }],
    });
    expect(await refused({ ...november, key: "unknown" })).toMatchObject({
      code: "invalid_request",
      outcome: "not-sent",
    });
    expect(await refused({ ...november, items: november.items.slice(1) })).toMatchObject({ code: "plan_mismatch" });
    for (const key of ["november", "open", "", "november-r2", "again-r3", "again-r4"]) {
      expect(await refused(november, key)).toMatchObject({ code: "invalid_request", faults: [{ field: "key" }] });
    }
  });

  test("leaves out an item whose id with -again the payment has already", async () => {
    const plan: PayoutPlan = {
      key: "november",
      items: [...november.items.slice(0, 2), { ...memberItem("1"), itemExternalId: "refunded-again" } as never],
    };
    const { iyzico, store } = await settledNovember(createMemoryStore(), plan);
    expect(await iyzico.planRepayment(plan, { store, key: "again" })).toEqual({
      excluded: [
        {
          itemExternalId: "refunded",
          reason: "id-taken",
          itemStatus: "DEPOSIT_SUCCESS",
          polledStatus: "DEPOSIT_SUCCESS",
        },
      ],
    });
  });

  test("rejects options that it does not know, or that cannot be used", async () => {
    const { iyzico, store } = await settledNovember();
    for (const options of [
      { store, key: "again", approve: "x" },
      { store, key: "again", pageSize: 0 },
      { key: "again" },
      undefined,
    ]) {
      expect(await rejectionOf(iyzico.planRepayment(november, options as never))).toMatchObject({
        code: "invalid_configuration",
      });
    }
  });
});

const { path } = useStoreFolder();

/** A client of the same simulator, whose answers to retrieve are changed. */
function withAnswers(
  { simulator }: Pick<Awaited<ReturnType<typeof settledNovember>>, "simulator">,
  change: (text: string) => string | Response,
  clock: Clock = simulator.clock,
) {
  return clientFor("http://127.0.0.1", {
    rateLimit: false,
    clock,
    async fetch(request) {
      const answer = await simulator.fetch(request);
      if (!request.url.includes("/retrieve?")) return answer;
      const changed = change(await answer.text());
      return typeof changed === "string" ? new Response(changed, answer) : changed;
    },
  });
}

/** The answer with another status of the item of an id. */
function withStatus(text: string, id: string, status: string): string {
  const answer = JSON.parse(text);
  const items = answer.massPayoutItems?.items ?? answer.massPayoutItems ?? [];
  for (const item of Array.isArray(items) ? items : []) if (item.itemExternalId === id) item.itemStatus = status;
  return JSON.stringify(answer);
}

describe("what iyzico shows now decides", () => {
  test.each(["SUCCESS", "FAILED", "DEPOSIT_FAIL", "PROCESSING", "MASS_PAYOUT_CANCELED", "INIT", "INVALID", "BLOCKED"])(
    "an item that is %s now is not in the plan, and is refused by pay",
    async (status) => {
      const november_ = await settledNovember();
      const { iyzico, store, simulator } = november_;
      const again = planOf(await repay(iyzico, store));
      const changed = withAnswers(november_, (text) => withStatus(text, "refunded", status));
      const repayment = await repay(changed, store);
      expect(repayment.plan?.supersedes?.items).toEqual(["rejected", "both"]);
      expect(repayment.excluded).toEqual([
        { itemExternalId: "refunded", reason: "status-changed", itemStatus: "DEPOSIT_SUCCESS", polledStatus: status },
      ]);
      const inits = countOf(simulator, "init");
      expect(await rejectionOf(changed.pay(again, { store }))).toMatchObject({
        code: "invalid_request",
        faults: [{ item: 0, field: "items[0].itemExternalId", reason: "not-repayable" }],
      });
      expect(countOf(simulator, "init")).toBe(inits);
      expect(await store.load("again")).toBeUndefined();
      expect(JSON.stringify(await store.load("november"))).not.toContain("supersededBy");
    },
  );

  test.each(["DEPOSIT_FAIL", "FAILED", "MASS_PAYOUT_CANCELED", "SUCCESS"])(
    "an item that is recorded as %s is not in the plan, whatever iyzico shows",
    async (itemStatus) => {
      const { iyzico, store } = await settledNovember();
      const { payment, revision } = (await store.load("november")) as { payment: Payment; revision: string };
      const again = planOf(await repay(iyzico, store));
      const items = payment.items.map((item) => (item.itemExternalId === "refunded" ? { ...item, itemStatus } : item));
      await store.compareAndSet("november", revision, { ...payment, items });
      const repayment = await repay(iyzico, store);
      expect(repayment.plan?.supersedes?.items).toEqual(["rejected", "both"]);
      expect(repayment.excluded).toMatchObject([{ itemExternalId: "refunded", reason: "status-changed" }]);
      expect(await rejectionOf(iyzico.pay(again, { store }))).toMatchObject({
        faults: [{ item: 0, reason: "not-repayable" }],
      });
    },
  );

  test("nothing may be paid again if iyzico shows another payout", async () => {
    const settled = await settledNovember();
    const { iyzico, store, simulator } = settled;
    const again = planOf(await repay(iyzico, store));
    const foreign = withAnswers(settled, (text) => text.replace(/"externalId":"november"/, '"externalId":"october"'));
    const repayment = await repay(foreign, store);
    expect(repayment.plan).toBeUndefined();
    expect(repayment.excluded.map(({ reason }) => reason)).toEqual(Array(4).fill("status-changed"));
    expect((await rejectionOf(foreign.pay(again, { store }))).faults).toHaveLength(3);
    expect(countOf(simulator, "init")).toBe(1);
  });

  test("a payout that cannot be read is an error of repay, and an action that pay requires: nothing is sent", async () => {
    const settled = await settledNovember();
    const { iyzico, store, simulator } = settled;
    const again = planOf(await repay(iyzico, store));
    const gone = withAnswers(settled, () =>
      Response.json({ status: "failure", errorCode: "11", errorMessage: "none" }),
    );
    expect(await rejectionOf(repay(gone, store))).toMatchObject({ code: "incomplete_listing" });
    requiring(await gone.pay(again, { store }), "retrieve-failed");
    expect(countOf(simulator, "init")).toBe(1);
    expect(await iyzico.pay(again, { store })).toMatchObject({ outcome: "settled", paid: "all" });
  });

  test("a listing whose pages overlap is an error of repay, and an action that pay requires: rows may be missing", async () => {
    const settled = await settledNovember();
    const { iyzico, store, simulator } = settled;
    const again = planOf(await repay(iyzico, store));
    let shown: unknown;
    const overlapping = withAnswers(settled, (text) => {
      const answer = JSON.parse(text);
      const items: { itemExternalId: string }[] = answer.massPayoutItems?.items ?? answer.massPayoutItems;
      for (const [index, item] of items.entries()) {
        if (item.itemExternalId === "refunded") shown = item;
        if (item.itemExternalId === "both") items[index] = shown as { itemExternalId: string };
      }
      return JSON.stringify(answer);
    });
    const incomplete = { code: "incomplete_listing" };
    const planning = overlapping.planRepayment(november, { store, key: "again", pageSize: 1 });
    expect(await rejectionOf(planning)).toMatchObject(incomplete);
    const { failure } = requiring(await overlapping.pay(again, { store, pageSize: 1 }), "retrieve-failed");
    expect(failure).toMatchObject(incomplete);
    expect(countOf(simulator, "init")).toBe(1);
  });

  test("an outage is waited out by pay, until its time is over", async () => {
    const settled = await settledNovember();
    const { iyzico, store, simulator } = settled;
    const again = planOf(await repay(iyzico, store));
    let failures = 0;
    const down = withAnswers(settled, (text) => {
      failures += 1;
      return failures <= 2 ? new Response("<html>", { status: 502 }) : text;
    });
    const inits = countOf(simulator, "init");
    expect(await down.pay(again, { store, maxWaitMs: 3_000 })).toMatchObject({
      outcome: "in-progress",
      isNew: true,
      phase: "planned",
      failure: { code: "service_error" },
    });
    expect(countOf(simulator, "init")).toBe(inits);
    expect(await store.load("again")).toBeUndefined();
    expect(await down.pay(again, { store })).toMatchObject({ outcome: "settled", paid: "all" });
  });

  test("an abort ends pay while it waits out an outage", async () => {
    const settled = await settledNovember();
    const { iyzico, store, simulator } = settled;
    const again = planOf(await repay(iyzico, store));
    const stop = new AbortController();
    const sleep = async () => {
      stop.abort(new Error("stopped"));
      throw stop.signal.reason;
    };
    const clock = { now: () => simulator.clock.now(), sleep };
    const down = withAnswers(settled, () => new Response("<html>", { status: 502 }), clock);
    const error = await rejectionOf(down.pay(again, { store, signal: stop.signal }));
    expect(error).toMatchObject({ code: "aborted", outcome: "not-sent" });
    expect(await store.load("again")).toBeUndefined();
  });

  test("a superseded item of which iyzico shows another status is reported, by repay at once and by pay after the grace period", async () => {
    const settled = await settledNovember();
    const { iyzico, store } = settled;
    await iyzico.pay(planOf(await repay(iyzico, store)), { store });
    const changed = withAnswers(settled, (text) => withStatus(text, "refunded", "SUCCESS"));
    const repayment = await repay(changed, store);
    expect(repayment.plan).toBeUndefined();
    expect(repayment.excluded).toMatchObject([
      { itemExternalId: "refunded", reason: "status-changed", supersededBy: "again", polledStatus: "SUCCESS" },
    ]);
    const result = requiring(await changed.pay(november, { store }), "payout-mismatch");
    expect(result).toMatchObject({
      messageId: "payout-mismatch-superseded",
      changedItems: ["refunded"],
      phase: "settled",
    });
    expect(result.message).toMatch(/paid twice/);
    const ends = async () =>
      (await storedIn(store)).history.flatMap(({ event }) =>
        event === "settled" || event === "action-required" ? [event] : [],
      );
    expect(await ends()).toEqual(["settled", "action-required"]);
    // Not shown, or shown as before, it is settled again, and the store says so.
    const gone = withAnswers(settled, () =>
      Response.json({ status: "failure", errorCode: "11", errorMessage: "none" }),
    );
    expect(await gone.pay(november, { store })).toMatchObject({ outcome: "settled", isNew: false });
    expect(await ends()).toEqual(["settled", "action-required", "settled"]);
    expect(await iyzico.pay(november, { store })).toMatchObject({ outcome: "settled", isNew: false });
    expect(await ends()).toEqual(["settled", "action-required", "settled"]);
    // So does a second action for the same reason.
    requiring(await changed.pay(november, { store }), "payout-mismatch");
    expect(await ends()).toEqual(["settled", "action-required", "settled", "action-required"]);
  });
});

describe("pay of a plan that supersedes", () => {
  test("pays each item again once, and says in both payments which is which", async () => {
    const { iyzico, store, settled, simulator, timesPaid } = await settledNovember();
    const again = planOf(await repay(iyzico, store));
    const result = await iyzico.pay(again, { store });
    expect(result).toMatchObject({
      outcome: "settled",
      paid: "all",
      supersedes: { key: "november", items: ["refunded", "rejected", "both"] },
      totals: { TRY: { paid: "30.10" } },
    });
    expect(timesPaid()).toEqual({
      paid: 1,
      refunded: 0,
      rejected: 0,
      both: 0,
      "refunded-again": 1,
      "rejected-again": 1,
      "both-again": 1,
    });
    const old = await iyzico.pay(november, { store });
    expect(old).toMatchObject({ outcome: "settled", isNew: false, settledAt: settled.settledAt });
    expect(old.items.map(({ supersededBy }) => supersededBy)).toEqual([undefined, "again", "again", "again"]);
    expect(old.ledger).toEqual(settled.ledger);
    expect(old.history.at(-1)).toMatchObject({ event: "superseded", key: "again" });
    // The same command again, a month later, sends nothing.
    simulator.advance(30 * dayMs);
    expect(await iyzico.pay(again, { store })).toMatchObject({ outcome: "settled", isNew: false });
    expect(countOf(simulator, "init")).toBe(2);
    expect(countOf(simulator, "auth")).toBe(2);
    expect((await storedIn(store)).history.filter(({ event }) => event === "superseded")).toHaveLength(1);
  });

  test("may pay fewer of the items, and others under another key", async () => {
    const { iyzico, store, timesPaid } = await settledNovember();
    const all = planOf(await repay(iyzico, store, "one"));
    const one: PayoutPlan = { ...all, supersedes: { key: "november", items: ["both"] }, items: all.items.slice(2) };
    expect(await iyzico.pay(one, { store })).toMatchObject({ outcome: "settled", paid: "all" });
    const rest = planOf(await repay(iyzico, store, "two"));
    expect(rest.supersedes?.items).toEqual(["refunded", "rejected"]);
    expect(await iyzico.pay(rest, { store })).toMatchObject({ outcome: "settled", paid: "all" });
    expect(timesPaid()).toMatchObject({ "both-again": 1, "refunded-again": 1, "rejected-again": 1 });
    expect(planOf(await repay(iyzico, store, "one"))).toEqual(one);
  });

  test("is refused under the same key with fewer items or others, once its items are recorded: none of them is lost", async () => {
    const { iyzico, store, simulator, timesPaid } = await settledNovember();
    const again = planOf(await repay(iyzico, store));
    // Killed between the record in November and anything of its own.
    const killed = new Error("killed");
    const dying: PaymentStore = {
      ...store,
      compareAndSet: (key, ...rest) => (key === "again" ? Promise.reject(killed) : store.compareAndSet(key, ...rest)),
    };
    expect(await rejectionOf(iyzico.pay(again, { store: dying }))).toMatchObject({ code: "store_failed" });
    expect(await store.load("again")).toBeUndefined();
    for (const from of [1, 2]) {
      const items = again.supersedes?.items.slice(from) ?? [];
      const edited = { ...again, supersedes: { key: "november", items }, items: again.items.slice(from) };
      expect(await rejectionOf(iyzico.pay(edited, { store }))).toMatchObject({
        code: "invalid_request",
        outcome: "not-sent",
        faults: [{ field: "supersedes.items", reason: "not-repayable" }],
      });
    }
    expect(countOf(simulator, "init")).toBe(1);
    expect(await store.load("again")).toBeUndefined();
    expect(await repay(iyzico, store)).toEqual({ plan: again, excluded: [] });
    expect(await iyzico.pay(again, { store })).toMatchObject({ outcome: "settled", paid: "all" });
    expect(timesPaid()).toMatchObject({ "refunded-again": 1, "rejected-again": 1, "both-again": 1 });
  });

  test("whose init is rejected asks for no other key, which would be refused", async () => {
    const { iyzico, store, simulator } = await settledNovember();
    const again = planOf(await repay(iyzico, store));
    simulator.fault({ kind: "rejection", operation: "init", errorCode: "2030" });
    const { messageId, message } = requiring(await iyzico.pay(again, { store }), "init-rejected");
    expect(messageId).toBe("init-rejected-superseding");
    expect(message).toMatch(/under no other key/);
  });

  test("may correct the account, as of an item that was rejected for it, and not the amount", async () => {
    const { iyzico, store } = await settledNovember();
    const again = planOf(await repay(iyzico, store));
    const [first, ...others] = again.items;
    const more = {
      ...again,
      items: [{ ...first, amount: { value: "20.01", currency: "TRY" } }, ...others],
    } as PayoutPlan;
    expect(await rejectionOf(iyzico.pay(more, { store }))).toMatchObject({
      faults: [{ item: 0, field: "items[0].amount", reason: "not-repayable" }],
    });
    const corrected = { ...again, items: [{ ...first, recipientInfo: "member-corrected" }, ...others] } as PayoutPlan;
    expect(await iyzico.pay(corrected, { store })).toMatchObject({ outcome: "settled", paid: "all" });
  });

  test("is refused if another key supersedes the items, with a fault for each that names it, and leaves no payment", async () => {
    const { iyzico, store, simulator, timesPaid } = await settledNovember();
    const one = planOf(await repay(iyzico, store, "one"));
    const two = planOf(await repay(iyzico, store, "two"));
    await iyzico.pay(one, { store });
    const error = await rejectionOf(iyzico.pay(two, { store }));
    expect(error).toMatchObject({ code: "invalid_request", outcome: "not-sent" });
    expect(error.faults).toHaveLength(3);
    expect(error.faults[1]).toEqual({
      item: 1,
      field: "items[1].itemExternalId",
      reason: "superseded",
      supersededBy: "one",
      message: 'items[1].itemExternalId must not pay an item again that the payment "one" pays again already',
    });
    expect(await store.load("two")).toBeUndefined();
    expect(countOf(simulator, "init")).toBe(2);
    expect(timesPaid()).toMatchObject({ "refunded-again": 1, "rejected-again": 1, "both-again": 1 });
  });

  test("stays refused for another key although the first one never sent anything: the first one goes on", async () => {
    const { iyzico, store, simulator, timesPaid } = await settledNovember();
    const one = planOf(await repay(iyzico, store, "one"));
    const two = planOf(await repay(iyzico, store, "two"));
    const stop = new AbortController();
    const onProgress = () => stop.abort();
    await rejectionOf(iyzico.pay(one, { store, signal: stop.signal, onProgress }));
    expect(countOf(simulator, "init")).toBe(1);
    await iyzico.pay(one, { store, approve: () => false });
    expect(await rejectionOf(iyzico.pay(two, { store }))).toMatchObject({ faults: [{ reason: "superseded" }, {}, {}] });
    expect(await iyzico.pay(one, { store })).toMatchObject({ outcome: "settled", paid: "all" });
    expect(timesPaid()).toMatchObject({ "refunded-again": 1 });
  });

  test.each<[string, (plan: PayoutPlan) => PayoutPlan, { field: string; reason: string }]>([
    [
      "the store does not have",
      (plan) => ({ ...plan, supersedes: { key: "october", items: plan.supersedes?.items ?? [] } }),
      { field: "supersedes.key", reason: "not-repayable" },
    ],
    [
      "has no such item",
      (plan) => ({
        ...plan,
        supersedes: { key: "november", items: ["who"] },
        items: [{ ...memberItem("1"), itemExternalId: "who-again" } as never],
      }),
      { field: "items[0].itemExternalId", reason: "not-repayable" },
    ],
    [
      "has paid the item",
      (plan) => ({
        ...plan,
        supersedes: { key: "november", items: ["paid"] },
        items: [{ ...memberItem("100.50"), itemExternalId: "paid-again" } as never],
      }),
      { field: "items[0].itemExternalId", reason: "not-repayable" },
    ],
  ])("is refused for a payment that %s", async (_, change, fault) => {
    const { iyzico, store, simulator } = await settledNovember();
    const plan = change(planOf(await repay(iyzico, store)));
    expect(await rejectionOf(iyzico.pay(plan, { store }))).toMatchObject({
      code: "invalid_request",
      outcome: "not-sent",
      faults: [fault],
    });
    expect(countOf(simulator, "init")).toBe(1);
    expect(await store.load("again")).toBeUndefined();
  });

  test("is refused if the superseded payment has an item of the new id, or is no payment", async () => {
    const plan: PayoutPlan = {
      key: "november",
      items: [...november.items.slice(0, 2), { ...memberItem("1"), itemExternalId: "refunded-again" } as never],
    };
    const { iyzico, store } = await settledNovember(createMemoryStore(), plan);
    const again: PayoutPlan = {
      key: "again",
      supersedes: { key: "november", items: ["refunded"] },
      items: [{ ...plan.items[1], itemExternalId: "refunded-again" } as never],
    };
    expect(await rejectionOf(iyzico.pay(again, { store }))).toMatchObject({
      faults: [{ item: 0, message: "items[0].itemExternalId must not be an id of the superseded payment" }],
    });
    const damaged = { ...store, load: async () => ({ revision: "1" }) as never };
    const unreadable = { code: "payment_unreadable" };
    expect(await rejectionOf(iyzico.pay(again, { store: damaged }))).toMatchObject(unreadable);
    expect(await rejectionOf(iyzico.planRepayment(plan, { store: damaged, key: "again" }))).toMatchObject(unreadable);
    const ofOld = { ...store, load: async (key: string) => (key === "november" ? damaged.load() : undefined) };
    expect(await rejectionOf(iyzico.pay(again, { store: ofOld }))).toMatchObject(unreadable);
    expect(await rejectionOf(iyzico.planRepayment(plan, { store: ofOld, key: "again" }))).toMatchObject(unreadable);
    const comparing = { ...ofOld, findSameList: async () => ({ fingerprint: "f00d", others: [] }) };
    expect(await rejectionOf(iyzico.pay(again, { store: comparing }))).toMatchObject(unreadable);
  });

  test("is refused for a payment that is not settled, and for one of which an abandoned payout may pay", async () => {
    const { iyzico, store } = await settledNovember();
    const again = planOf(await repay(iyzico, store));
    const { payment, revision } = (await store.load("november")) as { payment: Payment; revision: string };
    const { settledAt: _, ...open } = { ...payment, phase: "authorised" };
    const openRevision = await store.compareAndSet("november", revision, open);
    const refusal = { faults: [{ field: "supersedes.key", reason: "not-repayable" }] };
    expect(await rejectionOf(iyzico.pay(again, { store }))).toMatchObject(refusal);
    const moved = {
      externalId: "november-r2",
      restart: 1,
      inits: 1,
      status: "IN_PROGRESS",
      count: 4,
      amounts: {},
      rejected: [],
      moved: ["refunded"],
    };
    await store.compareAndSet("november", openRevision, { ...payment, abandoned: [moved] });
    expect(await rejectionOf(iyzico.pay(again, { store }))).toMatchObject(refusal);
    expect(await rejectionOf(repay(iyzico, store))).toMatchObject({ faults: [{ field: "plan.key" }] });
  });

  test("is refused while iyzico does not show an abandoned payout any more: it may pay", async () => {
    const { iyzico, store } = await settledNovember();
    const again = planOf(await repay(iyzico, store));
    const { payment, revision } = (await store.load("november")) as { payment: Payment; revision: string };
    const abandoned = {
      externalId: "november-r2",
      restart: 1,
      inits: 1,
      status: "INIT",
      count: 4,
      amounts: {},
      rejected: [],
    };
    await store.compareAndSet("november", revision, { ...payment, abandoned: [abandoned] });
    expect((await rejectionOf(iyzico.pay(again, { store }))).faults).toHaveLength(3);
    expect((await repay(iyzico, store)).plan).toBeUndefined();
  });

  test("polls the superseded payment again in each call before auth: what changed meanwhile is not paid again", async () => {
    const settled = await settledNovember();
    const { iyzico, store, simulator } = settled;
    const again = planOf(await repay(iyzico, store));
    const { review } = requiring(await iyzico.pay(again, { store, approve: () => false }), "approval-required");
    expect(review?.supersedes).toEqual({ key: "november", items: ["refunded", "rejected", "both"] });
    const changed = withAnswers(settled, (text) => withStatus(text, "refunded", "SUCCESS"));
    expect(await rejectionOf(changed.pay(again, { store, approve: review?.digest }))).toMatchObject({
      code: "invalid_request",
      faults: [{ item: 0, reason: "not-repayable" }],
    });
    expect(countOf(simulator, "auth")).toBe(1);
  });

  describe("an item that iyzico shows as paid just before auth is not paid again", () => {
    /** November, its repayment, and a change of iyzico's record: the refunded item was paid after all. */
    async function paidAfterAll() {
      const settled = await settledNovember();
      const { iyzico, store, simulator } = settled;
      const again = planOf(await repay(iyzico, store));
      const item = simulator.payouts[0]?.items.find(({ itemExternalId }) => itemExternalId === "refunded");
      return {
        ...settled,
        again,
        payAfterAll: () => simulator.setItemStatus(item?.referenceCode as string, "SUCCESS"),
      };
    }
    const refusal = {
      code: "invalid_request",
      outcome: "unknown",
      faults: [{ item: 0, field: "items[0].itemExternalId", reason: "not-repayable" }],
    };

    test.each([
      ["at once", 0],
      ["after 50 minutes", 3_000_000],
    ])("if it is paid while the approval is given, %s", async (_, ms) => {
      const { iyzico, store, simulator, again, payAfterAll } = await paidAfterAll();
      const approve = () => {
        payAfterAll();
        simulator.advance(ms);
        return true;
      };
      const error = await rejectionOf(iyzico.pay(again, { store, approve, maxWaitMs: 3_600_000 }));
      expect(error).toMatchObject(refusal);
      expect(error.hint).toMatch(/cancel the payout/);
      expect(countOf(simulator, "auth")).toBe(1);
      // Every later call is refused too.
      expect(await rejectionOf(iyzico.pay(again, { store }))).toMatchObject(refusal);
      expect(countOf(simulator, "auth")).toBe(1);
    });

    test("if it is paid while the answer to init is lost", async () => {
      const { iyzico, store, simulator, again, payAfterAll } = await paidAfterAll();
      simulator.fault({ kind: "reset-after", operation: "init" });
      const onProgress = ({ inits }: { inits: number }) => void (inits > 0 && payAfterAll());
      expect(await rejectionOf(iyzico.pay(again, { store, onProgress, maxWaitMs: 3_600_000 }))).toMatchObject(refusal);
      expect(countOf(simulator, "auth")).toBe(1);
    });

    test("if it is paid before a second auth, which an operator approves because the first one never arrived", async () => {
      const { iyzico, store, simulator, again, payAfterAll } = await paidAfterAll();
      simulator.fault({ kind: "reset-before", operation: "auth" });
      const result = requiring(await iyzico.pay(again, { store, maxWaitMs: 3_600_000 }), "auth-outcome-unknown");
      const before = timesPaidOf(simulator);
      payAfterAll();
      const approve = result.review?.digest;
      const auths = countOf(simulator, "auth");
      expect(await rejectionOf(iyzico.pay(again, { store, approve, maxWaitMs: 3_600_000 }))).toMatchObject(refusal);
      expect(countOf(simulator, "auth")).toBe(auths);
      expect(timesPaidOf(simulator)).toEqual({ ...before, refunded: 1 });
      // What became of the first auth is polled all the same.
      requiring(await iyzico.pay(again, { store, maxWaitMs: 3_600_000 }), "auth-outcome-unknown");
    });

    test("if it is paid between the last two polls, and these are long apart", async () => {
      const { iyzico, store, simulator, again, payAfterAll } = await paidAfterAll();
      let approvals = 0;
      let reports = 0;
      const onProgress = ({ phase }: { phase: string }) => {
        if (phase !== "created" || approvals === 0) return;
        reports += 1;
        // The first report comes before the poll of the superseded items, the second between that and the payment's own.
        if (reports !== 2) return;
        payAfterAll();
        simulator.advance(11_000);
      };
      const approve = () => {
        approvals += 1;
        return true;
      };
      expect(await rejectionOf(iyzico.pay(again, { store, onProgress, approve }))).toMatchObject(refusal);
      expect(reports).toBeGreaterThan(2);
      expect(countOf(simulator, "auth")).toBe(1);
    });

    test("and if none is, a second auth is sent, and pays each once", async () => {
      const { iyzico, store, simulator, again, timesPaid } = await paidAfterAll();
      simulator.fault({ kind: "reset-before", operation: "auth" });
      const result = requiring(await iyzico.pay(again, { store, maxWaitMs: 3_600_000 }), "auth-outcome-unknown");
      const approve = result.review?.digest;
      expect(await iyzico.pay(again, { store, approve, maxWaitMs: 3_600_000 })).toMatchObject({ outcome: "settled" });
      expect(timesPaid()).toMatchObject({ "refunded-again": 1, "rejected-again": 1, "both-again": 1 });
    });
  });

  test("waits for a process that works on the superseded payment, and goes on after it", async () => {
    const store = createFileStore(path());
    const { iyzico } = await settledNovember(store);
    const again = planOf(await repay(iyzico, store));
    const unlock = await store.lock?.("november");
    expect(await rejectionOf(iyzico.pay(again, { store }))).toMatchObject({ code: "payment_locked" });
    await unlock?.();
    expect(await iyzico.pay(again, { store })).toMatchObject({ outcome: "settled", paid: "all" });
  });

  test("fails if another process changes the superseded payment meanwhile, and nothing is sent", async () => {
    const { iyzico, store, simulator } = await settledNovember();
    const again = planOf(await repay(iyzico, store));
    const other: PaymentStore = {
      ...store,
      compareAndSet: async (key, expected, payment) => {
        return key === "november" ? undefined : store.compareAndSet(key, expected, payment);
      },
    };
    expect(await rejectionOf(iyzico.pay(again, { store: other }))).toMatchObject({ code: "payment_locked" });
    expect(countOf(simulator, "init")).toBe(1);
  });

  test("goes on with a payment of the store that has no supersededBy, as older versions stored it", async () => {
    const { store } = await settledNovember();
    expect(Object.keys((await storedIn(store)).items[0] ?? {})).not.toContain("supersededBy");
  });
});
