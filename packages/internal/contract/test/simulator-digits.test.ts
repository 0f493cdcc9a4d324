import { createMassPayoutClient, type InitRequest } from "@iyzico-mass-payout/client";
import { createSimulator } from "@iyzico-mass-payout/simulator";
import { describe, expect, test } from "vitest";
import { credentials } from "./simulated-merchant.ts";

const orderOf = (values: readonly string[]): InitRequest => ({
  externalId: "p",
  items: values.map((value, index) => ({
    itemExternalId: `${index}`,
    recipientType: "MEMBER_ID",
    recipientInfo: "2228853",
    amount: { value, currency: "TRY" },
    description: "d",
  })),
});

// Without Prism, which parses numbers as floats and loses digits.
describe("between client and simulator over HTTP", () => {
  test.each([
    // amounts, commission of each; in responses: commission, sum of amounts, sum of commissions; the remaining balance
    [["9007199254740993.01"], "0E-8", "0.00000000", "9007199254740993.01", "0", "90071992547409930.99"],
    [["100.50"], "20.00000000", "20.00000000", "100.5", "20", "99079191802150803.5"],
    [["0.1", "0.2"], "0.1", "0.1", "0.3", "0.2", "99079191802150923.5"],
    [
      ["9007199254740993.01", "0.01"],
      "0.00000001",
      "0.00000001",
      "9007199254740993.02",
      "0.00000002",
      "90071992547409930.97999998",
    ],
  ])("%j with a commission of %s each keep every digit", async (values, commission, ...shown) => {
    const [ofItem, total, totalCommission, left] = shown;
    const simulator = createSimulator({ balance: "99079191802150924.00", commissionOf: () => commission });
    await using server = await simulator.listen();
    const iyzico = createMassPayoutClient({ credentials, baseUrl: server.url, rateLimit: false });
    const { requestId } = await iyzico.init(orderOf(values));
    await iyzico.auth(requestId);
    simulator.advance(100_000);
    const { massPayout, items } = await iyzico.retrieve({ requestId, page: 0, size: 40 });
    expect(massPayout).toMatchObject({
      massPayoutStatus: "COMPLETED",
      totalAmount: total,
      totalSuccessfulAmount: total,
      totalCommissionAmount: totalCommission,
    });
    expect(items.map(({ totalAmount }) => totalAmount)).toEqual(values);
    for (const { referenceCode = "", commissionAmount } of items) {
      expect(commissionAmount).toBe(ofItem);
      expect(await iyzico.item(referenceCode)).toMatchObject({ commissionAmount: ofItem });
    }
    expect(await iyzico.balance()).toEqual({ balance: left });
    expect(simulator.payouts[0]?.items.map(({ amount }) => amount)).toEqual(values);
    simulator.assertDone();
  });
});
