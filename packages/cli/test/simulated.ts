import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PayoutPlan } from "@iyzico-mass-payout/client";
import {
  createSimulator,
  type ItemOutcome,
  type Simulator,
  type SimulatorOptions,
} from "@iyzico-mass-payout/simulator";
import { expect, onTestFinished } from "vitest";
import { type Ran, ran } from "./running.ts";

const credentials = { apiKey: "CANARY-api", secretKey: "CANARY-secret" };
const payee = { recipientType: "IBAN", recipientName: "CANARY", description: "CANARY" } as const;

/** Three payees who don't exist: no bank has the code 99999. */
export const plan: PayoutPlan = {
  key: "salaries",
  items: [
    { ...payee, recipientInfo: "TR809999900000000000000001", amount: { value: "1000.50", currency: "TRY" } },
    { ...payee, recipientInfo: "TR539999900000000000000002", amount: { value: "200", currency: "TRY" } },
    { ...payee, recipientInfo: "TR269999900000000000000003", amount: { value: "30.25", currency: "TRY" } },
  ],
};

/** In which everything has happened when somebody looks. */
const noTime = { authorised: 0, queued: 0, itemsQueued: 0, sent: 0, processing: 0, refund: 0 };

/** A bank that does not answer until it is told to. */
export function slowBank(): SimulatorOptions & { answer(): void } {
  let hasTime = true;
  return {
    // Time stands still, and what takes no time happens.
    clock: { now: () => (hasTime ? 0 : Date.now()) },
    lags: { ...noTime, processing: 1 },
    answer() {
      hasTime = false;
    },
  };
}

/** A simulated iyzico on a port, a plan in a folder, and who pays it. */
export interface Simulated {
  simulator: Simulator;
  environment: NodeJS.ProcessEnv;
  folder: string;
  /** How the plan is paid here. */
  args: readonly string[];
  /** Pays it in this process. */
  pay(...args: string[]): Promise<Ran>;
}

/**
 * @param outcomes what becomes of the payees, in the order of the plan.
 * @param whenOver registers what is to be done after the test: of tests that run at once each has its own.
 */
export async function simulated(
  outcomes: readonly ItemOutcome[] = [],
  options: SimulatorOptions = {},
  { planned = plan, whenOver = onTestFinished }: { planned?: PayoutPlan; whenOver?: typeof onTestFinished } = {},
): Promise<Simulated> {
  const simulator = createSimulator({
    credentials,
    clock: Date,
    lags: noTime,
    outcomeOf: ({ itemExternalId }) => outcomes[Number(itemExternalId.at(-1)) - 1] ?? "paid",
    ...options,
  });
  const server = await simulator.listen();
  const folder = mkdtempSync(join(tmpdir(), "mass-payout-cli-"));
  whenOver(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, "plan.json");
  writeFileSync(file, JSON.stringify(planned));
  const environment = {
    IYZICO_API_KEY: credentials.apiKey,
    IYZICO_SECRET_KEY: credentials.secretKey,
    IYZICO_BASE_URL: server.url,
  };
  const args = ["pay", file, "--store", join(folder, "payments"), "--poll-every", "0.02"];
  return {
    simulator,
    environment,
    folder,
    args,
    async pay(...more) {
      const result = await ran([...args, ...more], environment);
      expectNoPayee(result);
      return result;
    },
  };
}

export function expectNoPayee({ stdout, stderr }: Pick<Ran, "stdout" | "stderr">): void {
  expect(stdout + stderr).not.toMatch(/CANARY|TR\d\d99999/);
}

/** How often each payee was really paid, over all payouts. */
export function timesPaid({ payouts }: Simulator): number[] {
  const byPayee = new Map<string, number>();
  for (const { itemExternalId, timesPaid } of payouts.flatMap(({ items }) => items)) {
    byPayee.set(itemExternalId, (byPayee.get(itemExternalId) ?? 0) + timesPaid);
  }
  return [...byPayee.values()];
}
