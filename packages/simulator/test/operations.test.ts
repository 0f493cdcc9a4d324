import { describe, expect, test } from "vitest";
import { createSimulator, type SimulatorOptions } from "../src/index.ts";
import { idsOf, merchantOf, order, orders } from "./merchant.ts";

const personal = { recipientType: "IBAN", recipientInfo: "TR920086402100005482986178", recipientName: "Recipient One" };
const systemTime = expect.any(Number);

/** A merchant with a payout of an item to an IBAN, a refused one, and one to a member. */
async function withPayout(options: SimulatorOptions = {}) {
  const simulator = createSimulator({
    outcomeOf: ({ itemExternalId }) => (itemExternalId === "item-2" ? "refused" : "paid"),
    commissionOf: () => "20",
    ...options,
  });
  const merchant = merchantOf(simulator);
  const { body } = await merchant.init({
    externalId: "salaries",
    conversationId: "c-1",
    purpose: "SALARY",
    items: [
      order(1, 100.5, { ...personal, description: "November", nonWithdrawable: true }),
      order(2, 1, personal),
      order(3, 20),
    ],
  });
  return { simulator, merchant, requestId: body.requestId as string, received: body };
}

describe("init", () => {
  test("says under which id the payout was received, and which items were not", async () => {
    const { received, simulator } = await withPayout();
    expect(received).toEqual({
      status: "success",
      conversationId: "c-1",
      requestId: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/),
      invalidItems: [{ externalId: "item-2", errorCode: "2030", errorMessage: "Invalid IBAN" }],
      locale: "en",
      systemTime: 1_759_155_442_830,
    });
    expect(simulator.payouts).toMatchObject([
      { requestId: received.requestId, externalId: "salaries", purpose: "SALARY", currency: "TRY", auths: 0 },
    ]);
  });

  test("speaks the language that it is asked in", async () => {
    const merchant = merchantOf(createSimulator({ outcomeOf: () => "refused" }), { locale: "tr" });
    const { body } = await merchant.init(orders("p", 1));
    expect(body).toMatchObject({ invalidItems: [{ errorMessage: "Geçersiz istek" }], locale: "tr" });
    expect((await merchant.auth("nobody")).body.errorMessage).toBe("Toplu ödeme bulunamadı");
  });

  test("refuses the items that have a fault of their own, and takes the others", async () => {
    const merchant = merchantOf(createSimulator());
    const { body } = await merchant.init({
      externalId: "p",
      items: [
        order(1, 1, { ...personal, recipientName: undefined }),
        order(2, 1, { recipientType: "PIGEON" }),
        order(3, 0),
        order(4),
      ],
    });
    expect(body.invalidItems).toMatchObject([
      { externalId: "item-1", errorCode: "2030" },
      { externalId: "item-2", errorCode: "11" },
      { externalId: "item-3", errorCode: "11" },
    ]);
  });

  test.each<[string, object]>([
    ["has no items", { items: [] }],
    ["has a purpose that does not exist", { purpose: "FUN" }],
    ["has two items of one id", { items: [order(1), order(1)] }],
    ["has two currencies", { items: [order(1), order(2, 1, { amount: { value: 1, currency: "EUR" } })] }],
    ["lacks its items", { items: undefined }],
    ["lacks its id", { externalId: undefined }],
    ["has an item without an amount", { items: [order(1, 1, { amount: undefined })] }],
    ["has an item without a currency", { items: [order(1, 1, { amount: { value: 1 } })] }],
  ])("refuses a payout that %s", async (_, part) => {
    const simulator = createSimulator();
    const { httpStatus, body } = await merchantOf(simulator).init({ ...orders("p", 1), ...part });
    expect(httpStatus).toBe(200);
    expect(body).toEqual({
      status: "failure",
      errorCode: "11",
      errorMessage: "Invalid request",
      locale: "en",
      systemTime,
    });
    expect(simulator.payouts).toEqual([]);
  });

  test("refuses an item whose currency does not exist", async () => {
    const items = [order(1, 1, { amount: { value: 1, currency: "XAU" } })];
    const { body } = await merchantOf(createSimulator()).init({ externalId: "p", items });
    expect(body).toMatchObject({ status: "success", invalidItems: [{ externalId: "item-1" }] });
  });

  test.each([
    ["refused", 1],
    ["same-payout", 1],
    ["new-payout", 2],
  ] as const)("with an externalId for the second time can be: %s", async (repeatedInit, count) => {
    const simulator = createSimulator({ repeatedInit });
    const merchant = merchantOf(simulator);
    const { body: first } = await merchant.init(orders("p", 1));
    const { body: second } = await merchant.init(orders("p", 2));
    expect(simulator.payouts).toHaveLength(count);
    if (repeatedInit === "refused") expect(second).toMatchObject({ status: "failure", errorCode: "11" });
    else expect(second.requestId === first.requestId).toBe(repeatedInit === "same-payout");
    const { body } = await merchant.retrieve({ externalMassPayoutId: "p" });
    expect(body.total).toBe(count);
  });
});

