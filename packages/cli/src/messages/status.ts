import type { ActionReason } from "@iyzico-mass-payout/client";

/** What `status` prints. */
export interface StatusMessages {
  /** Says that iyzico was not asked. The time is an ISO date. */
  asOf(changedAt: string): string;
  created: string;
  /** What the last call of `pay` required. */
  required: Readonly<Record<ActionReason, string>>;
  /** For an action that may be another auth. */
  noCommand: string;
  /** Heads the command that goes on. PLAN stands for the plan's file, which no store has, as it has no options of the call. */
  continueWith: string;
  /** Heads the command that looks at the payouts that iyzico has. */
  lookWith: string;
  nothingToDo: string;
  unknownKey(key: string, folder: string): string;
  plan: string;
}
