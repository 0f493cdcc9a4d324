import type { ActionReason, StatusState } from "@iyzico-mass-payout/client";

/** What several commands print of payouts and their items. */
export interface PayoutsMessages {
  massPayout: string;
  columns: {
    item: string;
    recipient: string;
    account: string;
    amount: string;
    commission: string;
    state: string;
    status: string;
    /** Heads the externalIds of payouts. */
    payout: string;
    /** Heads the numbers of items of payouts, and their sums. */
    items: string;
    amounts: string;
  };
  /** What a status means for the money. */
  states: Readonly<Record<StatusState, string>>;
  /** For what is settled: who is paid. */
  settled: Readonly<Record<"all" | "some" | "none", string>>;
  /** Names of the reasons for an action. One that is not here stays as it is. */
  reasons: Readonly<Partial<Record<ActionReason, string>>>;
  /** Names the reason for an action, as the guides have it. */
  reasonIs(reason: string): string;
  /** Which items may be paid again, and how. */
  payAgain: string;
  /** How to pay what is still owed of a payment that was cancelled. */
  cancelled: string;
}
