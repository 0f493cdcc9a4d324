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
    settled: {
      all: "Settled: all recipients are paid.",
      some: "Settled: some recipients are paid; the others will not be.",
      none: "Settled: no recipient is paid.",
    },
    actionRequired: "Action required: the payment cannot continue by itself.",
    inProgress: (phase) => `In progress: ${phase}. Run the same command again to continue.`,
    inDoubt: {
      init: "The payout was sent (init); whether iyzico has it is not known yet. It is not authorised: no recipient is paid.",
      auth: "The authorisation was sent (auth); whether iyzico has it is not known yet. Recipients may be paid by it.",
    },
    severalInits: (count) =>
      `The payout was sent ${count} times (init). iyzico may have other payouts with this externalId. They are not ` +
      "authorised: cancel them.",
    recipients: (count) => (count === 1 ? "1 recipient" : `${count} recipients`),
    ordered: "Ordered",
    ledger: {
      paid: "Paid",
      commission: "Commission",
      refund: "Back in the balance",
      receivable: "Owed by iyzico",
    },
    payAgain: "Recipients who were not paid may be paid with a new plan, with another key and another itemExternalId.",
    reason: ({ message }) => message,
    requestIdOption: "The option for the requestId is --request-id ID.",
  },
  review: {
    payable: "Would be paid",
    rejected: "Would not be paid (rejected)",
    iyzicoTotal: "iyzico's own total",
    balance: "Balance",
    covered: "covers it, commission not included",
    notCovered: "does not cover it: fill it, then run the same command again",
    linkedManually:
      "An operator linked this payout: the store has no record of it. Compare iyzico's own total with the amount ordered.",
    earlierAuths: (count) =>
      `Authorisations sent before: ${count}. Another one may pay all recipients again: what iyzico does is not documented.`,
    digestMismatch:
      "The digest given with --approve is not the digest of this review: the review has changed, or the digest is wrong.",
    approveWith: "To approve exactly this review, run the same command with:",
  },
};
