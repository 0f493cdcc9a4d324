import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { createSimulator, type Simulator } from "@iyzico-mass-payout/simulator";
import { expect, test } from "vitest";
import type { PayoutPlan, PayResult } from "../../src/index.ts";
import { credentials } from "../support/client.ts";
import { useStoreFolder } from "../support/folder.ts";
import { memberItem } from "../support/recipients.ts";
import { startServer } from "../support/server.ts";

const { path, files } = useStoreFolder();
const script = fileURLToPath(new URL("../support/paying-process.ts", import.meta.url));
const delays = { authorised: 20, queued: 20, itemsQueued: 20, sent: 20, processing: 40, refund: 40 };
const plan: PayoutPlan = { key: "salaries", items: ["100.50", "0.01", "7"].map((value) => memberItem(value)) };

/** Where a process is killed: at its first request of an operation, before or after the request takes effect. */
interface Kill {
  operation: "retrieve" | "init" | "balance" | "auth";
  when: "before" | "after";
}

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

/** Starts a server in front of a simulator, for processes that pay. A process that is killed has no result. */
async function startProcesses(simulator: Simulator) {
  let isKilled: (target: string, when: Kill["when"]) => boolean = () => false;
  const server = await startServer(async (response, { method = "", target = "", headers, body }) => {
    if (isKilled(target, "before")) return;
    const init = { method, headers: headers as Record<string, string>, ...(body && { body }) };
    const answer = await simulator.fetch(new Request(new URL(target, "http://127.0.0.1"), init));
    if (isKilled(target, "after")) return;
    response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
  });
  return {
    async run(options: object, kill?: Kill): Promise<PayResult | undefined> {
      const args = [script, server.url, path(), JSON.stringify(plan), JSON.stringify(options)];
      // Compiling the client takes a third of what a process takes.
      const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache") };
      const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"], env });
      isKilled = (target, when) =>
        when === kill?.when && target.includes(`/payout/${kill.operation}?`) && child.kill("SIGKILL");
      const printed = text(child.stdout);
      const [, signal] = await once(child, "exit");
      return signal === "SIGKILL" ? undefined : JSON.parse(await printed);
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

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
    await using processes = await startProcesses(simulator);
    let result: PayResult | undefined;
    let killed = 0;
    for (let run = 0; run < 40 && result?.outcome !== "settled"; run += 1) {
      result = await processes.run(optionsAfter(simulator, result), kills[killed]);
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
