import { describe, expect, test } from "vitest";
import { createSimulator, type ItemOutcome, type SimulatorOptions } from "../../src/index.ts";
import { createMerchant, itemOf, payoutOf } from "../support/merchant.ts";

const names =
  "credentials, seed, clock, balance, outcomeOf, commissionOf, payoutStatusOf, perMinute, delays, dialect, signedTarget, usedRandomKey, cancelAfterAuth, repeatedInit, repeatedAuth, insufficientBalance, recipientInfoOf, notFound, invalidListing, listingOrder, listingTotal, maxPageSize, cappedSize, referenceCodeOf, informingFields, totalAmount, merchantId";
const steps = "visible, authorised, queued, resumed, itemsQueued, sent, processing, refund";

describe("createSimulator", () => {
  test.each<[string, object]>([
    [`options must not contain outcomeof: only ${names}.`, { outcomeof: () => "paid" }],
    [`delays must not contain refunds: only ${steps}.`, { delays: { refunds: 1 } }],
    ["delays.sent must be a non-negative number of milliseconds.", { delays: { sent: -1 } }],
    ["delays.sent must be a non-negative number of milliseconds.", { delays: { sent: "1" } }],
    ["dialect must be one of documents, java.", { dialect: "xml" }],
    ["repeatedInit must be one of rejected, same-payout, new-payout.", { repeatedInit: "x" }],
    ["repeatedAuth must be one of rejected, ignored, paid-again.", { repeatedAuth: "x" }],
    ["insufficientBalance must be one of stays, auth-again, goes-on.", { insufficientBalance: "x" }],
    [
      "notFound must be one of rejected, rejected-1000, unknown-code, http-404, success-without-payout.",
      { notFound: "404" },
    ],
    [
      "invalidListing must be one of listed, rejected, always-rejected, success-without-payout.",
      { invalidListing: "x" },
    ],
    ["listingOrder must be one of stable, shuffled.", { listingOrder: "random" }],
    ["listingTotal must be one of listed, all-items.", { listingTotal: "all" }],
    ["maxPageSize must be a positive integer, or false.", { maxPageSize: 0 }],
    ["cappedSize must be one of told, echoed.", { cappedSize: "hidden" }],
    ["referenceCodeOf must be a function.", { referenceCodeOf: "N/A" }],
    ["informingFields must be one of documented, odd.", { informingFields: "wrong" }],
    ["totalAmount must be one of amount, amount-and-commission, amount-minus-commission.", { totalAmount: "x" }],
    ["outcomeOf must be a function.", { outcomeOf: "paid" }],
    ["commissionOf must be a function.", { commissionOf: "20" }],
    ["payoutStatusOf must be a function.", { payoutStatusOf: {} }],
    ["recipientInfoOf must be a function.", { recipientInfoOf: "masked" }],
    ["clock must implement { now }.", { clock: {} }],
    ["clock must implement { now }.", { clock: { now: 1_000, sleep: () => undefined } }],
    ["clock must implement { now }.", { clock: null }],
    ["merchantId must be a non-negative integer.", { merchantId: -1 }],
    ["merchantId must be a non-negative integer.", { merchantId: "1" }],
    ["delays.resumed must be a non-negative number of milliseconds.", { delays: { resumed: -1 } }],
    ["seed must be an integer.", { seed: 0.5 }],
    ['balance must be a non-negative decimal string, such as "100.50".', { balance: 100 }],
    ['balance must be a non-negative decimal string, such as "100.50".', { balance: "-1" }],
    ["perMinute must be a positive integer, or false.", { perMinute: 0 }],
    ["perMinute must be a positive integer, or false.", { perMinute: true }],
    ["secretKey", { credentials: { apiKey: "a", secretKey: "" } }],
  ])("throws a TypeError for invalid options: %s", (message, options) => {
    const create = () => createSimulator(options as SimulatorOptions);
    expect(create).toThrow(TypeError);
    expect(create).toThrow(message);
  });

  test("uses the default of an option that is undefined", async () => {
    const simulator = createSimulator({ seed: undefined, delays: { processing: undefined }, clock: undefined });
    const other = createSimulator();
    const texts = [simulator, other].map(async (each) => (await createMerchant(each).init(payoutOf("p", 1))).text);
    expect(await texts[0]).toBe(await texts[1]);
  });
});

describe("outcomeOf", () => {
  test("is called once for each item, with the item of init, in the order of the request", async () => {
    const received: unknown[] = [];
    const simulator = createSimulator({
      outcomeOf(item) {
        received.push(item);
        return "paid";
      },
    });
    const merchant = createMerchant(simulator);
    const { body } = await merchant.init({ externalId: "p", items: [itemOf(1, 5, { description: "x" }), itemOf(2)] });
    await merchant.auth(body.requestId);
    simulator.advance(1_000_000);
    expect(received).toEqual([
      {
        externalId: "p",
        itemExternalId: "item-1",
        recipientType: "MEMBER_ID",
        recipientInfo: "member-1",
        amount: { value: "5", currency: "TRY" },
        description: "x",
      },
      expect.objectContaining({ itemExternalId: "item-2" }),
    ]);
  });
});

test.each<[string, SimulatorOptions]>([
  ["an unknown outcome", { outcomeOf: () => "lost" as ItemOutcome }],
  ["an empty status", { outcomeOf: () => ({ status: "" }) }],
  ["an unknown second attempt", { outcomeOf: () => ({ secondAttempt: "rejected" as never }) }],
  ["no outcome", { outcomeOf: () => undefined as never }],
  ["a commission that is a float", { commissionOf: () => 20 as never }],
  ["a commission that is not a number", { commissionOf: () => "1,5" }],
])("init and assertDone throw when a function of the options returns %s", async (_, options) => {
  const simulator = createSimulator(options);
  await expect(createMerchant(simulator).init(payoutOf("p", 1))).rejects.toThrow(/^(outcome|commission)Of must return/);
  expect(simulator.payouts).toEqual([]);
  expect(() => simulator.assertDone()).toThrow("A function of the options threw; see cause.");
});
