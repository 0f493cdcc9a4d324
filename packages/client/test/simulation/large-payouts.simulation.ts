// What 10,000 recipients cost: requests, and the time from auth until the payment is settled, by the simulator's clock.
import { expect, test } from "vitest";
import { createMemoryStore, type PayoutPlan } from "../../src/index.ts";
import { memberItem } from "../support/recipients.ts";
import { simulated } from "../support/simulated.ts";

const recipients = 10_000;

test.each([
  [1_000, 60],
  [40, 800],
])(
  "10,000 recipients on pages of %d are paid within 5 minutes of auth, with at most %d requests",
  {
    timeout: 600_000,
  },
  async (pageSize, maxRequests) => {
    const { simulator, iyzico } = simulated({ delays: { processing: 60_000 } });
    const plan: PayoutPlan = {
      key: "salaries",
      items: Array.from({ length: recipients }, (_, index) => memberItem("1", `member-${index}`)),
    };
    const result = await iyzico.pay(plan, {
      store: createMemoryStore(),
      pageSize,
      concurrency: 4,
      maxWaitMs: 7_200_000,
    });
    expect(result).toMatchObject({ outcome: "settled", paid: "all", totals: { TRY: { paid: "10000" } } });
    expect((result.settledAt ?? 0) - (result.authSentAt ?? 0)).toBeLessThanOrEqual(300_000);
    expect(simulator.history.length).toBeLessThanOrEqual(maxRequests);
    console.log(
      `${simulator.history.length} requests, ${((result.settledAt ?? 0) - (result.authSentAt ?? 0)) / 1_000} s`,
    );
  },
);
