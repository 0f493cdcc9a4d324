import { createSimulator, type Simulator, type SimulatorOptions } from "../../src/index.ts";
import { createMerchant, itemOf, type Merchant, type MerchantAnswer } from "./merchant.ts";

export const ibanRecipient = {
  recipientType: "IBAN",
  recipientInfo: "TR920086402100005482986178",
  recipientName: "Recipient One",
};

/** A payout of three items: accepted to an IBAN, rejected to an IBAN, accepted to a member. */
export async function initMixedPayout(
  options: SimulatorOptions = {},
): Promise<{ simulator: Simulator; merchant: Merchant; requestId: string; answer: MerchantAnswer["body"] }> {
  const simulator = createSimulator({
    outcomeOf: ({ itemExternalId }) => (itemExternalId === "item-2" ? "rejected" : "paid"),
    commissionOf: () => "20",
    ...options,
  });
  const merchant = createMerchant(simulator);
  const { body } = await merchant.init({
    externalId: "salaries",
    conversationId: "c-1",
    purpose: "SALARY",
    items: [
      itemOf(1, 100.5, { ...ibanRecipient, description: "November", nonWithdrawable: true }),
      itemOf(2, 1, ibanRecipient),
      itemOf(3, 20),
    ],
  });
  return { simulator, merchant, requestId: body.requestId, answer: body };
}