describe("retrieve", () => {
  test("shows a payout as the documents do", async () => {
    const { merchant, requestId } = await withPayout();
    const { body } = await merchant.retrieve({ requestId, size: 2 });
    expect(body).toEqual({
      status: "success",
      massPayout: {
        externalId: "salaries",
        merchantId: 1,
        totalAmount: 120.5,
        totalSuccessfulAmount: 0,
        massPayoutStatus: "INIT",
        totalCommissionAmount: 0,
        currency: "TRY",
      },
      massPayoutItems: {
        items: [
          {
            itemExternalId: "item-1",
            referenceCode: expect.any(String),
            ...personal,
            description: "November",
            itemStatus: "INIT",
            errorMessages: [],
            totalAmount: 100.5,
            commissionAmount: 20,
            currencyCode: "TRY",
          },
          expect.objectContaining({ itemStatus: "INVALID", errorMessages: ["Invalid IBAN"] }),
        ],
      },
      page: 0,
      size: 2,
      total: 3,
      locale: "en",
      systemTime,
    });
  });

  test("shows it as the Java SDK reads it", async () => {
    const { simulator, merchant, requestId } = await withPayout({ dialect: "java" });
    const before = (await merchant.retrieve({ requestId })).body;
    expect(before.massPayout.receivedDate).toBe("2025-09-29T14:17:22.830Z");
    expect(before.massPayout).not.toHaveProperty("completedDate");
    await merchant.auth(requestId);
    simulator.advance(1_000_000);
    const { body } = await merchant.retrieve({ requestId });
    expect(body).not.toHaveProperty("page");
    expect(body.massPayoutItems).toMatchObject({ page: 0, size: 40, total: 3 });
    expect(Date.parse(body.massPayout.completedDate)).toBe(simulator.payouts[0]?.completedAt);
    const [paid, refused] = body.massPayoutItems.items;
    expect(paid).toMatchObject({ massPayoutRequestId: requestId, itemStatus: "SUCCESS" });
    expect(paid).not.toHaveProperty("errorMessage");
    expect(refused).toMatchObject({ massPayoutRequestId: requestId, errorMessage: "Invalid IBAN" });
    expect(refused).not.toHaveProperty("errorMessages");
  });

  test("shows in the same form when a payout was called off", async () => {
    const { merchant, requestId } = await withPayout({ dialect: "java" });
    await merchant.cancel(requestId);
    const { body } = await merchant.retrieve({ requestId });
    expect(body.massPayout.canceledDate).toBe("2025-09-29T14:17:22.830Z");
  });

  test("shows sums of what is paid", async () => {
    const { simulator, merchant, requestId } = await withPayout();
    await merchant.auth(requestId);
    simulator.advance(1_000_000);
    const { massPayout } = (await merchant.retrieve({ requestId })).body;
    expect(massPayout).toMatchObject({ totalSuccessfulAmount: 120.5, totalCommissionAmount: 40 });
  });

  test.each([
    ["VALID", ["item-1", "item-3"]],
    ["INVALID", ["item-2"]],
    [undefined, ["item-1", "item-2", "item-3"]],
  ])("lists the items of the type %s", async (itemType, expected) => {
    const { merchant, requestId } = await withPayout();
    const listed = await merchant.retrieve({ requestId, itemType });
    expect(idsOf(listed)).toEqual(expected);
    expect(listed.body.total).toBe(expected.length);
  });

  test("lists every item once over all pages, and nothing after them", async () => {
    const merchant = merchantOf(createSimulator());
    const { body } = await merchant.init(orders("p", 25));
    const found: unknown[] = [];
    for (const page of [0, 1, 2, 3]) {
      const listed = await merchant.retrieve({ requestId: body.requestId, page, size: 10 });
      expect(listed.body).toMatchObject({ page, size: 10, total: 25 });
      found.push(...idsOf(listed));
    }
    expect(found).toEqual(Array.from({ length: 25 }, (_, index) => `item-${index + 1}`));
  });

  test("finds a payout by either id, and by both when they are of one payout", async () => {
    const { merchant, requestId } = await withPayout();
    const { body: other } = await merchant.init(orders("other", 1));
    const statusOf = async (reference: object) => (await merchant.retrieve(reference)).body.status;
    expect(await statusOf({ requestId })).toBe("success");
    expect(await statusOf({ externalMassPayoutId: "salaries" })).toBe("success");
    expect(await statusOf({ requestId, externalMassPayoutId: "salaries" })).toBe("success");
    expect(await statusOf({ requestId: other.requestId, externalMassPayoutId: "salaries" })).toBe("failure");
    expect(await statusOf({ requestId: "nobody", externalMassPayoutId: "salaries" })).toBe("failure");
  });

  test.each<[string, object]>([
    ["names no payout", {}],
    ["has a page before the first", { requestId: "r", page: -1 }],
    ["has a page that is not whole", { requestId: "r", page: 0.5 }],
    ["has pages without a size", { requestId: "r", size: 0 }],
    ["has a size beyond counting", { requestId: "r", size: 1e10 }],
    ["has a type that does not exist", { requestId: "r", itemType: "ALL" }],
    ["lacks its page", { requestId: "r", page: undefined }],
  ])("refuses a request that %s", async (_, request) => {
    const { body } = await merchantOf(createSimulator()).retrieve(request);
    expect(body).toMatchObject({ status: "failure", errorCode: "11", errorMessage: "Invalid request" });
  });
});

