import type { ActionReason, LedgerKind, PaymentPhase, PaymentReport, StatusState } from "@iyzico-mass-payout/client";

/**
 * Every text that `retrieve` and `pay` print in the language of `--locale`. Help, error messages and `simulate` are in
 * English.
 */
export interface Messages {
  massPayout: string;
  columns: {
    item: string;
    recipient: string;
    account: string;
    amount: string;
    commission: string;
    state: string;
    status: string;
  };
  /** What a status means for the money. */
  states: Readonly<Record<StatusState, string>>;
  retrieve: {
    total: string;
    successful: string;
    commission: string;
    noItems: string;
    range(first: number, last: number, total: number): string;
    /** Warns that the payout's status does not say which items are paid. */
    settlement: string;
  };
  pay: {
    phases: Readonly<Record<PaymentPhase, string>>;
    /** For a failed attempt that does not end the payment. */
    pollingAgain(code: string): string;
    /** For a payment that a signal stopped. */
    stopped: string;
    settled: Readonly<Record<PaymentReport["paid"], string>>;
    actionRequired: string;
    inProgress(phase: string): string;
    inDoubt: Readonly<Record<NonNullable<PaymentReport["inDoubt"]>, string>>;
    severalInits(count: number): string;
    recipients(count: number): string;
    ordered: string;
    ledger: Readonly<Record<LedgerKind, string>>;
    /** For a settled payment with recipients who are not paid. */
    payAgain: string;
    /** Why an action is required and which. The client has the English text, as the result's `message`. */
    reason(action: { reason: ActionReason; message: string }): string;
    /** Which option takes the requestId that the text of a reason asks for. */
    requestIdOption: string;
  };
  review: {
    payable: string;
    rejected: string;
    iyzicoTotal: string;
    balance: string;
    covered: string;
    notCovered: string;
    linkedManually: string;
    earlierAuths(count: number): string;
    digestMismatch: string;
    approveWith: string;
  };
}
