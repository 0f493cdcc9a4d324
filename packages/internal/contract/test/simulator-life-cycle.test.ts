import { createMassPayoutClient, describeItemStatus, describePayoutStatus } from "@iyzico-mass-payout/client";
import { createSimulator, type ItemOutcome, type SimulatorOptions } from "@iyzico-mass-payout/simulator";
import { massPayoutItemStatuses, massPayoutStatuses } from "@iyzico-mass-payout/types";
import document from "@iyzico-mass-payout/types/openapi.json" with { type: "json" };
import { afterAll, describe, expect, test } from "vitest";
import { startValidationProxy } from "../src/validation-proxy.ts";
import { initBody, initRequestOf, unchecked } from "./operations.ts";
import { credentials, merchantOf, orderOf, signing } from "./simulated-merchant.ts";

const proxy = await startValidationProxy(document);
afterAll(() => proxy.close());

/** What becomes of a payout, and all that is seen of it on the way. */
interface Course {
  /** Their ids are their outcomes. */
  items: readonly (keyof typeof outcomes)[];
  options?: SimulatorOptions;
  decision: "auth" | "cancel";
  /** The payout's statuses. */
  payout: readonly string[];
  /** The statuses of each item. */
  shown: readonly (readonly string[])[];
}

const outcomes = {
  paid: "paid",
  refunded: "failed-refunded",
  unrefunded: "failed-unrefunded",
  refused: "refused",
  future: { status: "SOME_FUTURE_STATUS" },
} satisfies Record<string, ItemOutcome>;
const begun = ["INIT", "IN_PROGRESS", "PUBLISHED_TO_QUEUE"];
const sent = ["INIT", "QUEUED", "PROCESSING"];

const courses: Readonly<Record<string, Course>> = {
  "everybody is paid": {
    items: ["paid"],
    decision: "auth",
    payout: [...begun, "COMPLETED"],
    shown: [[...sent, "SUCCESS"]],
  },
  "nobody is paid": {
    items: ["refunded", "unrefunded"],
    decision: "auth",
    payout: [...begun, "FAIL"],
    shown: [
      [...sent, "FAILED", "DEPOSIT_SUCCESS"],
      [...sent, "FAILED", "DEPOSIT_FAIL"],
    ],
  },
  "everything happens at once": {
    items: ["paid", "refunded", "unrefunded", "refused", "future"],
    decision: "auth",
    payout: begun,
    shown: [
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
    payout: ["INIT", "IN_PROGRESS", "INSUFFICIENT_BALANCE"],
    shown: [["INIT"]],
  },
  "it is cancelled": {
    items: ["paid", "refused"],
    decision: "cancel",
    payout: ["INIT", "CANCELED"],
    shown: [["INIT", "MASS_PAYOUT_CANCELED"], ["INVALID"]],
  },
  "it has a status that the document does not list": {
    items: ["paid"],
    options: { payoutStatusOf: (status) => (status === "COMPLETED" ? "SOME_FUTURE_STATUS" : status) },
    decision: "auth",
    payout: [...begun, "SOME_FUTURE_STATUS"],
    shown: [[...sent, "SUCCESS"]],
  },
};

test("every status whose meaning is known, and one of the future, is shown on one of the courses", () => {
  const all = Object.values(courses);
  const future = "SOME_FUTURE_STATUS";
  const payout = massPayoutStatuses.filter((status) => describePayoutStatus(status).state !== "unknown");
  const item = massPayoutItemStatuses.filter((status) => describeItemStatus(status).state !== "unknown");
  expect(new Set(all.flatMap((course) => course.payout))).toEqual(new Set([...payout, future]));
  expect(new Set(all.flatMap(({ shown }) => shown.flat()))).toEqual(new Set([...item, future]));
});

describe.each(["documents", "java"] as const)("in the dialect %s every answer conforms", (dialect) => {
  test.each(Object.entries(courses))("at every step of a payout when %s", async (_, course) => {
    const simulator = createSimulator({
      dialect,
      outcomeOf: ({ itemExternalId }) => outcomes[itemExternalId as keyof typeof outcomes],
      // Every state lasts for the millisecond between two looks.
      lags: { authorised: 1, queued: 1, itemsQueued: 1, sent: 1, processing: 1, refund: 1 },
      ...course.options,
    });
    const merchant = merchantOf(proxy.through(signing(simulator)));
    const { requestId } = await merchant.init(orderOf("p", ...course.items));
    const payout = new Set<string>();
    const shown = course.items.map(() => new Set<string>());
    const look = async () => {
      const { massPayout, massPayoutItems } = await merchant.retrieve({ requestId });
      payout.add(massPayout.massPayoutStatus);
      for (const [index, listed] of massPayoutItems.items.entries()) {
        shown[index]?.add(listed.itemStatus);
        expect((await merchant.item(listed.referenceCode)).item).toEqual(listed);
      }
      expect(await merchant.balance()).toMatchObject({ balance: simulator.balance });
    };
    await look();
    expect(await merchant[course.decision](requestId)).toMatchObject({ status: "success" });
    for (let steps = 0; steps <= 6; steps += 1) {
      await look();
      simulator.advance(1);
    }
    expect([...payout]).toEqual(course.payout);
    expect(shown.map((statuses) => [...statuses])).toEqual(course.shown);
    simulator.assertDone();
  });

  test("to the client, which follows a payout to its end", async () => {
    const byRecipient: Record<string, ItemOutcome> = { PHONE: "failed-refunded", MEMBER_ID: "refused" };
    const simulator = createSimulator({
      dialect,
      outcomeOf: ({ recipientType }) => byRecipient[recipientType] ?? "paid",
      commissionOf: () => "2.50",
    });
    const iyzico = createMassPayoutClient({
      credentials,
      environment: "sandbox",
      fetch: proxy.through(signing(simulator)),
      clock: simulator.clock,
      retry: false,
    });
    const payout = { externalMassPayoutId: initBody.externalId };
    const { requestId, refused } = await iyzico.init(initRequestOf(initBody), unchecked);
    expect(refused).toBe("some");
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
