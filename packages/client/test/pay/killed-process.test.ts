import { createSimulator, type Simulator } from "@iyzico-mass-payout/simulator";
import { expect, test } from "vitest";
import type { PayoutPlan, PayResult } from "../../src/index.ts";
import { credentials } from "../support/client.ts";
import { useStoreFolder } from "../support/folder.ts";
import { type Kill, startPayingProcesses } from "../support/paying-processes.ts";
import { memberItem } from "../support/recipients.ts";

const { path, files } = useStoreFolder();
const delays = { authorised: 20, queued: 20, itemsQueued: 20, sent: 20, processing: 40, refund: 40 };
const plan: PayoutPlan = { key: "salaries", items: ["100.50", "0.01", "7"].map((value) => memberItem(value)) };

/** One process after another is killed at these, in the order in which a payment gets there. */
const kills: readonly Kill[] = [
  { operation: "retrieve", when: "before" },
  { operation: "retrieve", when: "after" },
  { operation: "init", when: "before" },
  { operation: "init", when: "after" },
  { operation: "retrieve", when: "after" },
  { operation: "balance", when: "before" },
  { operation: "balance", when: "after" },
  { operation: "auth", when: "before" },
  { operation: "auth", when: "after" },
  { operation: "retrieve", when: "after" },
];

/** What an operator finds out and passes on after a result that requires an action. */
function optionsAfter({ payouts: [payout] }: Simulator, result: PayResult | undefined): object {
  if (result?.outcome !== "action-required") return {};
  if (result.reason === "request-id-unknown") return { requestId: payout?.requestId };
  return result.reason === "auth-outcome-unknown" && payout?.auths === 0 ? { approve: result.review?.digest } : {};
}

test.each(["documents", "java"] as const)(
  "processes that are killed at each of their requests pay every recipient once (%s)",
  { timeout: 600_000 },
  async (dialect) => {
    const simulator = createSimulator({
      credentials,
      clock: Date,
      delays,
      dialect,
      repeatedInit: "new-payout",
      repeatedAuth: "paid-again",
    });
    await using processes = await startPayingProcesses(simulator, path());
    let result: PayResult | undefined;
    let killed = 0;
    for (let run = 0; run < 40 && result?.outcome !== "settled"; run += 1) {
      result = await processes.run(plan, optionsAfter(simulator, result), kills[killed]);
      if (result === undefined) killed += 1;
    }
    expect(result).toMatchObject({ outcome: "settled", paid: "all", totals: { TRY: { paid: "107.51" } } });
    const timesPaid = simulator.payouts.flatMap((payout) => payout.items.map((item) => item.timesPaid));
    expect(timesPaid.reduce((sum, times) => sum + times, 0)).toBe(3);
    expect(Math.max(...timesPaid)).toBe(1);
    expect(killed).toBe(kills.length);
    // Killed processes leave no file but the payment's and its entry in the index of lists.
    expect(files()).toEqual([
      expect.stringMatching(/^list-[0-9a-f]+\/payment-salaries$/),
      expect.stringMatching(/^payment-salaries\/\d+\.json$/),
    ]);
  },
);
