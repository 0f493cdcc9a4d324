import { describe, expect, test } from "vitest";
import { createSimulator } from "../../src/index.ts";
import { createMerchant, itemOf, payoutOf } from "../support/merchant.ts";
import { ibanRecipient, initMixedPayout } from "../support/mixed-payout.ts";

const systemTime = expect.any(Number);

describe("init", () => {
  test("returns the requestId of the payout and the items that were rejected", async () => {
    const { answer, simulator } = await initMixedPayout();
    expect(answer).toEqual({
      status: "success",
      conversationId: "c-1",
      requestId: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/),
      invalidItems: [{ externalId: "item-2", errorCode: "2030", errorMessage: "Invalid IBAN" }],
      locale: "en",
      systemTime: 1_759_155_442_830,
    });
    expect(simulator.payouts).toMatchObject([
      { requestId: answer.requestId, externalId: "salaries", purpose: "SALARY", currency: "TRY", auths: 0 },
    ]);
  });

  test("answers in the language of the query's locale", async () => {
    const merchant = createMerchant(createSimulator({ outcomeOf: () => "rejected" }), { locale: "tr" });
    const { body } = await merchant.init(payoutOf("p", 1));
    expect(body).toMatchObject({ invalidItems: [{ errorMessage: "Geçersiz istek" }], locale: "tr" });
    expect((await merchant.auth("unknown")).body.errorMessage).toBe("Toplu ödeme bulunamadı");
  });

  test("rejects the items that are invalid by themselves, and accepts the others", async () => {
    const merchant = createMerchant(createSimulator());
    const { body } = await merchant.init({
      externalId: "p",
      items: [
        itemOf(1, 1, { ...ibanRecipient, recipientName: undefined }),
        itemOf(2, 1, { recipientType: "PIGEON" }),
        itemOf(3, 0),
        itemOf(4),
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
    ["has an unknown purpose", { purpose: "FUN" }],
    ["has two items with one id", { items: [itemOf(1), itemOf(1)] }],
    ["has two currencies", { items: [itemOf(1), itemOf(2, 1, { amount: { value: 1, currency: "EUR" } })] }],
    ["has no field items", { items: undefined }],
    ["has no externalId", { externalId: undefined }],
    ["has an item without an amount", { items: [itemOf(1, 1, { amount: undefined })] }],
    ["has an item without a currency", { items: [itemOf(1, 1, { amount: { value: 1 } })] }],
  ])("rejects a payout that %s", async (_, part) => {
    const simulator = createSimulator();
    const { httpStatus, body } = await createMerchant(simulator).init({ ...payoutOf("p", 1), ...part });
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

  test("rejects an item with an unknown currency", async () => {
    const items = [itemOf(1, 1, { amount: { value: 1, currency: "XAU" } })];
    const { body } = await createMerchant(createSimulator()).init({ externalId: "p", items });
    expect(body).toMatchObject({ status: "success", invalidItems: [{ externalId: "item-1" }] });
  });

  test.each([
    ["rejected", 1],
    ["same-payout", 1],
    ["new-payout", 2],
  ] as const)(
    "follows the option repeatedInit for an externalId that was used before: %s",
    async (repeatedInit, count) => {
      const simulator = createSimulator({ repeatedInit });
      const merchant = createMerchant(simulator);
      const { body: first } = await merchant.init(payoutOf("p", 1));
      const { body: second } = await merchant.init(payoutOf("p", 2));
      expect(simulator.payouts).toHaveLength(count);
      if (repeatedInit === "rejected") expect(second).toMatchObject({ status: "failure", errorCode: "11" });
      else expect(second.requestId === first.requestId).toBe(repeatedInit === "same-payout");
      const { body } = await merchant.retrieve({ externalMassPayoutId: "p" });
      expect(body.total).toBe(count);
    },
  );
});
