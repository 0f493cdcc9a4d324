import { describe, expect, test } from "vitest";
import { createSimulator } from "../../src/index.ts";
import { createMerchant, credentials, itemOf, payoutOf } from "../support/merchant.ts";

describe("history", () => {
  test("has every request and its result, without personal data", async () => {
    const simulator = createSimulator();
    const merchant = createMerchant(simulator);
    const secrets = ["TR920086402100005482986178", "Recipient One", "November", credentials.secretKey];
    const [recipientInfo, recipientName, description] = secrets;
    const item = itemOf(1, 77.77, { recipientType: "IBAN", recipientInfo, recipientName, description });
    const { body } = await merchant.init({ externalId: "p", items: [item] });
    const { referenceCode = "" } = simulator.payouts[0]?.items[0] ?? {};
    await merchant.item(referenceCode);
    await merchant.cancel("unknown");
    await merchant.retrieve({ requestId: "unknown", externalMassPayoutId: "p" });
    const at = simulator.clock.now();
    const ids = { requestId: body.requestId, externalId: "p" };
    const executed = { at, verified: true, executed: true, outcome: "success", faults: [] };
    const rejected = { at, verified: true, executed: false, outcome: "failure", errorCode: "11", faults: [] };
    expect(simulator.history).toEqual([
      { ...executed, operation: "init", ...ids },
      { ...executed, operation: "item", ...ids, referenceCode },
      { ...rejected, operation: "cancel", requestId: "unknown" },
      { ...rejected, operation: "retrieve", requestId: "unknown", externalId: "p" },
    ]);
    const text = JSON.stringify(simulator.history);
    for (const secret of [...secrets, "77.77"]) expect(text).not.toContain(secret);
  });

  test("is a frozen copy, as payouts is", async () => {
    const simulator = createSimulator();
    const merchant = createMerchant(simulator);
    const { history, payouts } = simulator;
    await merchant.init(payoutOf("p", 1));
    expect([history, payouts]).toEqual([[], []]);
    const [payout] = simulator.payouts;
    expect(Object.isFrozen(simulator.history[0]) && Object.isFrozen(simulator.history[0]?.faults)).toBe(true);
    expect(Object.isFrozen(payout) && Object.isFrozen(payout?.items) && Object.isFrozen(payout?.items[0])).toBe(true);
  });
});
