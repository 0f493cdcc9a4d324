import { createSimulator, type Simulator, type SimulatorOptions } from "@iyzico-mass-payout/simulator";
import { expect } from "vitest";
import type {
  MassPayoutClient,
  MassPayoutClientOptions,
  PaymentReport,
  PayoutPlan,
  PayResult,
  PlannedItem,
} from "../../src/index.ts";
import { clientFor, credentials } from "./client.ts";
import { iban } from "./recipients.ts";

/** A simulator, and a client that sends to it and shares its clock. */
export function simulated(
  options: SimulatorOptions = {},
  clientOptions: Partial<MassPayoutClientOptions> = {},
): { simulator: Simulator; iyzico: MassPayoutClient } {
  const simulator = createSimulator({ credentials, ...options });
  const { fetch, clock } = simulator;
  const defaults = { fetch, clock, rateLimit: false, retry: undefined } as const;
  return { simulator, iyzico: clientFor("http://127.0.0.1", { ...defaults, ...clientOptions }) };
}

/** Stands for personal data: no store, result or error may repeat it. */
export const canary = "CANARY";

export const ibanItem = (value: string): PlannedItem => ({
  recipientType: "IBAN",
  recipientInfo: iban,
  recipientName: canary,
  amount: { value, currency: "TRY" },
  description: canary,
});

export const plan: PayoutPlan = { key: "salaries", items: [ibanItem("100.50"), ibanItem("0.10"), ibanItem("20")] };

/** How many requests of an operation arrived. */
export const countOf = ({ history }: Simulator, name: string): number =>
  history.filter(({ operation }) => operation === name).length;

/** How often each item was paid. */
export const timesPaid = ({ payouts }: Simulator): number[] =>
  payouts.flatMap(({ items }) => items.map((item) => item.timesPaid));

export const statesOf = ({ items }: PaymentReport): string[] => items.map(({ state }) => state);

/** The result, which must require an action for this reason. */
export function requiring(result: PayResult, reason: string): Extract<PayResult, { outcome: "action-required" }> {
  expect(result).toMatchObject({ outcome: "action-required", reason });
  return result as Extract<PayResult, { outcome: "action-required" }>;
}
