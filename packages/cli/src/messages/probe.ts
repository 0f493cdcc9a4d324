/** The questions that `probe` asks iyzico, each a heading of docs/unverified.md. */
export type ExperimentId =
  | "signed-query"
  | "random-header"
  | "locale"
  | "used-random-key"
  | "content-type"
  | "repeated-init"
  | "visible-after-init"
  | "optional-fields"
  | "purposes"
  | "currencies"
  | "amount-forms"
  | "amount-limits"
  | "item-count"
  | "text-limits"
  | "repeated-item-id"
  | "recipient-types"
  | "item-faults"
  | "all-rejected"
  | "invalid-items"
  | "repeated-auth"
  | "rejected-auth"
  | "auth-above-balance"
  | "status-after-auth"
  | "balance-after-auth"
  | "auth-without-items"
  | "auth-fields"
  | "cancel-after-auth"
  | "second-cancel"
  | "item-type"
  | "external-id"
  | "two-ids"
  | "unknown-payout"
  | "lost-request-id"
  | "paging-place"
  | "page-size"
  | "first-page"
  | "total-amount"
  | "merchant-id"
  | "missing-fields"
  | "item-errors"
  | "dates"
  | "account-shown"
  | "empty-invalid-listing"
  | "listing-total"
  | "reference-code"
  | "informing-types"
  | "unknown-item"
  | "balance-currency"
  | "balance-in-flight"
  | "insufficient-balance"
  | "rejected-in-completed"
  | "item-after-auth"
  | "failure-status"
  | "request-size";

/** Steps that answer one question or several. */
export type SeriesId =
  | "above-balance"
  | "amount-forms"
  | "amount-limits"
  | "auth-without-items"
  | "cancel"
  | "cancel-after-auth"
  | "currencies"
  | "first-payout"
  | "headers"
  | "locale"
  | "only-rejected"
  | "optional-fields"
  | "purposes"
  | "recipient-types"
  | "rejected-auth"
  | "rejected-in-completed"
  | "rejected-item"
  | "repeated-auth"
  | "repeated-init"
  | "signature"
  | "sizes"
  | "text-limits"
  | "two-payouts"
  | "unknown-ids"
  | "watch-auth";

/** Whether an experiment has an answer, has none, or was not begun. */
export type FindingStatus = "answered" | "open" | "skipped";

/** What an experiment found out. */
export type AnswerCode =
  | "accepted"
  | "rejected"
  | "rejected-1000"
  | "left-out"
  | "signed"
  | "either"
  | "not-read"
  | "read-if-sent"
  | "required"
  | "query"
  | "body"
  | "query-or-body"
  | "shown"
  | "not-shown"
  | "empty-success"
  | "several-balances"
  | "named-currency"
  | "always-200"
  | "never-200"
  | "differs"
  | "yes"
  | "no"
  | "at-once"
  | "later"
  | "some-missing"
  | "none-missing"
  | "missing"
  | "there"
  | "as-documented"
  | "otherwise"
  | "in-full"
  | "masked"
  | "amount"
  | "amount-and-commission"
  | "amount-minus-commission"
  | "both-places"
  | "top-level"
  | "inside-items"
  | "from-0"
  | "from-1"
  | "from-init"
  | "placeholder"
  | "empty-list"
  | "listed"
  | "some-each"
  | "only-item"
  | "whole-init"
  | "lists-all"
  | "lists-valid"
  | "listed-only"
  | "all-items"
  | "list"
  | "one-string"
  | "success-with-id"
  | "success-without-id"
  | "without-id"
  | "several-entries"
  | "one-entry"
  | "same-payout"
  | "new-payout"
  | "not-needed"
  | "must-be-left-out"
  | "both-succeed"
  | "second-succeeds"
  | "unknown-succeeds"
  | "both-rejected"
  | "rejected-across"
  | "rejected-inside"
  | "request-id-wins"
  | "external-id-wins"
  | "all-accepted"
  | "some-accepted"
  | "none-accepted"
  | "limited"
  | "capped"
  | "capped-silently"
  | "status-only"
  | "more-fields"
  | "init-for-a-while"
  | "init-in-authorised"
  | "at-init"
  | "at-auth"
  | "lacks-amount"
  | "lacks-more"
  | "only-when-paid"
  | "completed"
  | "stops-it"
  | "success-without-effect"
  | "paid-again"
  | "paid-once"
  | "success-then-insufficient"
  | "success-then-other"
  | "items-say";

/** Why an experiment found nothing out. */
export type SkipReason =
  | "needs-spend"
  | "sandbox-only"
  | "needs-own-iban"
  | "cost-more"
  | "not-chosen"
  | "over-spend"
  | "interrupted"
  | "not-reached"
  | "not-signed"
  | "not-enabled"
  | "no-payout"
  | "not-found"
  | "not-as-ordered"
  | "nothing-rejected"
  | "item-rejected"
  | "auth-failed"
  | "failed"
  | "unreadable"
  | "no-message"
  | "same-message"
  | "no-currency"
  | "no-commission"
  | "no-limit-met"
  | "still-init"
  | "never-less"
  | "not-seen"
  | "not-paid"
  | "unclear"
  | "control-failed"
  | "cannot-cancel"
  | "not-over"
  | "no-answer";

/** What looks like a person or a key in a recording. */
export type SuspicionKind =
  | "iban"
  | "identity-number"
  | "phone"
  | "long-number"
  | "email"
  | "key"
  | "name"
  | "masked-account"
  | "text"
  | "id";

/** What `probe` prints. */
export interface ProbeMessages {
  statuses: Readonly<Record<FindingStatus, string>>;
  answers: Readonly<Record<AnswerCode, string>>;
  reasons: Readonly<Record<SkipReason, string>>;
  suspicions: Readonly<Record<SuspicionKind, string>>;
  columns: {
    experiment: string;
    status: string;
    answer: string;
    evidence: string;
    worstCase: string;
  };
  /** What each series does, step by step. */
  steps: Readonly<Record<SeriesId, string>>;
  authorisesNothing: string;
  /** `unit` is the amount of an item. */
  worstCase(amount: string, spend: string, unit: string): string;
  aboveBalance: string;
  /** Whom the inits name as recipients. */
  sampleRecipient: string;
  planEnd: string;
  running(series: string, position: number, count: number): string;
  resumed(at: string): string;
  otherSettings(folder: string): string;
  takenByOther: string;
  unreadableJournal(folder: string): string;
  stopped: string;
  recorded(file: string): string;
  exists(file: string): string;
  suspicious(count: number): string;
  nothingSuspicious(file: string): string;
  suspicion(place: string, kind: string): string;
  shareFirst(file: string): string;
  unreadableRecording(file: string): string;
  allClosed: string;
  openPayouts: string;
  openPayout(externalId: string, requestId: string | undefined, status: string, isAuthorised: boolean): string;
  counted(answered: number, open: number, skipped: number): string;
  usage: {
    fileRequired: string;
    fileWithoutCheck: string;
    recipient(types: readonly string[]): string;
    recipientInvalid(problem: string): string;
    nameRequired: string;
    nameWithoutRecipient: string;
    recipientRequired: string;
    productionRequired: string;
    notProduction: string;
    unknownExperiment(name: string): string;
    spendTooSmall(minimum: string): string;
    terminalRequired: string;
  };
}
