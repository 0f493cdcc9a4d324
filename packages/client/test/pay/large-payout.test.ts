// A payout of many pages: which pages each poll reads, counted by the simulator's history.
import { describe, expect, test } from "vitest";
import { createMemoryStore, type PaymentReport, type PayoutPlan } from "../../src/index.ts";
import { memberItem } from "../support/recipients.ts";
import { countOf, simulated } from "../support/simulated.ts";

const count = 95;
const pageSize = 10;
/** The pages of the accepted items, a last one that ends the listing included, and one of the rejected items. */
const wholePoll = Math.floor(count / pageSize) + 1 + 1;
const plan: PayoutPlan = {
  key: "salaries",
  items: Array.from({ length: count }, (_, index) => memberItem("1", `member-${index}`)),
};

describe("a payout of many pages", () => {
  test("is read whole before auth, after it and at the end, and in between where an item is in progress", async () => {
    const { simulator, iyzico } = simulated({ delays: { processing: 240_000 } });
    const progress: PaymentReport[] = [];
    const options = {
      store: createMemoryStore(),
      pageSize,
      onProgress: (report: PaymentReport) => progress.push(report),
    };
    expect(await iyzico.pay(plan, options)).toMatchObject({ outcome: "settled", paid: "all" });
    const polls = progress.filter(({ phase }) => phase === "authorising" || phase === "authorised").length;
    // Five requests before init; three whole polls; one request for each poll in between, and one for each page whose
    // items ended while others were in progress.
    expect(countOf(simulator, "retrieve")).toBeLessThanOrEqual(5 + 3 * wholePoll + polls + Math.ceil(count / pageSize));
    expect(polls).toBeGreaterThan(5);
  });

  test("is read with pages of the size that iyzico answers with, and several requests at once", async () => {
    const { simulator, iyzico } = simulated({ maxPageSize: 7, cappedSize: "echoed" });
    const options = { store: createMemoryStore(), pageSize: 1_000, concurrency: 4 };
    expect(await iyzico.pay(plan, options)).toMatchObject({ outcome: "settled", paid: "all" });
    expect(simulator.payouts[0]?.items.every(({ timesPaid }) => timesPaid === 1)).toBe(true);
  });

  test("is read whole once more before a call ends in progress", async () => {
    // The item of the last page fails while those of the first page are in progress.
    const { simulator, iyzico } = simulated({
      outcomeOf: ({ itemExternalId }) =>
        itemExternalId === `salaries-${count}` ? "failed-refunded" : "stuck-processing",
      delays: { processing: 30_000, refund: 30_000 },
    });
    const store = createMemoryStore();
    const result = await iyzico.pay(plan, { store, pageSize, maxWaitMs: 300_000 });
    expect(result).toMatchObject({ outcome: "in-progress" });
    expect(result.items.at(-1)).toMatchObject({ state: "refunded" });
    const last = simulator.history.slice(-wholePoll);
    expect(last.every(({ operation }) => operation === "retrieve")).toBe(true);
    expect(Math.max(...last.map(({ at }) => at)) - Math.min(...last.map(({ at }) => at))).toBe(0);
  });
});
