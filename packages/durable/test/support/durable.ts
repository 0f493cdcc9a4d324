import { createMassPayoutClient, type MassPayoutClient, type PayoutPlan } from "@iyzico-mass-payout/client";
import { createTestDatabase } from "@iyzico-mass-payout/postgres/test-database";
import { createSimulator, type Simulator, type SimulatorOptions } from "@iyzico-mass-payout/simulator";
import type { TestContext } from "vitest";
import {
  createDurablePayouts,
  type DurablePayouts,
  type DurablePayoutsOptions,
  type PayoutReport,
} from "../../src/index.ts";

/** What the client signs with, and the simulator knows. */
export const credentials = { apiKey: "sandbox-key", secretKey: "sandbox-secret" };

export interface Durable {
  simulator: Simulator;
  client: MassPayoutClient;
  database: string;
  payouts: DurablePayouts;
  /** Another process' view of the same database. */
  another(options?: Partial<DurablePayoutsOptions>): DurablePayouts;
}

/** A simulator that pays fast, an empty database with our tables, and payouts on it. Without a worker until `start`. */
export async function durable(
  { onTestFinished }: Pick<TestContext, "onTestFinished">,
  options: Partial<DurablePayoutsOptions> = {},
  simulatorOptions: SimulatorOptions = {},
): Promise<Durable> {
  const delays = {
    visible: 0,
    authorised: 100,
    queued: 100,
    itemsQueued: 100,
    sent: 100,
    processing: 100,
    refund: 100,
  };
  const simulator = createSimulator({ credentials, clock: Date, delays, ...simulatorOptions });
  const client = createMassPayoutClient({
    credentials,
    baseUrl: "http://127.0.0.1",
    fetch: simulator.fetch,
    rateLimit: false,
  });
  const database = await createTestDatabase();
  const another = (others: Partial<DurablePayoutsOptions> = {}) => {
    const payouts = createDurablePayouts({
      database,
      client,
      pollEveryMs: 200,
      notFoundGraceMs: 2_000,
      ...options,
      ...others,
    });
    onTestFinished(() => payouts.stop());
    return payouts;
  };
  const payouts = another();
  await payouts.migrate();
  return { simulator, client, database, payouts, another };
}

/** A plan with one item for each amount. */
export function planOf(key: string, amounts: readonly string[]): PayoutPlan {
  return {
    key,
    items: amounts.map((value, index) => ({
      recipientType: "IBAN",
      recipientInfo: "TR330006100519786457841326",
      recipientName: `Recipient ${index + 1}`,
      amount: { value, currency: "TRY" },
      description: `Item ${index + 1}`,
    })),
  };
}

/** Waits until a payout is as it should be. */
export async function waitFor<Value>(read: () => Promise<Value | undefined>, timeoutMs = 60_000): Promise<Value> {
  const begin = Date.now();
  for (;;) {
    const value = await read();
    if (value !== undefined) return value;
    if (Date.now() - begin > timeoutMs) throw new Error("It did not come to that.");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The payout's report once it has an outcome, and whatever else is asked of it. */
export function outcomeOf(
  payouts: DurablePayouts,
  key: string,
  outcome: PayoutReport["outcome"],
  isRight: (report: PayoutReport) => boolean = () => true,
): Promise<PayoutReport> {
  return waitFor(async () => {
    const report = await payouts.get(key);
    return report?.outcome === outcome && isRight(report) ? report : undefined;
  });
}

/** How often each item was paid. */
export const timesPaid = ({ payouts }: Simulator): number[] =>
  payouts.flatMap(({ items }) => items.map((item) => item.timesPaid));

/** How many requests of an operation arrived. */
export const countOf = ({ history }: Simulator, name: string): number =>
  history.filter(({ operation }) => operation === name).length;
