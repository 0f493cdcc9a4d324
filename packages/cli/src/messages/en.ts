import type { Messages } from "./messages.js";

/** The English messages. */
export const en: Messages = {
  massPayout: "Mass payout",
  columns: {
    item: "Item",
    recipient: "Recipient",
    account: "Account",
    amount: "Amount",
    commission: "Commission",
    state: "State",
    status: "Status",
    payout: "externalId",
    items: "Items",
    amounts: "Amounts",
  },
  states: {
    waiting: "waiting",
    "in-flight": "in flight",
    paid: "paid",
    "not-paid": "not paid",
    refunded: "refunded",
    "action-required": "action required",
    rejected: "rejected",
    cancelled: "cancelled",
    unknown: "unknown",
  },
  retrieve: {
    total: "Total",
    successful: "Successful",
    commission: "Commission",
    noItems: "No items on this page.",
    range: (first, last, total) => `Items ${first}–${last} of ${total}`,
    settlement: "Payment is decided item by item: the payout's status does not say which items are paid.",
  },
  pay: {
    newPayment: (key) => `New payment ${key}`,
    notNew: (key, createdAt) => `payment ${key} is not new: it has been in the store since ${createdAt}.`,
    notNewSettled: (settledAt) =>
      `Nothing was sent now: it was settled on ${settledAt}. Another payment must have another key.`,
    notNewOpen: "Nothing was sent now. To continue it, run the same command without --expect-new.",
    phases: {
      planned: "planned",
      initiating: "sent to iyzico, not confirmed",
      created: "received by iyzico, not authorised",
      authorising: "authorisation sent, not confirmed",
      authorised: "authorised",
      settled: "settled",
    },
    pollingAgain: (code) => `No usable answer from iyzico (${code}). Polling again.`,
    stopped: "Stopped. Run the same command again to continue.",
    leaveOut: (options) => `For the first run only, so leave out from now on: ${options.join(", ")}.`,
    settled: {
      all: "Settled: all recipients are paid.",
      some: "Settled: some recipients are paid; the others will not be.",
      none: "Settled: no recipient is paid.",
    },
    settledBefore: (settledAt) => `Nothing was sent now: settled on ${settledAt}.`,
    actionRequired: "Action required: the payment cannot continue by itself.",
    inProgress: (phase) => `In progress: ${phase}. Run the same command again to continue.`,
    abandonedUnread:
      "Settled. Whether an abandoned payout has been authorised since is not known: iyzico could not be asked. Run the same " +
      "command again.",
    inDoubt: {
      init:
        "The payout was sent (init); whether iyzico has it is not known yet. It is not authorised: no recipient is paid by " +
        "it.",
      auth: "The authorisation was sent (auth); whether iyzico has it is not known yet. Recipients may be paid by it.",
    },
    severalInits: (count) =>
      `The payout was sent ${count} times (init). iyzico may have other payouts with this externalId. They are not ` +
      "authorised: cancel them once this payment is settled, and never the payout of its own requestId.",
    times: {
      init: "Sent (init)",
      approved: "Approved",
      auth: "Authorisation sent (auth)",
      settled: "Settled",
    },
    approvedBy: (name) => `by ${name}`,
    unnamedApprovers: {
      default: "by default",
      digest: "by its digest",
      function: "by a program",
    },
    foundPayouts: "Payouts that iyzico already has:",
    abandonedPayouts: "Abandoned payouts, with which this payment does not go on:",
    cancelAbandoned: (externalIds, ownId) =>
      `Ask iyzico to cancel the abandoned payouts: ${externalIds}. Give iyzico the externalId; only iyzico knows ` +
      `the requestId that a cancellation takes. Never ask it to cancel ${ownId}: that is this payment's own. Run the same ` +
      "command again afterwards: it polls them too. Until they are cancelled, pay their recipients in no other way and " +
      "under no other key.",
    itemsOfAbandoned: (itemIds) => `An abandoned payout pays or may pay the recipients of these items: ${itemIds}.`,
    itemsPaidTwice: (itemIds) => `The recipients of these items may be paid twice: ${itemIds}.`,
    itemsRequiringAction: (itemIds) =>
      `Ask iyzico about these items now, also while others are in progress: ${itemIds}.`,
    recipients: (count) => (count === 1 ? "1 recipient" : `${count} recipients`),
    ordered: "Ordered",
    rejected: "Rejected, not sent",
    ledger: {
      paid: "Paid",
      commission: "Commission",
      refund: "Back in the balance, commission included",
      receivable: "Owed by iyzico",
    },
    notFinal: (amount) => `${amount} not final`,
    notFinalNote: "Sums that are not final may still change: book an amount only when it is final.",
    vendorAmounts:
      "These sums have iyzico's own amounts, which differ from those ordered: iyzico pays its own amounts.",
    payAgain: "Recipients who were not paid may be paid with a new plan, with another key and another itemExternalId.",
    reason: ({ message }) => message,
    requestIdOption: "The option for the requestId is --request-id ID.",
  },
  review: {
    payable: "Would be paid",
    ordered: "Ordered (iyzico would pay other amounts)",
    foundAmounts: "iyzico's own amounts",
    rejected: "Would not be paid (rejected)",
    iyzicoTotal: "iyzico's own total",
    balance: "Balance",
    covered: "covers it, commission not included",
    notCovered: "does not cover it: fill it, then run the same command again",
    linkedManually:
      "An operator linked this payout: the store has no record of it. Compare iyzico's own total with the amount ordered.",
    foreignItems:
      "The answer to init named items that the plan does not have: this payout may be another payment's. Ask iyzico what it " +
      "pays, and compare iyzico's own total with the amount ordered.",
    foundMismatch:
      "This payout was only found: no answer to an init of this payment named it. Its amounts differ from the plan's in a " +
      "way that no commission explains. Approving by this digest approves iyzico's own amounts.",
    repeatedRecipient: (count, itemIds) =>
      `The same recipient, amount and description ${count} times, which pays ${count} times: ${itemIds}.`,
    allowRepeatedRecipients: 'If that is intended, the plan may say so: "allowRepeatedRecipients": true.',
    sameList: (key, createdAt) =>
      `Another payment pays the same recipients the same amounts: ${key}, created on ${createdAt}.`,
    allowRepeatedList: 'If that is intended, the plan may say so: "allowRepeatedList": true.',
    earlierAuths: (count) =>
      `Authorisations sent before: ${count}. Another one may pay all recipients again: what iyzico does is not documented.`,
    newRejections: (itemIds) =>
      "iyzico rejects items of this payout that it was not seen to reject in an abandoned one, perhaps because that one has " +
      `them: ${itemIds}.`,
    onlyDigest: "Only the digest approves the others.",
    digestMismatch:
      "The digest given with --approve is not the digest of this review: the review has changed, or the digest is wrong.",
    approverOptions: "--by and --note are kept with the approval: they must be those of its approver.",
    approveWith: "To approve exactly this review, run the same command with:",
  },
};
