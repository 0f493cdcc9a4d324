import type { MassPayoutClientOptions } from "@iyzico-mass-payout/client";
import type { ApprovalPolicy, DurablePayoutsOptions } from "../../src/index.ts";

/** What every process of one run is started with. */
export interface ProcessConfig {
  database: string;
  /** The address of the simulator. */
  baseUrl: string;
  pollEveryMs: number;
  notFoundGraceMs: number;
  approvals?: ApprovalPolicy;
}

export const credentials = { apiKey: "sandbox-key", secretKey: "sandbox-secret" };

export function clientOptions({ baseUrl }: ProcessConfig): MassPayoutClientOptions {
  return { credentials, baseUrl, timeoutMs: 3_000, rateLimit: false };
}

export function payoutsOptions({
  database,
  pollEveryMs,
  notFoundGraceMs,
  approvals,
}: ProcessConfig): DurablePayoutsOptions {
  return { database, pollEveryMs, notFoundGraceMs, approvals };
}
