import { createMassPayoutClient, describeItemStatus, describePayoutStatus } from "@iyzico-mass-payout/client";
import { createSimulator, type ItemOutcome, type SimulatorOptions } from "@iyzico-mass-payout/simulator";
import { massPayoutItemStatuses, massPayoutStatuses } from "@iyzico-mass-payout/types";
import document from "@iyzico-mass-payout/types/openapi.json" with { type: "json" };
import { afterAll, describe, expect, test } from "vitest";
import { startValidationProxy } from "../src/validation-proxy.ts";
import { initBody, initRequestOf, unchecked } from "./operations.ts";
import { credentials, merchantOf, orderOf, signedSend } from "./simulated-merchant.ts";

const proxy = await startValidationProxy(document);
afterAll(() => proxy.close());

/** A life cycle: outcomes, and every status that responses show on the way. */
interface LifeCycle {
  /** The ids of items, which name their outcomes. */
  items: readonly (keyof typeof outcomes)[];
  options?: SimulatorOptions;
  decision: "auth" | "cancel";
  /** The statuses of the payout, in order. */
  payoutStatuses: readonly string[];
  /** The statuses of each item, in order. */
  itemStatuses: readonly (readonly string[])[];
}

const outcomes = {
  paid: "paid",
  refunded: "failed-refunded",
  unrefunded: "failed-unrefunded",
  rejected: "rejected",
  future: { status: "SOME_FUTURE_STATUS" },
} satisfies Record<string, ItemOutcome>;
const begun = ["INIT", "IN_PROGRESS", "PUBLISHED_TO_QUEUE"];
const sent = ["INIT", "QUEUED", "PROCESSING"];

const lifeCycles: Readonly<Record<string, LifeCycle>> = {
  "all items are paid": {
    items: ["paid"],
    decision: "auth",
    payoutStatuses: [...begun, "COMPLETED"],
    itemStatuses: [[...sent, "SUCCESS"]],
  },
  "no item is paid": {
    items: ["refunded", "unrefunded"],
    decision: "auth",
    payoutStatuses: [...begun, "FAIL"],
    itemStatuses: [
      [...sent, "FAILED", "DEPOSIT_SUCCESS"],
      [...sent, "FAILED", "DEPOSIT_FAIL"],
    ],
  },
  "items have different outcomes": {
    items: ["paid", "refunded", "unrefunded", "rejected", "future"],
    decision: "auth",
    payoutStatuses: begun,
    itemStatuses: [
      [...sent, "SUCCESS"],
      [...sent, "FAILED", "DEPOSIT_SUCCESS"],
      [...sent, "FAILED", "DEPOSIT_FAIL"],
      ["INVALID"],
      [...sent, "SOME_FUTURE_STATUS"],
    ],
  },
  "the balance does not cover it": {
    items: ["paid"],
    options: { balance: "100.49" },
    decision: "auth",
    payoutStatuses: ["INIT", "IN_PROGRESS", "INSUFFICIENT_BALANCE"],
    itemStatuses: [["INIT"]],
  },
  "it is cancelled": {
    items: ["paid", "rejected"],
    decision: "cancel",
    payoutStatuses: ["INIT", "CANCELED"],
    itemStatuses: [["INIT", "MASS_PAYOUT_CANCELED"], ["INVALID"]],
  },
  "it has a status that the document does not list": {
    items: ["paid"],
    options: { payoutStatusOf: (status) => (status === "COMPLETED" ? "SOME_FUTURE_STATUS" : status) },
    decision: "auth",
    payoutStatuses: [...begun, "SOME_FUTURE_STATUS"],
    itemStatuses: [[...sent, "SUCCESS"]],
  },
};

test("every status with a known meaning, and one of the future, occurs in a life cycle", () => {
  const all = Object.values(lifeCycles);
  const future = "SOME_FUTURE_STATUS";
  const payout = massPayoutStatuses.filter((status) => describePayoutStatus(status).state !== "unknown");
  const item = massPayoutItemStatuses.filter((status) => describeItemStatus(status).state !== "unknown");
  expect(new Set(all.flatMap(({ payoutStatuses }) => payoutStatuses))).toEqual(new Set([...payout, future]));
  expect(new Set(all.flatMap(({ itemStatuses }) => itemStatuses.flat()))).toEqual(new Set([...item, future]));
});

describe.each(["documents", "java"] as const)("in the dialect %s every response conforms", (dialect) => {
  test.each(Object.entries(lifeCycles))("at every step of a payout when %s", async (_, lifeCycle) => {
    const simulator = createSimulator({
      dialect,
      outcomeOf: ({ itemExternalId }) => outcomes[itemExternalId as keyof typeof outcomes],
      // Every state lasts for the millisecond between two polls.
      delays: { authorised: 1, queued: 1, itemsQueued: 1, sent: 1, processing: 1, refund: 1 },
      ...lifeCycle.options,
    });
    const merchant = merchantOf(proxy.through(signedSend(simulator)));
    const { requestId } = await merchant.init(orderOf("p", ...lifeCycle.items));
    const payoutStatuses = new Set<string>();
    const itemStatuses = lifeCycle.items.map(() => new Set<string>());
    const poll = async () => {
      const { massPayout, massPayoutItems } = await merchant.retrieve({ requestId });
      payoutStatuses.add(massPayout.massPayoutStatus);
      for (const [index, listed] of massPayoutItems.items.entries()) {
        itemStatuses[index]?.add(listed.itemStatus);
        expect((await merchant.item(listed.referenceCode)).item).toEqual(listed);
      }
      expect(await merchant.balance()).toMatchObject({ balance: simulator.balance });
    };
    await poll();
    expect(await merchant[lifeCycle.decision](requestId)).toMatchObject({ status: "success" });
    for (let steps = 0; steps <= 6; steps += 1) {
      await poll();
      simulator.advance(1);
    }
    expect([...payoutStatuses]).toEqual(lifeCycle.payoutStatuses);
    expect(itemStatuses.map((statuses) => [...statuses])).toEqual(lifeCycle.itemStatuses);
    simulator.assertDone();
  });

  test("to the client, which follows a payout to its end", async () => {
    const byRecipient: Record<string, ItemOutcome> = { PHONE: "failed-refunded", MEMBER_ID: "rejected" };
    const simulator = createSimulator({
      dialect,
      outcomeOf: ({ recipientType }) => byRecipient[recipientType] ?? "paid",
      commissionOf: () => "2.50",
    });
    const iyzico = createMassPayoutClient({
      credentials,
      environment: "sandbox",
      fetch: proxy.through(signedSend(simulator)),
      clock: simulator.clock,
      retry: false,
    });
    const payout = { externalMassPayoutId: initBody.externalId };
    const { requestId, accepted } = await iyzico.init(initRequestOf(initBody), unchecked);
    expect(accepted).toBe("some");
    await iyzico.auth(requestId);
    await iyzico.waitUntilSettled(payout, { maxWaitMs: 600_000 });
    const statuses: Record<string, string> = {};
    for await (const { recipientType = "", itemStatus = "" } of iyzico.items(payout, { size: 1 })) {
      statuses[recipientType] = itemStatus;
    }
    expect(statuses).toEqual({
      IBAN: "SUCCESS",
      MEMBER_ID: "INVALID",
      IDENTITY_NUMBER: "SUCCESS",
      PHONE: "DEPOSIT_SUCCESS",
    });
    expect(await iyzico.balance()).toEqual({ balance: "979895" });
    simulator.assertDone();
  });
});
