import type { LedgerKind, PaymentPhase, PaymentReport, PayResult } from "@iyzico-mass-payout/client";

/** What the text of a required action depends on. */
type RequiredAction = Pick<Extract<PayResult, { outcome: "action-required" }>, "messageId" | "message">;

/** What `pay` prints. */
export interface PayMessages {
  /** What would be paid for real. */
  confirm(key: string, recipients: string, sums: string): string;
  /** The first line for a payment that the store does not have. */
  newPayment(key: string): string;
  /** For a payment that must be new and is not. The times are ISO dates. */
  notNew(key: string, createdAt: string): string;
  notNewSettled(settledAt: string): string;
  notNewOpen: string;
  phases: Readonly<Record<PaymentPhase, string>>;
  /** For a failed attempt that does not end the payment. */
  pollingAgain(code: string): string;
  /** What the live display shows beside the phase and the states. */
  live: {
    /** The request in flight. */
    sending: Readonly<Record<"init" | "auth" | "poll", string>>;
    nextPoll(time: string): string;
    requestsLeft(count: number): string;
  };
  /** For a payment that a signal stopped. */
  stopped(phase: string): string;
  /** The same, if the store does not have the payment. */
  stoppedBefore: string;
  /** For a stopped payment of which the store cannot say how far it is. */
  stoppedUnknown: string;
  nothingSent: string;
  /** Heads the command line that goes on. */
  continueWith: string;
  /** For a plan that was read from the standard input, which the command line does not have. */
  planFromStdin: string;
  /** The options that must not be repeated with the command. */
  leaveOut(options: readonly string[]): string;
  /** For a payment that was settled before this call. The time is an ISO date. */
  settledBefore(settledAt: string): string;
  actionRequired: string;
  inProgress(phase: string): string;
  /** For a settled payment with payouts or items that each call polls, and that this call could not. */
  settledUnread: string;
  inDoubt: Readonly<Record<NonNullable<PaymentReport["inDoubt"]>, string>>;
  severalInits(count: number): string;
  /** When what happened. */
  times: {
    init: string;
    approved: string;
    auth: string;
    settled: string;
  };
  approvedBy(name: string): string;
  /** In place of a name, if none was given. */
  unnamedApprovers: Readonly<Record<"default" | "digest" | "function", string>>;
  /** Heads the payouts that iyzico already has. */
  foundPayouts: string;
  /** Heads the payouts that the payment does not go on with. */
  abandonedPayouts: string;
  /** What to ask iyzico about them. `ownId` is the externalId of the payout that the payment goes on with. */
  cancelAbandoned(externalIds: string, ownId: string): string;
  /** The items that an abandoned payout pays or may pay. */
  itemsOfAbandoned(itemIds: string): string;
  /** The same, if this payment pays them or may pay them too. */
  itemsPaidTwice(itemIds: string): string;
  /** The items that require action, whatever the others do. */
  itemsRequiringAction(itemIds: string): string;
  recipients(count: number): string;
  /** Heads the names of the recipients. */
  name: string;
  /** For recipients that a long list leaves out: how many, and in which states. */
  notShown(count: number, states: string): string;
  ordered: string;
  /** The sum of the items that iyzico rejected. */
  rejected: string;
  ledger: Readonly<Record<LedgerKind, string>>;
  /** The part of a sum that may still change. */
  notFinal(amount: string): string;
  notFinalNote: string;
  /** For a ledger that has iyzico's amounts in place of those ordered. */
  vendorAmounts: string;
  /** The items that the payment of a key pays again. */
  supersededBy(itemIds: string, key: string): string;
  /** Why an action is required and which. The client has the English text, as the result's `message`. */
  reason(action: RequiredAction): string;
  /** Which option takes the requestId that the text of a reason asks for. */
  requestIdOption: string;
}
