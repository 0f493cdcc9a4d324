import { describe, expect, test } from "vitest";
import { createMemoryStore, type PayoutPlan } from "../../../src/index.ts";
import {
  next,
  type Payment,
  type PaymentCommand,
  type PaymentInput,
  paymentOf,
  readPlan,
  type Step,
  supersede,
} from "../../../src/payment.ts";
import { rejectionOf } from "../../support/client.ts";
import { memberItem } from "../../support/recipients.ts";
import { simulated } from "../../support/simulated.ts";

const at = 1_764_000_000_000;
const again = (id: string, value = "20") =>
  ({ ...memberItem(value), itemExternalId: `${id}-again` }) as PayoutPlan["items"][number];
const plan: PayoutPlan = {
  key: "again",
  supersedes: { key: "november", items: ["a", "b"] },
  items: [again("a"), again("b", "7.10")],
};

const resumed = { type: "resumed", at } as const;

/** The command of a step, which must be of this type. */
function commandIn<Type extends PaymentCommand["type"]>(
  step: Step,
  type: Type,
): Extract<PaymentCommand, { type: Type }> {
  expect(step).toMatchObject({ command: { type } });
  return (step as unknown as { command: Extract<PaymentCommand, { type: Type }> }).command;
}

/** The first state of the payment of the plan. */
const newPayment = async (): Promise<Payment> => paymentOf(await readPlan(plan), undefined, at);

describe("a plan that supersedes", () => {
  test.each<[string, unknown, string]>([
    ["null", null, "supersedes must be an object"],
    ["a list", ["a"], "supersedes must be an object"],
    ["no key", { items: ["a", "b"] }, "supersedes.key is required"],
    ["an empty key", { key: "", items: ["a", "b"] }, "supersedes.key must not be empty"],
    ["the plan's own key", { key: "again", items: ["a", "b"] }, "supersedes.key must be the key of another payment"],
    [
      "another field",
      { key: "november", items: ["a", "b"], by: "x" },
      "supersedes must not have a field that the API does not know",
    ],
    ["no items", { key: "november", items: [] }, "supersedes.items must have at least one item"],
    ["no list", { key: "november", items: "a" }, "supersedes.items must be a list without gaps"],
    ["a number", { key: "november", items: ["a", "b", 1] }, "supersedes.items[2] must be a string"],
    ["an id twice", { key: "november", items: ["a", "b", "a"] }, "supersedes.items[2] must be unique"],
    [
      "an id without an item",
      { key: "november", items: ["a", "b", "c"] },
      'supersedes.items[2] must be the id of an item of the plan without "-again"',
    ],
    [
      "an item without an id",
      { key: "november", items: ["a"] },
      'items[1].itemExternalId must be an id of supersedes.items with "-again"',
    ],
  ])("has a fault if it has %s", async (_, supersedes, message) => {
    const error = await rejectionOf(readPlan({ ...plan, supersedes } as PayoutPlan));
    expect(error.code).toBe("invalid_request");
    expect(error.faults.map((fault) => fault.message)).toContain(message);
  });

  test("has its faults beside those of its items", async () => {
    const items = [
      { ...again("a"), amount: { value: "1.234", currency: "TRY" } },
      memberItem("1"),
    ] as PayoutPlan["items"];
    expect((await rejectionOf(readPlan({ ...plan, items }))).faults).toMatchObject([
      { field: "items[0].amount.value" },
      { field: "supersedes.items[1]", reason: "unfit-supersedes" },
      { item: 1, field: "items[1].itemExternalId", reason: "unfit-supersedes" },
    ]);
  });

  test("has another fingerprint than without that, or with another key", async () => {
    const { supersedes: _, ...plain } = plan;
    const plans = [plan, plain, { ...plan, supersedes: { key: "october", items: ["a", "b"] } }] as PayoutPlan[];
    const fingerprints = await Promise.all(plans.map(async (each) => (await readPlan(each)).fingerprint));
    expect(new Set(fingerprints).size).toBe(3);
  });
});

