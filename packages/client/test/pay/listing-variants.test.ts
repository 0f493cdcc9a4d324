import { expect, test } from "vitest";
import { createMemoryStore } from "../../src/index.ts";
import { ibanItem, requiring, simulated, timesPaid } from "../support/simulated.ts";

interface Answer {
  massPayoutItems?: { items: Record<string, unknown>[] };
  total?: number;
}

/** Pays 95 items at a vendor whose answers to retrieve are changed. */
async function payWith(change: (answer: Answer, request: { page: number }) => unknown) {
  const { simulator, iyzico } = simulated(
    { outcomeOf: ({ itemExternalId }) => (itemExternalId === "salaries-7" ? "rejected" : "paid") },
    {
      async fetch(request) {
        const fields = request.url.includes("/retrieve?") ? await request.clone().json() : undefined;
        const response = await simulator.fetch(request);
        if (fields === undefined) return response;
        const answer = (await response.json()) as Answer;
        change(answer, fields);
        return new Response(JSON.stringify(answer), response);
      },
    },
  );
  const items = Array.from({ length: 95 }, () => ibanItem("1.50"));
  const approve = () => true;
  const result = await iyzico.pay(
    { key: "salaries", items, allowRepeatedRecipients: true },
    { store: createMemoryStore(), approve },
  );
  return { result, simulator };
}

const paidOnce = Array.from({ length: 95 }, (_, index) => (index === 6 ? 0 : 1));

test.each<[string, Parameters<typeof payWith>[0]]>([
  ["counts in total what itemType leaves out", (answer) => Object.assign(answer, { total: 95 })],
  ["counts nothing in total", (answer) => Object.assign(answer, { total: 0 })],
  [
    "shows a placeholder as every referenceCode",
    ({ massPayoutItems }) => {
      for (const item of massPayoutItems?.items ?? []) item.referenceCode = "N/A";
    },
  ],
  [
    "lists an item once for each attempt",
    ({ massPayoutItems }, { page }) => {
      const [first] = massPayoutItems?.items ?? [];
      // The first attempt failed, and its money came back.
      if (page === 0 && first?.itemStatus === "SUCCESS") {
        massPayoutItems?.items.push({ ...first, referenceCode: "another", itemStatus: "DEPOSIT_SUCCESS" });
      }
    },
  ],
])("all accepted recipients are paid once, and the payment settles, if the vendor %s", async (_, change) => {
  const { result, simulator } = await payWith(change);
  expect(result).toMatchObject({ outcome: "settled", paid: "some" });
  expect(timesPaid(simulator)).toEqual(paidOnce);
});

test("an item that is paid under two referenceCodes is a mismatch, and the payment does not settle", async () => {
  const { result } = await payWith(({ massPayoutItems }) => {
    const paid = massPayoutItems?.items.find(({ itemStatus }) => itemStatus === "SUCCESS");
    if (paid) massPayoutItems?.items.push({ ...paid, referenceCode: "another" });
  });
  requiring(result, "payout-mismatch");
});
