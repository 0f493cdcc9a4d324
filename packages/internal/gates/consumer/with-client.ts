// A typical program with the client. The number of types that its check instantiates has a budget.
import { createMassPayoutClient, isMassPayoutError } from "@iyzico-mass-payout/client";
import { createFileStore } from "@iyzico-mass-payout/client/file-store";

const iyzico = createMassPayoutClient({
  credentials: { apiKey: "sandbox-key", secretKey: "sandbox-secret" },
  environment: "sandbox",
  retry: { maxAttempts: 3 },
  onEvent: ({ type, operation }) => console.log(type, operation),
});

try {
  const result = await iyzico.pay(
    {
      key: "salaries-2026-11",
      purpose: "SALARY",
      items: [
        {
          recipientType: "IBAN",
          recipientInfo: "TR330006100519786457841326",
          recipientName: "Recipient One",
          amount: { value: "42150.75", currency: "TRY" },
          description: "November",
        },
      ],
    },
    { store: createFileStore("payouts") },
  );
  if (result.outcome === "settled") console.log(result.paid, result.totals.TRY?.paid);
  if (result.requestId !== undefined) {
    const { settlement } = await iyzico.snapshot({ requestId: result.requestId });
    console.log(settlement.state, settlement.totals.refunded?.amounts);
    for await (const item of iyzico.items({ requestId: result.requestId })) console.log(item.itemStatus);
  }
} catch (error) {
  if (!isMassPayoutError(error)) throw error;
  console.error(error.code, error.outcome, error.hint);
}