describe("next of a payment that supersedes", () => {
  test("commands nothing before the items are recorded as superseded", async () => {
    const step = next(await newPayment(), resumed);
    expect(commandIn(step, "supersede")).toEqual({
      type: "supersede",
      key: "november",
      by: "again",
      items: [
        { itemExternalId: "a", amount: "20", currency: "TRY" },
        { itemExternalId: "b", amount: "7.10", currency: "TRY" },
      ],
      afterMs: 0,
    });
    commandIn(next(step.state, { type: "superseded", at }), "poll");
  });

  test.each<PaymentInput>([
    { type: "not-found", others: [], at },
    { type: "polled", payout: { payoutStatus: "INIT", items: [] }, at },
    { type: "initiated", requestId: "r-1", rejected: [], at },
    { type: "authorised", at },
  ])("takes no $type before that", async (input) => {
    const { state } = next(await newPayment(), resumed);
    expect(() => next(state, input)).toThrow(TypeError);
    // Also from a state that was never resumed.
    const payment = await newPayment();
    expect(() => next(payment, input)).toThrow(/superseded items are not recorded/);
  });

  test("commands it again in each call, until auth was sent", async () => {
    const { state } = next(next(await newPayment(), resumed).state, { type: "superseded", at });
    commandIn(next(state, resumed), "supersede");
    commandIn(next({ ...state, phase: "initiating", inits: 1 }, resumed), "supersede");
    commandIn(next({ ...state, phase: "created", requestId: "r-1", inits: 1 }, resumed), "supersede");
    commandIn(next({ ...state, phase: "authorising", requestId: "r-1", inits: 1, auths: 1 }, resumed), "poll");
    commandIn(next({ ...state, phase: "created", requestId: "r-1", inits: 1, auths: 1 }, resumed), "poll");
    commandIn(next({ ...state, phase: "authorised", requestId: "r-1", inits: 1, auths: 1 }, resumed), "poll");
  });

  test("commands it before a payout that an operator linked is polled", async () => {
    const step = next(await newPayment(), { type: "request-id", requestId: "r-1", at });
    commandIn(step, "supersede");
    expect(commandIn(next(step.state, { type: "superseded", at }), "poll").reference).toEqual({ requestId: "r-1" });
  });

  test("commands it again before each auth, which only a poll that follows on it at once allows", async () => {
    const balance = "999";
    const payout = {
      externalId: "again",
      payoutStatus: "INIT",
      items: plan.items.map(({ itemExternalId }) => ({ itemExternalId, itemStatus: "INIT" })),
      balance,
    };
    const polled = { type: "polled", payout, at } as const;
    const superseded = { type: "superseded", at } as const;
    const created = {
      ...(await newPayment()),
      phase: "created",
      requestId: "r-1",
      inits: 1,
      isConfirmed: true,
    } as const;
    // The poll that the review is made of came at once; the approval takes its time.
    const reviewed = next(next(next(created, resumed).state, superseded).state, polled);
    const { review } = commandIn(reviewed, "request-approval");
    const approval = { type: "approved", review, digest: "d", by: "rule", at } as const;
    const asked = next(reviewed.state, { ...approval, elapsedMs: 0 });
    commandIn(asked, "supersede");
    const approved = next(next(reviewed.state, approval).state, polled);
    commandIn(approved, "supersede");
    const shown = next(approved.state, superseded);
    commandIn(shown, "poll");
    expect(commandIn(next(shown.state, polled), "auth")).toEqual({ type: "auth", requestId: "r-1" });
    // Another poll that could not be made lets time pass.
    const failure = { code: "network_error", outcome: "unknown", message: "m", hint: "h" } as const;
    const failed = next(shown.state, { type: "poll-failed", failure, attempts: 1, minPauseMs: 0, at });
    commandIn(next(failed.state, polled), "supersede");
    // So does another call, also one that finds the command unexecuted after an auth.
    commandIn(next(shown.state, resumed), "supersede");
    const again = next({ ...approved.state, auths: 1 }, resumed);
    commandIn(again, "poll");
    expect(again.state.supersession).toBe("recorded");
  });

  test("waits after an outage, and requires an action if the other payment cannot be read", async () => {
    const failed = (code: "network_error" | "request_rejected", minPauseMs = 0): PaymentInput => ({
      type: "poll-failed",
      failure: { code, outcome: "unknown", message: "m", hint: "h" },
      attempts: 1,
      minPauseMs,
      at,
    });
    const { state } = next(await newPayment(), resumed);
    expect(commandIn(next(state, failed("network_error")), "supersede").afterMs).toBe(5_000);
    expect(commandIn(next(state, failed("network_error", 60_000)), "supersede").afterMs).toBe(60_000);
    // What is known of an init that was sent before stays known.
    const failure = { code: "request_rejected", outcome: "rejected", message: "m", hint: "h" } as const;
    const initiating: Payment = { ...state, phase: "initiating", inits: 1, polls: 2, failure };
    expect(next(initiating, failed("network_error")).state).toEqual(initiating);
    expect(next(state, failed("request_rejected"))).toMatchObject({
      actionRequired: { reason: "retrieve-failed", failure: { code: "request_rejected" } },
    });
  });

  test("takes no result of it for a payment that supersedes nothing", async () => {
    const { supersedes: _, ...plain } = await newPayment();
    expect(() => next(plain, { type: "superseded", at })).toThrow(TypeError);
  });
});

