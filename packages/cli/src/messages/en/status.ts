import type { StatusMessages } from "../status.js";

/** The English messages of `status`. */
export const status: StatusMessages = {
  asOf: (changedAt) => `By the store, without asking iyzico: last changed on ${changedAt}.`,
  created: "Created",
  required: {
    "external-id-taken":
      "iyzico already has a payout with this externalId that this store has no record of. Find out what it pays before " +
      "anything else: under another key, the same recipients would be paid twice. If it is this payment's, go on with its " +
      "requestId.",
    "abandoned-payout-moved":
      "A payout that this payment has abandoned may pay the same recipients. Pay them in no other way and under no other key, " +
      "and ask iyzico about both payouts.",
    "payout-mismatch":
      "What iyzico showed differs from this payment. Find out why before anything else is paid to these recipients.",
    "request-id-unknown": "Ask iyzico for the requestId of the payout, and go on with it.",
    "payout-not-found":
      "iyzico did not show the payout, or not all of its items. The recipients may be paid: pay them in no other way and under " +
      "no other key. Ask iyzico about the requestId.",
    stuck:
      "iyzico took the authorisation and showed no effect of it. The recipients may still be paid: pay them in no other way " +
      "and under no other key. Ask iyzico.",
    "init-outcome-unknown":
      "Init was sent several times, and iyzico showed no payout. No recipient is paid. Ask iyzico.",
    "init-rejected": "iyzico rejected init. pay shows its error again. Correct the cause before.",
    "not-sent": "A request could not be sent. Correct the cause; pay shows the error again.",
    "retrieve-failed":
      "The payout could not be read. Correct the cause; pay shows the error again. If an authorisation was sent, the recipients " +
      "may be paid: pay them in no other way.",
    "approval-required": "The review must be approved: pay shows it and its digest. Nothing is authorised yet.",
    "auth-outcome-unknown":
      "An authorisation was sent, and iyzico showed no effect of it. Ask iyzico: did it have an effect, and can it still have " +
      "one? Until iyzico answers no to both, pay the recipients in no other way and approve no review.",
    "insufficient-balance":
      "The balance does not cover the payout. Fill it, commissions included: iyzico is expected to continue by itself.",
    "unknown-status":
      "The payout or an item has a status that this version does not know. Its recipients count neither as paid nor as unpaid: " +
      "pay them in no other way, and ask iyzico what it means.",
    "refund-failed":
      "Recipients were not paid, and the money did not come back: ask iyzico for it. Pay them in another way only once it is " +
      "back, or iyzico confirms that it will not pay them.",
    "refund-missing":
      "Items have failed, and their money has not come back. They are neither paid nor unpaid for good: pay them in no other way. " +
      "Ask iyzico.",
    "items-stuck":
      "Items have been in progress for a long time. They are neither paid nor unpaid: pay them in no other way. Ask iyzico.",
  },
  noCommand: "Ask iyzico before any command is run.",
  continueWith:
    "To go on, with the same plan. Add the options of the first call for the plan and the account, such as --purpose, " +
    "--currency, --decimal, --map and --profile:",
  lookWith: "To see the payout that iyzico has, with the --profile of the first call:",
  nothingToDo: "Nothing is left to do for this payment.",
  unknownKey: (key, folder) => `${folder} has no payment with the key ${key}. list shows those that it has.`,
  plan: "PLAN",
};
