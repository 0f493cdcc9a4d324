import { createSimulator, type Fault, type Simulator } from "@iyzico-mass-payout/simulator";
import { credentials } from "../support/process-config.ts";
import { commissionOf, outcomeOf } from "./plans.ts";
import type { Random } from "./random.ts";

/** The vendor of a run: it pays again for each auth that arrives, and makes a payout of each init. */
export function createVendor(seed: number, balance: string): Simulator {
  return createSimulator({
    credentials,
    seed,
    clock: Date,
    balance,
    repeatedInit: "new-payout",
    repeatedAuth: "paid-again",
    insufficientBalance: "goes-on",
    outcomeOf: ({ itemExternalId }) => outcomeOf(seed, itemExternalId),
    commissionOf: ({ itemExternalId }) => commissionOf(seed, itemExternalId),
    // Long enough that a worker that forgot an auth would find the payout in INIT.
    delays: {
      visible: 300,
      authorised: 1_500,
      queued: 300,
      resumed: 300,
      itemsQueued: 100,
      sent: 100,
      processing: 1_000,
      refund: 1_000,
    },
  });
}

/** Queues a fault of the network or of the vendor. */
export function disturb(vendor: Simulator, random: Random): string {
  const operation = random.pick(["init", "auth", "retrieve", "balance", "cancel", undefined] as const);
  const fault = random.pick<Fault>([
    { kind: "reset-before", operation },
    { kind: "reset-after", operation },
    { kind: "timeout-before", operation },
    { kind: "timeout-after", operation },
    { kind: "stalled-body", operation },
    { kind: "html-502", operation },
    { kind: "html-502", operation, executed: true },
    // Not of auth, which may then be sent again: that would be no violation, and looks like one.
    { kind: "rate-limited", operation: random.pick(["init", "retrieve", "balance"]), times: random.between(1, 3) },
    { kind: "system-error", operation },
    { kind: "system-error", operation, executed: true },
    { kind: "slow", operation, ms: random.between(200, 4_000) },
    { kind: "delayed", operation, ms: random.between(200, 4_000) },
    { kind: "late", ms: random.between(500, 3_000) },
    { kind: "stale", ms: random.between(500, 2_000) },
    { kind: "page-drift" },
  ]);
  vendor.fault(fault);
  return `${fault.kind} ${fault.operation ?? ""}`;
}
