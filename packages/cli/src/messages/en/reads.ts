import type { ReadsMessages } from "../reads.js";

/** The English messages of `reads`. */
export const reads: ReadsMessages = {
  balance: "Mass payout balance",
  isBelow: (limit) => `The balance is below ${limit}.`,
  fields: {
    item: "Item",
    referenceCode: "referenceCode",
    recipient: "Recipient",
    account: "Account",
    description: "Description",
    amount: "Amount",
    commission: "Commission",
    status: "Status",
    errors: "iyzico's messages",
  },
  listed: (printed, read) => `Items printed: ${printed} of ${read}.`,
  incomplete: (printed) =>
    `The list is incomplete: it failed after ${printed} printed items. Act on no item of it; run the command again.`,
  unpaidNote: "Unpaid are all items that are not paid, those that iyzico may still pay included.",
  waiting: "No answer yet",
  actionRequired:
    "Action required: ask iyzico about the items below. They count neither as paid nor as unpaid: pay their recipients in " +
    "no other way until their status is final.",
  insufficientBalance:
    "Action required: the balance does not cover this payout. Fill it, commissions included; iyzico is expected to go on " +
    "by itself.",
  inProgress: "In progress: the time of this command is over.",
  stopped: "Stopped. Waiting only reads: at iyzico nothing has changed.",
  lastFailure: (message) => `The last poll failed: ${message}`,
  continueWith: (command) => `To go on waiting: ${command}`,
  notPaid: "Not paid:",
  nothingToPrint: "No items to print.",
  noItems: "iyzico shows no items.",
};
