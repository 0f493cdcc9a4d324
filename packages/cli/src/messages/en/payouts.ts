import type { PayoutsMessages } from "../payouts.js";

/** The English messages of `payouts`. */
export const payouts: PayoutsMessages = {
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
  settled: {
    all: "Settled: all recipients are paid.",
    some: "Settled: some recipients are paid; the others will not be.",
    none: "Settled: no recipient is paid.",
  },
  reasons: {},
  reasonIs: (reason) => `Reason: ${reason}.`,
  payAgain:
    "Items that are refunded or rejected may be paid again once their payment is settled, and only with the plan that this " +
    "command makes: mass-payout repay KEY --store FOLDER --plan FILE --key NEWKEY. Pay them in no other way, and with no plan " +
    "written by hand.",
  cancelled:
    "The payment was cancelled. What is still owed goes into one new plan with a key of its own, rejected items included: repay " +
    "plans none of it. If an authorisation was sent before the cancel, plan it only after iyzico has confirmed that it paid none " +
    "of them.",
};
