import type { ByHandMessages } from "../by-hand.js";

/** The English messages of `by-hand`. */
export const byHand: ByHandMessages = {
  cancel: {
    whichPayout: (ofPayout, ofRequest) =>
      "--by or --no-database is required: the environment names a database. Nothing was sent.\n" +
      `- A payout of the database, by its key: ${ofPayout}\n` +
      `- Another payout, by its requestId: ${ofRequest}`,
    done:
      "iyzico answered that the payout is cancelled. Its items must now say MASS_PAYOUT_CANCELED: pay no recipient in another " +
      "way before they do. What a cancellation does after an auth is not documented.",
    unknown: (command) =>
      `The payout may be cancelled: the answer was lost. Nothing is sent again. Look with: ${command}. If it still says INIT ` +
      "after 10 minutes, it was not cancelled, and this command may be run again.",
    ofPayment: (key) =>
      `Payment ${key} of this store goes on with this payout. Run mass-payout pay with its plan again: it settles as ` +
      "cancelled. Until then, pay its recipients under no other key.",
    ofAuthorisedPayment: (key) =>
      `Payment ${key} of this store has authorised this payout, or may have. Whether a cancellation then stops it is not ` +
      "documented: its recipients may be paid all the same. Run mass-payout pay with its plan again, and pay them in no " +
      "other way before it is settled.",
    ofAnyPayment:
      "If a payment of mass-payout pay goes on with this payout, run pay with its plan and store again: it settles as " +
      "cancelled. Until then, pay its recipients under no other key.",
  },
  init: {
    supersedes:
      "This plan pays items of another payment again (supersedes). Use mass-payout pay: only pay makes sure that they are paid " +
      "again once. Nothing was sent.",
    usePay: (key) =>
      `Payment ${key} of this store has this externalId. Use mass-payout pay: an init by hand could make a second payout. ` +
      "Nothing was sent.",
    sentBefore(at, outcome) {
      const known = { success: "iyzico took it", rejected: "iyzico rejected it, or a second delivery of it" };
      const what =
        outcome === "success" || outcome === "rejected" ? known[outcome] : "whether iyzico has it is unknown";
      return (
        `An init of this externalId was sent on ${at}: ${what}. A second one may make a second payout, and is refused. ` +
        "Nothing was sent."
      );
    },
    shownAlready: (status) =>
      `iyzico already has a payout with this externalId: it says ${status}. Find out where it comes from. Nothing was sent.`,
    sentByHand: (at, requestId) =>
      `An init of this externalId was sent by hand on ${at}. No payment was created, and nothing was sent. ` +
      (requestId === undefined
        ? "iyzico may have its payout: ask iyzico for the requestId, and give it with --request-id. Use another key only if " +
          "iyzico confirms that it has no such payout and will have none."
        : `To go on with its payout, give its requestId: --request-id ${requestId}`),
    done: (requestId) =>
      `iyzico has the payout. Its requestId is ${requestId}. It is not authorised: no recipient is paid.`,
    accepted: {
      all: "All items are accepted.",
      some: "Some items are rejected: they will not be paid with this payout.",
      none: "All items are rejected: nothing can be paid with this payout.",
    },
    rejected: "Rejected:",
    unknown: (command) =>
      "The payout may have been created: the answer was lost. Do not run this command again. It is not authorised, so no " +
      `recipient is paid by it. Look with: ${command}`,
    rejectedRequest: (command) =>
      "iyzico rejected the request, or a second delivery of it: the payout may have been created. Before anything else, " +
      `look with: ${command}`,
    next: (authCommand, cancelCommand) => `To review and authorise it: ${authCommand}\nTo cancel it: ${cancelCommand}`,
  },
  auth: {
    usePay: (key) =>
      `Payment ${key} of this store goes on with this payout, or has abandoned it. Use mass-payout pay: an auth by hand could ` +
      "pay its recipients twice. Nothing was sent.",
    noExternalId:
      "iyzico does not show the externalId of this payout, so that whether a payment of this store has it cannot be told. " +
      "Nothing was sent.",
    notInit: (status) =>
      `Nothing was sent: only a payout that says INIT, with items that say INIT or INVALID, is authorised by hand. This one ` +
      `says ${status}.`,
    insufficientBalance:
      "An auth was sent before: the balance did not cover it. Fill the balance, commissions included; iyzico is expected to " +
      "go on by itself. If it does not, ask iyzico.",
    nothingToPay:
      "Nothing was sent: the payout has no item that could be paid, or iyzico shows items without an amount or of another " +
      "payout.",
    inGrace: (at, minutes) =>
      `An auth of this payout was sent on ${at}. It may still take effect: nothing is approved for ${minutes} minutes from ` +
      "then. Nothing was sent now. Do not pay the recipients in another way.",
    askFirst: (at) =>
      `An auth of this payout was sent on ${at}, and iyzico shows it as not authorised. A second auth may pay all recipients ` +
      "twice. Ask iyzico about this requestId. Only if iyzico confirms that the first auth had no effect and will have " +
      "none, and no other process works on it, may an approver approve the digest of this review:",
    approve: (command) => `To approve exactly this review: ${command}`,
    sentByHand: (at, command) =>
      `An auth of this payout was sent by hand on ${at}. A payment does not go on with it: its recipients could be paid twice. ` +
      `Watch it with: ${command}`,
    digestMismatch:
      "The digest given with --approve is not that of this review: the payout has changed, an auth was sent since, or the " +
      "digest is wrong. Nothing was sent.",
    done: "iyzico took the auth: it pays the items. That is not yet a payment.",
    unknown: (command) =>
      "The payout may be authorised: the answer was lost. Do not run this command again, and pay its recipients in no other " +
      `way. Watch it with: ${command}`,
    rejected: (command) =>
      "iyzico rejected the auth, or a second delivery of it: the payout may be authorised. Pay its recipients in no other way. " +
      `Watch it with: ${command}`,
    watch: (command) => `Watch it with: ${command}`,
  },
  recordedElsewhere:
    "Another process has recorded the same request in the store meanwhile, and may have sent it. Nothing was sent by this one.",
  resultNotRecorded:
    "The result could not be recorded in the store. The store has the request as sent with an unknown outcome, which is safe.",
};
