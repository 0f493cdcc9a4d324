import { createSimulator, type Simulator } from "@iyzico-mass-payout/simulator";
import { describe, expect, test } from "vitest";
import { createFileStore } from "../../src/file-store.ts";
import type { PayoutPlan } from "../../src/index.ts";
import { clientFor, credentials } from "../support/client.ts";
import { useStoreFolder } from "../support/folder.ts";
import { type Kill, type PayingProcesses, startPayingProcesses } from "../support/paying-processes.ts";
import { memberItem } from "../support/recipients.ts";

const { path } = useStoreFolder();
const delays = { authorised: 20, queued: 20, itemsQueued: 20, sent: 20, processing: 40, refund: 40 };
const november: PayoutPlan = { key: "november", items: ["20", "7.10"].map((value) => memberItem(value)) };

/** A simulator whose bank fails every item of November, with processes that pay. */
async function settleNovember(): Promise<{ simulator: Simulator; processes: PayingProcesses }> {
  const simulator = createSimulator({
    credentials,
    clock: Date,
    delays,
    repeatedInit: "new-payout",
    repeatedAuth: "paid-again",
    outcomeOf: ({ itemExternalId }) => (itemExternalId.endsWith("-again") ? "paid" : "failed-refunded"),
  });
  const processes = await startPayingProcesses(simulator, path());
  expect(await processes.run(november, {})).toMatchObject({ outcome: "settled", paid: "none" });
  return { simulator, processes };
}

async function planAgain({ url }: PayingProcesses, key: string): Promise<PayoutPlan> {
  const iyzico = clientFor(url, { rateLimit: false });
  const { plan } = await iyzico.planRepayment(november, { store: createFileStore(path()), key });
  return plan as PayoutPlan;
}

/** Runs processes with a plan until one is told a result other than that another process holds a lock. */
async function payUntilAnswered(processes: PayingProcesses, plan: PayoutPlan) {
  for (let run = 0; run < 40; run += 1) {
    const result = await processes.run(plan, {});
    if (result?.error?.code !== "payment_locked" && result?.outcome !== "in-progress") return result;
  }
  throw new Error("The payment is locked.");
}

const timesPaid = ({ payouts }: Simulator) =>
  payouts.flatMap(({ items }) => items.map((item) => [item.itemExternalId, item.timesPaid]));

describe("real processes over one store of files", () => {
  test("that pay the same items again under two keys at once: one pays them, the other is refused", async () => {
    const { simulator, processes } = await settleNovember();
    await using _ = processes;
    const plans = [await planAgain(processes, "one"), await planAgain(processes, "two")];
    const ends = await Promise.all(plans.map((plan) => payUntilAnswered(processes, plan)));
    const [paid, refused] = ends[0]?.error === undefined ? ends : ends.toReversed();
    expect(paid).toMatchObject({ outcome: "settled", paid: "all" });
    expect(refused).toMatchObject({
      error: {
        code: "invalid_request",
        outcome: "not-sent",
        faults: [{ reason: "superseded" }, { reason: "superseded" }],
      },
    });
    expect(timesPaid(simulator)).toEqual([
      ["november-1", 0],
      ["november-2", 0],
      ["november-1-again", 1],
      ["november-2-again", 1],
    ]);
  });

  test("that are killed at each of their requests pay each item again once, and no other key gets in between", {
    timeout: 600_000,
  }, async () => {
    const { simulator, processes } = await settleNovember();
    await using _ = processes;
    const one = await planAgain(processes, "one");
    const two = await planAgain(processes, "two");
    const kills: readonly Kill[] = [
      { operation: "retrieve", when: "before" },
      { operation: "retrieve", when: "after" },
      { operation: "init", when: "before" },
      { operation: "init", when: "after" },
      { operation: "balance", when: "after" },
      { operation: "auth", when: "before" },
      { operation: "auth", when: "after" },
    ];
    let killed = 0;
    let result: Awaited<ReturnType<typeof processes.run>>;
    for (let run = 0; run < 40 && result?.outcome !== "settled"; run += 1) {
      const [payout] = simulator.payouts.slice(1);
      const isRequestIdAsked = result?.outcome === "action-required" && result.reason === "request-id-unknown";
      const isAuthAsked = result?.outcome === "action-required" && result.reason === "auth-outcome-unknown";
      const approve =
        isAuthAsked && payout?.auths === 0
          ? { approve: result?.outcome === "action-required" && result.review?.digest }
          : {};
      const requestId = isRequestIdAsked ? { requestId: payout?.requestId } : {};
      result = await processes.run(one, { ...approve, ...requestId }, kills[killed]);
      if (result === undefined) killed += 1;
      // Once it is recorded which key supersedes the items, the other one is refused, whatever has become of the first.
      if (killed > 2) expect(await processes.run(two, {})).toMatchObject({ error: { code: "invalid_request" } });
    }
    expect(killed).toBe(kills.length);
    expect(result).toMatchObject({ outcome: "settled", paid: "all" });
    const again = timesPaid(simulator).filter(([, times]) => times !== 0);
    expect(again.sort()).toEqual([
      ["november-1-again", 1],
      ["november-2-again", 1],
    ]);
  });
});