test("item shows the same as the listing", async () => {
  for (const dialect of ["documents", "java"] as const) {
    const { merchant, requestId } = await withPayout({ dialect });
    for (const listed of (await merchant.retrieve({ requestId })).items) {
      const { body } = await merchant.item(String(listed["referenceCode"]));
      expect(body).toEqual({ status: "success", item: listed, locale: "en", systemTime });
    }
  }
});

test("auth, cancel and balance say no more than that they succeeded", async () => {
  const { merchant, requestId } = await withPayout({ balance: "25399393.5" });
  const success = { status: "success", locale: "en", systemTime };
  expect((await merchant.auth(requestId)).body).toEqual(success);
  expect((await merchant.balance()).body).toEqual({ ...success, balance: "25399393.5" });
  const { body } = await merchant.init(orders("other", 1));
  expect((await merchant.cancel(body.requestId)).body).toEqual(success);
});

test("what does not exist is not found, with HTTP 200", async () => {
  const merchant = merchantOf(createSimulator());
  for (const asked of [
    merchant.retrieve({ requestId: "constructor" }),
    merchant.auth("__proto__"),
    merchant.cancel("nobody"),
    merchant.item("nobody"),
  ]) {
    const { httpStatus, body } = await asked;
    expect(httpStatus).toBe(200);
    expect(body).toMatchObject({ status: "failure", errorCode: "11", errorMessage: "Mass payout not found" });
  }
});

describe("the rate limit", () => {
  test("answers 50000 as a number above so many requests in any minute, and does nothing", async () => {
    const simulator = createSimulator({ perMinute: 3 });
    const merchant = merchantOf(simulator);
    const statusOf = async () => (await merchant.balance()).body.status;
    await statusOf();
    simulator.advance(30_000);
    expect([await statusOf(), await statusOf()]).toEqual(["success", "success"]);
    const { httpStatus, body } = await merchant.init(orders("p", 1));
    expect(httpStatus).toBe(200);
    expect(body).toMatchObject({ status: "failure", errorCode: 50000, errorMessage: "Request Limit Exceeded" });
    expect(simulator.payouts).toEqual([]);
    simulator.advance(29_999);
    expect(await statusOf()).toBe("failure");
    simulator.advance(1);
    expect([await statusOf(), await statusOf()]).toEqual(["success", "failure"]);
    simulator.advance(30_000);
    expect([await statusOf(), await statusOf(), await statusOf()]).toEqual(["success", "success", "failure"]);
  });

  test("does not count requests that nobody signed", async () => {
    const simulator = createSimulator({ perMinute: 1 });
    await merchantOf(simulator, { keys: { apiKey: "sandbox-other", secretKey: "s" } }).balance();
    expect((await merchantOf(simulator).balance()).body.status).toBe("success");
  });

  test("is off unless it is asked for", async () => {
    const merchant = merchantOf(createSimulator());
    for (let count = 0; count < 200; count += 1) expect((await merchant.balance()).body.status).toBe("success");
  });
});
