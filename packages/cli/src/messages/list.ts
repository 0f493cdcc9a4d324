import type { PaymentReport } from "@iyzico-mass-payout/client";

/** How a payment stands, as the store has it. */
export type StoredOutcome = "settled" | "action-required" | "in-progress";

/** What `list` prints. */
export interface ListMessages {
  columns: {
    key: string;
    outcome: string;
    phase: string;
    recipients: string;
    sums: string;
    created: string;
    changed: string;
  };
  /** The phases, in a word or two. */
  phases: Readonly<Record<PaymentReport["phase"], string>>;
  outcomes: Readonly<Record<Exclude<StoredOutcome, "settled">, string>>;
  /** The outcome of a settled payment: who is paid. */
  paid: Readonly<Record<PaymentReport["paid"], string>>;
  empty: string;
  /** Heads the payments that cannot be read. */
  unreadable(count: number): string;
}
