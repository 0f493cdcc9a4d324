import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { createSimulator, type Simulator } from "@iyzico-mass-payout/simulator";
import { expect, onTestFinished, test } from "vitest";
import type { PayoutPlan, PayResult } from "../src/index.ts";

const script = fileURLToPath(new URL("paying.ts", import.meta.url));
const delays = { authorised: 20, queued: 20, itemsQueued: 20, sent: 20, processing: 40, refund: 40 };

/** A process that pays, and that is killed after so many milliseconds unless it has ended by then. */
async function killedAfter(milliseconds: number, args: readonly string[]): Promise<PayResult | "killed"> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const printed = text(child.stdout);
  const timer = setTimeout(() => child.kill("SIGKILL"), milliseconds);
  const [, signal] = await once(child, "exit");
  clearTimeout(timer);
  return signal === "SIGKILL" ? "killed" : JSON.parse(await printed);
}

/** What a person does who asks iyzico about a payment that can't go on by itself. */
function help(simulator: Simulator, result: PayResult | "killed"): object {
  if (result === "killed" || result.outcome !== "action-required") return {};
  const [payout] = simulator.payouts;
  if (result.reason === "request-id-unknown") return { requestId: payout?.requestId };
  return result.reason === "auth-outcome-unknown" && payout?.auths === 0 ? { approve: result.review?.digest } : {};
}

test.each(["documents", "java"] as const)(
  "a process that is killed again and again pays everyone once, or says what a person must do (%s)",
  { timeout: 60_000 },
  async (dialect) => {
    const simulator = createSimulator({
      clock: Date,
      delays,
      dialect,
      repeatedInit: "new-payout",
      repeatedAuth: "paid-again",
    });
    await using server = await simulator.listen();
    const folder = mkdtempSync(join(tmpdir(), "payments-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const items = ["100.50", "0.01", "7"].map((value, at) => ({
      recipientType: "MEMBER_ID" as const,
      recipientInfo: `member-${at}`,
      amount: { value, currency: "TRY" as const },
      description: "November",
    }));
    const plan: PayoutPlan = { key: "salaries", items };
    let result: PayResult | "killed" = "killed";
    let kills = 0;
    for (let lives = 0; lives < 30 && (result === "killed" || result.outcome !== "settled"); lives += 1) {
      // Most lives are short at first, so that they end wherever a payment can be; the last ones have all the time.
      const milliseconds = lives < 12 ? 60 + Math.random() * 250 : 30_000;
      const args = [server.url, folder, JSON.stringify(plan), JSON.stringify(help(simulator, result))];
      result = await killedAfter(milliseconds, args);
      if (result === "killed") kills += 1;
    }
    expect(result).toMatchObject({ outcome: "settled", paid: "all", totals: { TRY: { paid: "107.51" } } });
    const paid = simulator.payouts.flatMap((payout) => payout.items.map(({ timesPaid }) => timesPaid));
    expect(paid.reduce((sum, times) => sum + times, 0)).toBe(3);
    expect(Math.max(...paid)).toBe(1);
    expect(kills).toBeGreaterThan(0);
    // Nothing is left of those that died but what the payment is.
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^payment-salaries\.\d+\.json$/)]);
  },
);
