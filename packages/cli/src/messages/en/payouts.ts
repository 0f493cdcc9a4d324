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
};
