import type { ActionMessageId, ActionReason } from "@iyzico-mass-payout/client";

/** Actions that are others in a database that came back to an older state: it may have lost that an auth was sent. */
type RestoredAction = Extract<ActionMessageId, `${string}-restored`>;

/** What the commands print that work on a database. Times are ISO dates, and `command` is a command line to paste. */
export interface DurableMessages {
  // Calls that cannot be carried out.
  databaseRequired: string;
  storeOrDatabase: string;
  /** For an option that only has a meaning with a database. */
  onlyWithDatabase(option: string): string;
  oldNode(version: string): string;
  notInstalled: string;
  invalidDatabase: string;
  databaseFailed(reason: string): string;
  /** Follows it where the database's user may not do what was tried. */
  rightMissing: string;
  noTables(schema: string, command: string): string;
  unknownKey(key: string): string;
  isSettled(key: string): string;
  isDenied(key: string, command: string): string;
  isBeingCancelled(key: string): string;
  nothingToApprove(key: string): string;
  digestRequired: string;
  digestMismatch: string;
  /** For a key of a plan that a payment has which was not submitted. */
  keyTaken(key: string): string;
  /** For a time at which the auth may begin at the earliest. */
  timeIsPast: string;
  approversRequired: string;
  aborted: string;
  /** What the package of the database refuses, by its own text, which is English. A text that is not here stays as it is. */
  refusals: Readonly<Record<string, string>>;

  // What the database has recorded.
  submitted(key: string, by: string): string;
  submittedBefore(key: string): string;
  parts(count: number): string;
  workerNeeded: string;
  approved(approvals: number, required: number): string;
  denied(key: string): string;
  resumed(key: string): string;
  cancelRequested(key: string): string;
  linked(key: string, requestId: string): string;
  /** The payments that cannot be stopped any more. */
  authorisedAlready(keys: string): string;
  migrated(schema: string): string;
  purged(count: number): string;

  policy: {
    none: string;
    /** What a policy asks for, one line each. */
    approvers(count: number): string;
    above(sum: string, approvers: number): string;
    notTheSubmitter: string;
    expiresAfter(duration: string): string;
    stored: string;
    openPayouts: string;
    otherProcesses: string;
  };
  /** A duration in its largest whole unit. */
  duration(count: number, unit: "days" | "hours" | "minutes" | "seconds"): string;

  worker: {
    started(concurrency: number, perMinute: number): string;
    stopping: string;
    stopped: string;
    actionRequired(reason: string, command: string): string;
    balanceLow(balance: string, required: string): string;
    failed(failures: number, failure: string): string;
    /** For a failure that is of no payout. */
    queueFailed(failure: string): string;
    /** Once, when there are no such failures any more. */
    queueRecovered: string;
  };

  status: {
    asOf: string;
    submitted: string;
    submittedBy(name: string): string;
    authorizeAt: string;
    approval: string;
    voidApproval: string;
    /** Why an approval stopped to count, for the reasons that are known. */
    voidReasons: Readonly<Record<string, string>>;
    denied: string;
    deniedBy(name: string): string;
    cancelRequested: string;
    settled: string;
    /** For a payout that no worker has begun. */
    notTaken: string;
    approvals(count: number, required: number): string;
    approveWith: string;
    denyWith: string;
    linkWith: string;
    resumeWith: string;
    /** Heads the commands for a payout that is denied. */
    undenyWith: string;
    partColumns: { part: string; phase: string; recipients: string; sums: string; requestId: string };
    givenUp: string;
    /** The phase of a payment that iyzico shows as not authorised, or waiting for balance, after an auth was sent. */
    createdAfterAuth: string;
    abandoned(externalIds: string): string;
    /** What a payout requires: no text may advise another payment of the same recipients. */
    required: Readonly<Record<ActionReason | RestoredAction, string>>;
    deniedNote: string;
  };

  list: {
    columns: { submitted: string; submittedBy: string; reason: string };
    settled: string;
    empty: string;
    more(command: string): string;
  };

  history: {
    columns: { time: string; event: string; by: string; part: string; details: string };
    /** Names of events, of details and of outcomes, by those that they have in JSON. One that is not here stays as it is. */
    events: Readonly<Record<string, string>>;
    details: Readonly<Record<string, string>>;
    outcomes: Readonly<Record<string, string>>;
  };

  ledger: {
    columns: { position: string; time: string; payout: string; item: string; kind: string; amount: string };
    kinds: Readonly<Record<"paid" | "commission" | "refund" | "receivable", string>>;
    /** For an entry of the item's commission, where one of its amount has the same kind. */
    ofCommission(kind: string): string;
    empty: string;
    /** The position that the next call begins behind. */
    next(position: number): string;
  };

  health: {
    open: string;
    oldest: string;
    actionRequired: string;
    overdue: string;
    overdueNote: string;
    failing: string;
    rateLimitWait(merchant: string): string;
    restored: string;
    restoredNote: string;
    none: string;
  };
}
