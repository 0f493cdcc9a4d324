import { describe, expect, test } from "vitest";
import { createSimulator } from "../../src/index.ts";
import { createMerchant, idsOf, payoutOf } from "../support/merchant.ts";
import { ibanRecipient, initMixedPayout } from "../support/mixed-payout.ts";

const systemTime = expect.any(Number);

describe("retrieve", () => {
  test("returns a payout in the documents' form", async () => {
    const { merchant, requestId } = await initMixedPayout();
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
            ...ibanRecipient,
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

  test("returns a payout in the Java SDK's form", async () => {
    const { simulator, merchant, requestId } = await initMixedPayout({ dialect: "java" });
    const before = (await merchant.retrieve({ requestId })).body;
    expect(before.massPayout.receivedDate).toBe("2025-09-29T14:17:22.830Z");
    expect(before.massPayout).not.toHaveProperty("completedDate");
    await merchant.auth(requestId);
    simulator.advance(1_000_000);
    const { body } = await merchant.retrieve({ requestId });
    expect(body).not.toHaveProperty("page");
    expect(body.massPayoutItems).toMatchObject({ page: 0, size: 40, total: 3 });
    expect(Date.parse(body.massPayout.completedDate)).toBe(simulator.payouts[0]?.completedAt);
    const [paid, rejected] = body.massPayoutItems.items;
    expect(paid).toMatchObject({ massPayoutRequestId: requestId, itemStatus: "SUCCESS" });
    expect(paid).not.toHaveProperty("errorMessage");
    expect(rejected).toMatchObject({ massPayoutRequestId: requestId, errorMessage: "Invalid IBAN" });
    expect(rejected).not.toHaveProperty("errorMessages");
  });

  test("returns the date of the cancellation in the Java SDK's form", async () => {
    const { merchant, requestId } = await initMixedPayout({ dialect: "java" });
    await merchant.cancel(requestId);
    const { body } = await merchant.retrieve({ requestId });
    expect(body.massPayout.canceledDate).toBe("2025-09-29T14:17:22.830Z");
  });

  test("returns the sums of the paid items", async () => {
    const { simulator, merchant, requestId } = await initMixedPayout();
    await merchant.auth(requestId);
    simulator.advance(1_000_000);
    const { massPayout } = (await merchant.retrieve({ requestId })).body;
    expect(massPayout).toMatchObject({ totalSuccessfulAmount: 120.5, totalCommissionAmount: 40 });
  });

  test("returns these sums after an operator has corrected items, and as they were in a stale read", async () => {
    const { simulator, merchant, requestId } = await initMixedPayout();
    const sums = async () => {
      const { totalSuccessfulAmount, totalCommissionAmount } = (await merchant.retrieve({ requestId })).body.massPayout;
      return [totalSuccessfulAmount, totalCommissionAmount];
    };
    await merchant.auth(requestId);
    simulator.advance(1_000_000);
    const [first, , third] = simulator.payouts[0]?.items ?? [];
    simulator.setItemStatus(first?.referenceCode ?? "", "DEPOSIT_SUCCESS");
    expect(await sums()).toEqual([20, 20]);
    simulator.advance(1_000);
    simulator.setItemStatus(third?.referenceCode ?? "", "FAILED");
    expect(await sums()).toEqual([0, 0]);
    simulator.setItemStatus(third?.referenceCode ?? "", "SUCCESS");
    simulator.setItemStatus(third?.referenceCode ?? "", "SUCCESS");
    expect(await sums()).toEqual([20, 20]);
    simulator.fault({ kind: "stale", ms: 1_001 });
    expect(await sums()).toEqual([120.5, 40]);
  });

  test.each([
    ["VALID", ["item-1", "item-3"]],
    ["INVALID", ["item-2"]],
    [undefined, ["item-1", "item-2", "item-3"]],
  ])("lists the items with itemType %s", async (itemType, expected) => {
    const { merchant, requestId } = await initMixedPayout();
    const listed = await merchant.retrieve({ requestId, itemType });
    expect(idsOf(listed)).toEqual(expected);
    expect(listed.body.total).toBe(expected.length);
  });

  test("lists every item once over all pages, and none on the pages after them", async () => {
    const merchant = createMerchant(createSimulator());
    const { body } = await merchant.init(payoutOf("p", 25));
    const found: unknown[] = [];
    for (const page of [0, 1, 2, 3]) {
      const listed = await merchant.retrieve({ requestId: body.requestId, page, size: 10 });
      expect(listed.body).toMatchObject({ page, size: 10, total: 25 });
      found.push(...idsOf(listed));
    }
    expect(found).toEqual(Array.from({ length: 25 }, (_, index) => `item-${index + 1}`));
  });

  test("finds a payout by either id, and by both if they belong to one payout", async () => {
    const { merchant, requestId } = await initMixedPayout();
    const { body: other } = await merchant.init(payoutOf("other", 1));
    const statusOf = async (reference: object) => (await merchant.retrieve(reference)).body.status;
    expect(await statusOf({ requestId })).toBe("success");
    expect(await statusOf({ externalMassPayoutId: "salaries" })).toBe("success");
    expect(await statusOf({ requestId, externalMassPayoutId: "salaries" })).toBe("success");
    expect(await statusOf({ requestId: other.requestId, externalMassPayoutId: "salaries" })).toBe("failure");
    expect(await statusOf({ requestId: "unknown", externalMassPayoutId: "salaries" })).toBe("failure");
  });

  test("shows recipients and the merchant's id as the options say, and keeps the true recipient", async () => {
    const recipientInfoOf = (info: string) => `${info.slice(0, 2)} **** ${info.slice(-4)}`;
    const { simulator, merchant, requestId } = await initMixedPayout({ recipientInfoOf, merchantId: 3_400_123 });
    const { body, items } = await merchant.retrieve({ requestId });
    expect(body.massPayout.merchantId).toBe(3_400_123);
    expect(items.map(({ recipientInfo }) => recipientInfo)).toEqual(["TR **** 6178", "TR **** 6178", "me **** er-3"]);
    expect((await merchant.item(String(items[0]?.["referenceCode"]))).body.item.recipientInfo).toBe("TR **** 6178");
    expect(simulator.payouts[0]?.items[0]?.recipientInfo).toBe(ibanRecipient.recipientInfo);
  });

  test.each(["recipientInfoOf", "referenceCodeOf"])(
    "throws when %s does not return a string, and so does assertDone",
    async (name) => {
      const { simulator, merchant, requestId } = await initMixedPayout({ [name]: () => undefined });
      await expect(merchant.retrieve({ requestId })).rejects.toThrow(`${name} must return a string.`);
      expect(() => simulator.assertDone()).toThrow("A function of the options threw; see cause.");
    },
  );

  test.each([
    ["amount", "100.5", "120.5"],
    ["amount-and-commission", "121.00000000000000000001", "161.50000000000000000001"],
    ["amount-minus-commission", "79.99999999999999999999", "79.49999999999999999999"],
  ] as const)("shows in totalAmount what the option of that name says: %s", async (totalAmount, ofItem, ofPayout) => {
    const commissions: Record<string, string> = { "item-1": "20.50000000000000000001", "item-3": "20.5" };
    const { simulator, merchant, requestId } = await initMixedPayout({
      totalAmount,
      commissionOf: ({ itemExternalId }) => commissions[itemExternalId] ?? "0",
    });
    const { text } = await merchant.retrieve({ requestId });
    expect(text).toContain(`"totalAmount":${ofPayout},"totalSuccessfulAmount":0,`);
    expect(text).toContain(`"totalAmount":${ofItem},"commissionAmount":20.50000000000000000001,`);
    await merchant.auth(requestId);
    simulator.advance(1_000_000);
    expect(simulator.payouts[0]?.items[0]).toMatchObject({ amount: "100.5", received: "100.5", timesPaid: 1 });
  });

  test("shows a negative totalAmount under amount-minus-commission for a commission that exceeds the amount", async () => {
    const merchant = createMerchant(
      createSimulator({ totalAmount: "amount-minus-commission", commissionOf: () => "100.25" }),
    );
    const { body } = await merchant.init(payoutOf("p", 1));
    expect((await merchant.retrieve({ requestId: body.requestId })).text).toContain('"totalAmount":-0.25,');
  });

  test("shows a placeholder referenceCode as the option referenceCodeOf says, and finds items by the true one", async () => {
    const { simulator, merchant, requestId } = await initMixedPayout({
      referenceCodeOf: (code, status) => (["INIT", "QUEUED", "INVALID"].includes(status) ? "N/A" : code),
    });
    const shown = async () => (await merchant.retrieve({ requestId })).items.map((item) => item["referenceCode"]);
    const codes = simulator.payouts[0]?.items.map(({ referenceCode }) => referenceCode) ?? [];
    expect(await shown()).toEqual(["N/A", "N/A", "N/A"]);
    expect((await merchant.item("N/A")).body.status).toBe("failure");
    expect((await merchant.item(codes[0] ?? "")).body.item.referenceCode).toBe("N/A");
    await merchant.auth(requestId);
    simulator.advance(1_000_000);
    expect(await shown()).toEqual([codes[0], "N/A", codes[2]]);
  });

  test.each(["VALID", "INVALID", undefined])("counts every row under listingTotal all-items: %s", async (itemType) => {
    const { merchant, requestId } = await initMixedPayout({ listingTotal: "all-items" });
    expect((await merchant.retrieve({ requestId, itemType, size: 1 })).body.total).toBe(3);
  });

  test.each([
    ["told", 2],
    ["echoed", 10],
  ] as const)("has at most maxPageSize rows on a page, and its size is %s", async (cappedSize, size) => {
    for (const dialect of ["documents", "java"] as const) {
      const merchant = createMerchant(
        createSimulator({ maxPageSize: 2, cappedSize, dialect, notFound: "success-without-payout" }),
      );
      const { body } = await merchant.init(payoutOf("p", 5));
      const pages = await Promise.all(
        [0, 1, 2, 3].map((page) => merchant.retrieve({ requestId: body.requestId, page, size: 10 })),
      );
      expect(pages.map(idsOf)).toEqual([["item-1", "item-2"], ["item-3", "item-4"], ["item-5"], []]);
      for (const { body } of [...pages, await merchant.retrieve({ requestId: "unknown", size: 10 })]) {
        expect(dialect === "java" ? body.massPayoutItems : body).toMatchObject({ size });
      }
      const smaller = await merchant.retrieve({ requestId: body.requestId, page: 1, size: 1 });
      expect(idsOf(smaller)).toEqual(["item-2"]);
    }
  });

  describe("with itemType INVALID", () => {
    const empty = { status: "success", massPayoutItems: { items: [] }, page: 0, size: 40, total: 0 };
    const rejection = { status: "failure", errorCode: "11" };
    test.each([
      ["listed", { ...empty, massPayout: expect.anything() }, "success"],
      ["rejected", rejection, "success"],
      ["always-rejected", rejection, "failure"],
      ["success-without-payout", empty, "success"],
    ] as const)("answers as the option invalidListing says: %s", async (invalidListing, expected, statusOfMixed) => {
      const { merchant, requestId } = await initMixedPayout({ invalidListing });
      const { body: all } = await merchant.init(payoutOf("all-accepted", 1));
      const { body } = await merchant.retrieve({ requestId: all.requestId, itemType: "INVALID" });
      expect(body).toMatchObject(expected);
      expect(Object.hasOwn(body, "massPayout")).toBe(invalidListing === "listed");
      for (const itemType of ["VALID", undefined]) {
        expect((await merchant.retrieve({ requestId: all.requestId, itemType })).body.status).toBe("success");
      }
      const mixed = await merchant.retrieve({ requestId, itemType: "INVALID" });
      expect(mixed.body.status).toBe(statusOfMixed);
      expect(idsOf(mixed)).toEqual(statusOfMixed === "success" ? ["item-2"] : []);
    });
  });

  describe("with the option listingOrder shuffled", () => {
    const listAll = async (seed: number, size: number) => {
      const simulator = createSimulator({ seed, listingOrder: "shuffled" });
      const merchant = createMerchant(simulator);
      const { body } = await merchant.init(payoutOf("p", 12));
      const pages: unknown[][] = [];
      for (let page = 0; page < 12 / size; page += 1) {
        pages.push(idsOf(await merchant.retrieve({ requestId: body.requestId, page, size, itemType: "VALID" })));
      }
      return { simulator, merchant, requestId: body.requestId as string, pages };
    };

    test("lists every item once in each request, in an order that changes", async () => {
      const { merchant, requestId, pages } = await listAll(1, 12);
      const again = idsOf(await merchant.retrieve({ requestId }));
      expect(new Set(again)).toEqual(new Set(pages[0]));
      expect(again).toHaveLength(12);
      expect(again).not.toEqual(pages[0]);
    });

    test("does not divide the items among pages, and repeats with the same seed", async () => {
      const { pages } = await listAll(1, 4);
      expect(pages.map(({ length }) => length)).toEqual([4, 4, 4]);
      expect(new Set(pages.flat()).size).toBeLessThan(12);
      expect((await listAll(1, 4)).pages).toEqual(pages);
      expect((await listAll(2, 4)).pages).not.toEqual(pages);
    });

    test("changes neither ids nor the truth", async () => {
      const { simulator, merchant } = await listAll(1, 4);
      await merchant.init(payoutOf("q", 1));
      const stable = createSimulator();
      for (const [id, count] of [["p", 12] as const, ["q", 1] as const]) {
        await createMerchant(stable).init(payoutOf(id, count));
      }
      expect(simulator.payouts).toEqual(stable.payouts);
    });
  });

  test.each<[string, object]>([
    ["has no id", {}],
    ["has a negative page", { requestId: "r", page: -1 }],
    ["has a page that is not an integer", { requestId: "r", page: 0.5 }],
    ["has the size 0", { requestId: "r", size: 0 }],
    ["has a size of more than nine digits", { requestId: "r", size: 1e10 }],
    ["has an unknown itemType", { requestId: "r", itemType: "ALL" }],
    ["has no page", { requestId: "r", page: undefined }],
  ])("rejects a request that %s", async (_, request) => {
    const { body } = await createMerchant(createSimulator()).retrieve(request);
    expect(body).toMatchObject({ status: "failure", errorCode: "11", errorMessage: "Invalid request" });
  });
});
