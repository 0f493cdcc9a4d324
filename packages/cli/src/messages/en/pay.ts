import type { PayMessages } from "../pay.js";

/** The English messages of `pay`. */
export const pay: PayMessages = {
  confirm: (key, recipients, sums) => `This pays ${recipients} with real money: ${sums}. The plan's key is ${key}.`,
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
  live: {
    sending: { init: "sending the payout (init)", auth: "sending the authorisation (auth)", poll: "polling" },
    nextPoll: (time) => `next poll in ${time}`,
    requestsLeft: (count) => `${count} ${count === 1 ? "request" : "requests"} left this minute`,
  },
  stopped: (phase) => `Stopped: ${phase}.`,
  stoppedBefore: "Stopped before the payment was begun.",
  stoppedUnknown: "Stopped. How far the payment is cannot be read from the store: recipients may be paid by it.",
  nothingSent: "Nothing was sent.",
  continueWith: "Run the same command again to continue:",
  planFromStdin: "The plan was read from the standard input: give the command the same plan again.",
  leaveOut: (options) => `For the first run only, so leave out from now on: ${options.join(", ")}.`,
  settledBefore: (settledAt) => `Nothing was sent now: settled on ${settledAt}.`,
  actionRequired: "Action required: the payment cannot continue by itself.",
  inProgress: (phase) => `In progress: ${phase}. Run the same command again to continue.`,
  settledUnread:
    "Settled. Whether anything has changed at iyzico since is not known: iyzico could not be asked. Run the same command " +
    "again.",
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
    `the requestId that a cancellation takes. Never ask it to cancel ${ownId}: that is this payment's own. Run pay with ` +
    "the same plan again afterwards: it polls them too. Until they are cancelled, pay their recipients in no other way and " +
    "under no other key.",
  itemsOfAbandoned: (itemIds) => `An abandoned payout pays or may pay the recipients of these items: ${itemIds}.`,
  itemsPaidTwice: (itemIds) => `The recipients of these items may be paid twice: ${itemIds}.`,
  itemsRequiringAction: (itemIds) => `Ask iyzico about these items now, also while others are in progress: ${itemIds}.`,
  recipients: (count) => (count === 1 ? "1 recipient" : `${count} recipients`),
  name: "Name",
  notShown: (count, states) =>
    `${count} more not shown: ${states}. To see all recipients, run the same command with --all.`,
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
  vendorAmounts: "These sums have iyzico's own amounts, which differ from those ordered: iyzico pays its own amounts.",
  supersededBy: (itemIds, key) => `The payment ${key} pays these items again: ${itemIds}.`,
  reason: ({ message }) => message,
  requestIdOption: "The option for the requestId is --request-id ID.",
};
