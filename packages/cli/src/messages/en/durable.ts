import type { DurableMessages } from "../durable.js";

/** The English messages of the commands that work on a database. */
export const durable: DurableMessages = {
  databaseRequired: "--database or MASS_PAYOUT_DATABASE is required: the connection string of your Postgres.",
  storeOrDatabase: "--store or --database is required, or MASS_PAYOUT_DATABASE in the environment.",
  onlyWithDatabase: (option) => `${option} must be given with --database only.`,
  oldNode: (version) =>
    `commands with a database require Node 22.12 or newer; this is ${version}. The other commands run on it.`,
  notInstalled:
    "commands with a database require another package. Install it beside this one: npm install @iyzico-mass-payout/durable",
  invalidDatabase: "--database or MASS_PAYOUT_DATABASE must be a connection string, such as postgres://user@host/name.",
  databaseFailed: (reason) => `The database failed: ${reason}.`,
  rightMissing:
    "The user of the connection string must be allowed to do this: for migrate, to create the schema and tables in it; for all other " +
    "commands, to use the schema, and to read and write its tables.",
  noTables: (schema, command) =>
    `the schema ${schema} of this database has no tables of payouts. Check the name of the database and of the schema. Only ` +
    `if it was never used, make the tables: ${command}`,
  unknownKey: (key) => `the database has no payout with the key ${key}. list shows those that it has.`,
  isSettled: (key) => `${key} is settled: nothing can be changed any more.`,
  isDenied: (key, command) => `${key} is denied. Only if the denial is to be taken back: ${command}`,
  isBeingCancelled: (key) => `${key} is being cancelled: it cannot be approved.`,
  nothingToApprove: (key) => `${key} shows nothing to approve now. status says where it is.`,
  digestRequired: "--digest is required without a terminal. Nothing was recorded.",
  digestMismatch:
    "--digest must be the digest of the review that is shown now. The review has changed, or the digest is wrong. Nothing " +
    "was recorded.",
  keyTaken: (key) =>
    `the database already has a payment with the key ${key} or with that of a part, and it was not submitted. Go on with it as ` +
    "it was begun: under another key, its recipients would be paid again. Nothing was stored.",
  timeIsPast: "--authorize-at must be in the future. Nothing was stored.",
  approversRequired: "--approvers is required: a policy is stored as a whole.",
  aborted: "Stopped: nothing was recorded.",
  refusals: {},

  submitted: (key, by) => `${key} is submitted by ${by}.`,
  submittedBefore: (key) =>
    `${key} was submitted before, with the same plan: it is the same payout. Nothing was stored, and --by, --authorize-at and ` +
    "--max-items are those of the first time.",
  parts: (count) => `It is paid in ${count} parts.`,
  workerNeeded: "A worker pays it: mass-payout worker, in any number of processes.",
  approved: (approvals, required) =>
    approvals >= required
      ? `Approved: ${approvals} of ${required}. A worker authorises it, if it still shows exactly this.`
      : `Recorded: ${approvals} of ${required} approvals. ${others(required - approvals)} must approve the same digest.`,
  denied: (key) => `${key} is denied: what is not authorised yet is not authorised any more.`,
  resumed: (key) =>
    `${key} goes on: a worker polls it at once. A denial is taken back, and earlier approvals stay void.`,
  cancelRequested: (key) =>
    `${key} is to be cancelled. A worker cancels it at iyzico; status shows when it is. Pay its recipients in no other way before.`,
  linked: (key, requestId) => `${key} goes on with the payout ${requestId}, which only a digest approves.`,
  authorisedAlready: (keys) =>
    `Authorised or possibly authorised before, and not to be stopped any more: ${keys}. Their recipients may be paid: pay them ` +
    "in no other way.",
  migrated: (schema) => `The schema ${schema} has the tables of this version.`,
  purged: (count) =>
    `Names and accounts of ${count === 1 ? "1 payout" : `${count} payouts`} are deleted. Amounts, ids and history are kept.`,

  policy: {
    none: "No policy is stored: a payout is authorised without a person, unless something about it is unusual.",
    approvers: (count) =>
      count === 0
        ? "No person must approve, unless something is unusual."
        : `${people(count)} must approve each payout.`,
    above: (sum, approvers) => `${people(approvers)} must approve a payout of more than ${sum}.`,
    notTheSubmitter: "The approval of the submitter does not count.",
    expiresAfter: (duration) => `An approval counts for ${duration}.`,
    stored: "This policy is stored:",
    openPayouts:
      "It counts for every payout that is submitted from now on. For one that was submitted before, whichever is stricter " +
      "counts, in each point: this policy or the one of its submission. Approvals that are recorded stay, and count as far as it allows.",
    otherProcesses: "A program that gives another policy to createDurablePayouts does not start any more.",
  },
  duration: (count, unit) => `${count} ${count === 1 ? unit.slice(0, -1) : unit}`,

  worker: {
    started: (concurrency, perMinute) =>
      `The worker runs: up to ${concurrency} payouts at once, ${perMinute} requests a minute with all other workers.`,
    stopping: "Stopping, once what is under way has ended. A second signal ends at once; other workers then take over.",
    stopped: "The worker has stopped.",
    actionRequired: (reason, command) => `action required (${reason}). ${command} shows what to do.`,
    balanceLow: (balance, required) => `the balance of ${balance} does not cover ${required}`,
    failed: (failures, failure) =>
      `failed ${failures === 1 ? "once" : `${failures} times in a row`}, and is tried again: ${failure}`,
    queueFailed: (failure) => `the database or the queue failed, and is tried again: ${failure}`,
    queueRecovered: "the database and the queue work again",
  },

  status: {
    asOf: "By the database, without asking iyzico.",
    submitted: "Submitted",
    submittedBy: (name) => `by ${name}`,
    authorizeAt: "Not authorised before",
    approval: "Approved",
    voidApproval: "Approved, not counted",
    voidReasons: {
      expired: "expired",
      denied: "the payout was denied",
      "review-changed": "the review has changed",
      "database-restored": "the database was restored",
    },
    denied: "Denied",
    deniedBy: (name) => `by ${name}`,
    cancelRequested: "Cancel requested",
    settled: "Settled",
    notTaken: "Nothing was sent for it yet: a worker does that. If none runs, start one: mass-payout worker.",
    approvals: (count, required) => `Approvals of this review: ${count} of ${required}.`,
    approveWith: "To approve exactly this review:",
    denyWith: "If it must not be paid:",
    linkWith: "With the requestId that iyzico has confirmed for this payout:",
    resumeWith: "Once the cause is corrected:",
    undenyWith: "To take the denial back, or to cancel the payout at iyzico:",
    partColumns: { part: "Part", phase: "Phase", recipients: "Recipients", sums: "Ordered", requestId: "requestId" },
    givenUp: "given up, nothing sent",
    createdAfterAuth: "received by iyzico, authorisation sent and not in effect",
    abandoned: (externalIds) =>
      `Ask iyzico to cancel the abandoned payouts: ${externalIds}. Until they are cancelled, pay their recipients in no other way ` +
      "and under no other key.",
    required: {
      "external-id-taken":
        "iyzico already has a payout with this externalId, and this database has no record of sending it. Find out what it " +
        "pays before anything else: under another key, the same recipients would be paid twice. If it is this payout, link its " +
        "requestId.",
      "abandoned-payout-moved":
        "A payout that this one has abandoned may pay the same recipients. Pay them in no other way and under no other key, and " +
        "ask iyzico about both payouts.",
      "payout-mismatch":
        "What iyzico showed differs from this payout. Find out why before anything else is paid to these recipients.",
      "request-id-unknown":
        "iyzico has the payout, and its requestId was lost. Ask iyzico for it, and link it. Pay the recipients in no other way.",
      "payout-not-found":
        "iyzico did not show the payout, or not all of its items. The recipients may be paid: pay them in no other way and under " +
        "no other key. Ask iyzico about the requestId. Polls go on.",
      stuck:
        "iyzico took the authorisation and showed no effect of it. The recipients may still be paid: pay them in no other way " +
        "and under no other key. Ask iyzico. Polls go on.",
      "init-outcome-unknown":
        "Init was sent several times, and iyzico showed no payout. No recipient is paid. Ask iyzico. Resumed, init is sent once more.",
      "init-outcome-unknown-restored":
        "Init was sent several times, and iyzico showed no payout. The database has come back to an older state: a payout of this " +
        "externalId may be authorised that iyzico does not show yet. Pay the recipients in no other way and under no other key. Ask " +
        "iyzico for the payouts of this externalId, also with -r2 to -r4 at its end. If there is one, link its requestId. Only if " +
        "iyzico confirms that there is none and will be none, resume: init is then sent once more.",
      "init-rejected":
        "iyzico rejected init. Correct the cause and resume. If the cause is in the plan, first ask iyzico that it has no payout of " +
        "this externalId; if it has one, link its requestId and use no other key. If it has none, cancel this payout before the " +
        "corrected plan is submitted under another key: otherwise both may be paid.",
      "not-sent": "A request could not be sent. Correct the cause and resume.",
      "retrieve-failed":
        "The payout could not be read. If an authorisation was sent, the recipients may be paid: pay them in no other way. " +
        "Correct the cause and resume.",
      "approval-required": "The review must be approved by its digest. Nothing of it is authorised yet.",
      "auth-outcome-unknown":
        "An authorisation was sent, and iyzico showed no effect of it. Ask iyzico: did it have an effect, and can it still have " +
        "one? Until iyzico answers no to both, pay the recipients in no other way and approve no review.",
      "auth-outcome-unknown-restored":
        "The database has come back to an older state, and may have lost that an authorisation was sent. A second one may pay all " +
        "recipients twice. Ask iyzico for all payouts of this externalId, also with -r2 to -r4 at its end. Only if iyzico confirms " +
        "that no authorisation of any of them had an effect or will have one, approve the review by its digest. Until then, pay the " +
        "recipients in no other way.",
      "insufficient-balance":
        "iyzico shows the payout as waiting for balance. Fill it, commissions included, then resume: a worker polls the payout at " +
        "once. Otherwise the next poll may come hours later. Once it is filled, iyzico may pay the recipients by itself: pay them in " +
        "no other way. Only if it does not, a review is shown, whose digest approves another authorisation. Ask iyzico before you " +
        "approve it: if iyzico continues after all, another authorisation may pay twice.",
      "unknown-status":
        "The payout or an item has a status that this version does not know. Its recipients count neither as paid nor as unpaid: " +
        "pay them in no other way, and ask iyzico what it means. Polls go on.",
      "refund-failed":
        "Recipients were not paid, and the money did not come back: ask iyzico for it. Pay them in another way only once it is " +
        "back, or iyzico confirms that it will not pay them.",
      "refund-missing":
        "Items have failed, and their money has not come back. They are neither paid nor unpaid for good: pay them in no other way. " +
        "Ask iyzico. Polls go on.",
      "items-stuck":
        "Items have been in progress for a long time. They are neither paid nor unpaid: pay them in no other way. Ask iyzico. Polls go on.",
    },
    deniedNote:
      "It is denied: nothing more of it is authorised unless the denial is taken back. It can be cancelled at iyzico.",
  },

  list: {
    columns: { submitted: "Submitted", submittedBy: "By", reason: "Reason" },
    settled: "settled",
    empty: "The database has no such payouts.",
    more: (command) => `More payouts follow: ${command}`,
  },

  history: {
    columns: { time: "Time", event: "Event", by: "By", part: "Part", details: "Details" },
    events: {},
    details: { payoutStatus: "payout", itemStatuses: "items" },
    outcomes: {},
  },

  ledger: {
    columns: {
      position: "Position",
      time: "Time",
      payout: "Payout",
      item: "Item",
      kind: "Kind",
      amount: "Amount",
    },
    kinds: { paid: "paid", commission: "commission", refund: "refund", receivable: "owed by iyzico" },
    ofCommission: (kind) => `${kind} (commission)`,
    empty: "No final entries.",
    next: (position) => `The next entries: --since ${position}`,
  },

  health: {
    open: "Open payouts",
    oldest: "Oldest, submitted ago",
    actionRequired: "Action required",
    overdue: "Overdue by more than a minute",
    overdueNote: "Payouts wait for a worker: start one, or more of them.",
    failing: "Failing",
    rateLimitWait: (merchant) => `Last wait for the rate limit (${merchant})`,
    restored: "Database restored",
    restoredNote: "Approvals from before the restore are void.",
    none: "none",
  },
};

function people(count: number): string {
  return count === 1 ? "1 person" : `${count} people`;
}

function others(count: number): string {
  return count === 1 ? "1 more person" : `${count} more people`;
}
