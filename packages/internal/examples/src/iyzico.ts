import type { InitItem } from "@iyzico-mass-payout/client";
import { createSimulator, type Simulator, type SimulatorOptions } from "@iyzico-mass-payout/simulator";
import { expect, onTestFinished } from "vitest";

/** A simulator on a port, and the environment with which an example reaches it. */
export interface Iyzico {
  simulator: Simulator;
  env: { IYZICO_API_KEY: string; IYZICO_SECRET_KEY: string; IYZICO_BASE_URL: string };
  /** How many times each recipient was really paid. */
  timesPaid(): number[];
  /** How many requests of an operation have arrived. */
  count(operation: string): number;
  /** Resolves once a request of an operation has arrived. */
  arrived(operation: string): Promise<void>;
}

const credentials = { apiKey: "CANARY-api-key-of-examples", secretKey: "CANARY-secret-of-examples" };

/** A payout takes half a second of real time. */
const delays = { authorised: 100, queued: 100, itemsQueued: 100, sent: 100, processing: 100, refund: 100 };

/** Starts a simulator, which is closed at the end of the test. */
export async function startIyzico(options: SimulatorOptions = {}): Promise<Iyzico> {
  const simulator = createSimulator({ credentials, clock: { now: Date.now }, delays, ...options });
  const server = await simulator.listen();
  onTestFinished(() => server.close());
  const { apiKey, secretKey } = credentials;
  const count = (operation: string) => simulator.history.filter((entry) => entry.operation === operation).length;
  return {
    simulator,
    env: { IYZICO_API_KEY: apiKey, IYZICO_SECRET_KEY: secretKey, IYZICO_BASE_URL: server.url },
    timesPaid: () => simulator.payouts.flatMap(({ items }) => items.map(({ timesPaid }) => timesPaid)),
    count,
    arrived: (operation) => until(() => count(operation) > 0),
  };
}

/** Resolves once a condition holds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** A plan with a value for each secret that no output may show. */
export function createPlan(
  key: string,
  amounts: readonly string[] = ["42150.75", "7.25"],
): { key: string; items: InitItem[] } {
  const items = amounts.map((value, index) => ({
    itemExternalId: `${key}-${index + 1}`,
    recipientType: "IBAN" as const,
    recipientInfo: "TR330006100519786457841326",
    recipientName: `Canary Recipient ${index + 1}`,
    amount: { value, currency: "TRY" as const },
    description: "CANARY description",
  }));
  return { key, items };
}

/** Fails if what an example printed or answered has a key, a recipient's name or account, or a description. */
export function expectNoSecret(text: string): void {
  expect(text).not.toMatch(/canary|TR33|19786457841326|IYZWSv2/i);
}
