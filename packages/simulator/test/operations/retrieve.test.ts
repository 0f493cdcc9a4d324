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