describe("supersede, in a job engine", () => {
  test("records the items once, however often it is executed, and rejects options that it does not know", async () => {
    const { iyzico } = simulated({
      outcomeOf: ({ itemExternalId }) => (itemExternalId.endsWith("-again") ? "paid" : "failed-refunded"),
    });
    const store = createMemoryStore();
    const november: PayoutPlan = {
      key: "november",
      items: plan.items.map((item, index) => ({ ...item, itemExternalId: ["a", "b"][index] as string })),
    };
    await iyzico.pay(november, { store });
    const { plan: printed } = await iyzico.planRepayment(november, { store, key: "again" });
    expect(printed).toEqual(plan);
    const command = commandIn(next(await newPayment(), resumed), "supersede");
    expect(await supersede(iyzico, store, command, { date: () => at })).toEqual({ type: "superseded", at });
    const recorded = await store.load("november");
    expect(recorded).toMatchObject({ payment: { items: [{ supersededBy: "again" }, { supersededBy: "again" }] } });
    expect(await supersede(iyzico, store, command)).toMatchObject({ type: "superseded" });
    expect(await store.load("november")).toEqual(recorded);
    expect(await rejectionOf(supersede(iyzico, store, { ...command, by: "other" }))).toMatchObject({
      faults: [{ reason: "superseded", supersededBy: "again" }, { reason: "superseded" }],
    });
    expect(await rejectionOf(supersede(iyzico, store, command, { pagesize: 1 } as never))).toMatchObject({
      code: "invalid_configuration",
    });
  });

  test("passes on an error that is not of the client", async () => {
    const { iyzico } = simulated({ outcomeOf: () => "failed-refunded" });
    const store = createMemoryStore();
    await iyzico.pay({ key: "november", items: [{ ...memberItem("20"), itemExternalId: "a" } as never] }, { store });
    const broken = { ...iyzico, retrieve: async () => Promise.reject(new RangeError("broken")) };
    const items = [{ itemExternalId: "a", amount: "20", currency: "TRY" }];
    const command = { type: "supersede", key: "november", by: "again", items, afterMs: 0 } as const;
    await expect(supersede(broken, store, command)).rejects.toThrow(RangeError);
  });
});
