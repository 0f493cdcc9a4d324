import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock, PayoutPlan } from "@iyzico-mass-payout/client";
import { createFileStore } from "@iyzico-mass-payout/client/file-store";
import {
  createSimulator,
  type ItemOutcome,
  type Simulator,
  type SimulatorOptions,
} from "@iyzico-mass-payout/simulator";
import { expect, onTestFinished } from "vitest";
import { createInstantClock } from "./instant-clock.ts";
import { type CliResult, keys, runCli } from "./run-cli.ts";

const credentials = { apiKey: keys.IYZICO_API_KEY, secretKey: keys.IYZICO_SECRET_KEY };
const recipient = { recipientType: "IBAN", description: "CANARY" } as const;

/** Three recipients that do not exist: no bank has the code 99999. */
export const plan: PayoutPlan = {
  key: "salaries",
  items: [
    {
      ...recipient,
      recipientName: "Alıcı Bir",
      recipientInfo: "TR809999900000000000000001",
      amount: { value: "1000.50", currency: "TRY" },
    },
    {
      ...recipient,
      recipientName: "Alıcı İki",
      recipientInfo: "TR539999900000000000000002",
      amount: { value: "200", currency: "TRY" },
    },
    {
      ...recipient,
      recipientName: "受取人三",
      recipientInfo: "TR269999900000000000000003",
      amount: { value: "30.25", currency: "TRY" },
    },
  ],
};

/** Every step is over by the next request. */
const noDelays = { authorised: 0, queued: 0, itemsQueued: 0, sent: 0, processing: 0, refund: 0 };

/** A bank that answers only after `answer` was called. */
export function createSlowBank(): SimulatorOptions & { answer(): void } {
  let isAnswering = false;
  return {
    // While time stands still, only steps without a delay happen.
    clock: { now: () => (isAnswering ? Date.now() : 0) },
    delays: { ...noDelays, processing: 1 },
    answer() {
      isAnswering = true;
    },
  };
}

/** A simulator on a port, and a folder with a plan and a store. */
export interface SimulatedPayment {
  simulator: Simulator;
  environment: NodeJS.ProcessEnv;
  folder: string;
  planFile: string;
  /** The arguments that pay the plan. */
  args: readonly string[];
  /** The clock of `pay`. */
  clock: Clock;
  /** Pays the plan in this process. */
  pay(...moreArgs: string[]): Promise<CliResult>;
}

/**
 * @param outcomes the outcome of each recipient, in the order of the plan; "paid" by default.
 * @param onFinished registers the cleanup. Concurrent tests pass their own `onTestFinished`.
 */
export async function simulatePayment(
  outcomes: readonly ItemOutcome[] = [],
  options: SimulatorOptions = {},
  {
    payoutPlan = plan,
    onFinished = onTestFinished,
  }: { payoutPlan?: PayoutPlan; onFinished?: typeof onTestFinished } = {},
): Promise<SimulatedPayment> {
  const simulator = createSimulator({
    credentials,
    clock: Date,
    delays: noDelays,
    outcomeOf: ({ itemExternalId }) => outcomes[Number(itemExternalId.at(-1)) - 1] ?? "paid",
    ...options,
  });
  const server = await simulator.listen();
  const folder = mkdtempSync(join(tmpdir(), "mass-payout-cli-"));
  onFinished(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });
  const planFile = join(folder, "plan.json");
  writeFileSync(planFile, JSON.stringify(payoutPlan));
  const store = join(folder, "payments");
  await createFileStore(store, { create: true }).load("any");
  const environment = { ...keys, IYZICO_BASE_URL: server.url };
  const args = ["pay", planFile, "--store", store, "--poll-every", "0.02"];
  const clock = createInstantClock();
  return {
    simulator,
    environment,
    folder,
    planFile,
    args,
    clock,
    async pay(...moreArgs) {
      const result = await runCli(replaceOptions(args, moreArgs), environment, { clock });
      expectNoRecipient(result);
      return result;
    },
  };
}

/** The output must have no account or description of a recipient, and what a log keeps has no name either. */
export function expectNoRecipient({ stdout, stderr }: Pick<CliResult, "stdout" | "stderr">): void {
  expect(stdout + stderr).not.toMatch(/CANARY|TR\d\d99999/);
  for (const { recipientName } of plan.items) expect(stderr).not.toContain(recipientName);
}

/** How many times the simulator paid each recipient, over all payouts. */
export function timesPaid({ payouts }: Simulator): number[] {
  const timesByItem = new Map<string, number>();
  for (const { itemExternalId, timesPaid: times } of payouts.flatMap(({ items }) => items)) {
    timesByItem.set(itemExternalId, (timesByItem.get(itemExternalId) ?? 0) + times);
  }
  return [...timesByItem.values()];
}

/** The arguments with others in place of the options that both have: no option may be given twice. */
export function replaceOptions(args: readonly string[], others: readonly string[]): string[] {
  const kept = args.filter(
    (arg, index) => ![arg, args[index - 1] ?? ""].some((name) => isOption(name) && others.includes(name)),
  );
  return [...kept, ...others];
}

function isOption(arg: string): boolean {
  return arg.startsWith("--");
}
