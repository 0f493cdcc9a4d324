import type { RepayMessages } from "../repay.js";

/** The English messages of `repay`. */
export const repay: RepayMessages = {
  planned: (count, sums) => `The plan pays ${count === 1 ? "1 item" : `${count} items`} again: ${sums}.`,
  payIt:
    "Nothing is paid yet. If the store was ever restored from a copy, make sure first that no repayment was made after the " +
    "copy: the store would not know it, and these recipients would be paid twice. Read the plan, correct rejected accounts in it, save it as FILE, and pay it:",
  settled: "The payment of this key is settled already: paying its plan again sends nothing.",
  cancelled: (itemIds) =>
    `These items of it were cancelled, and repay plans them under no key: ${itemIds}. Only once iyzico confirms that the payout ` +
    'is cancelled and has paid none of them, plan them by hand, without "supersedes".',
  file: "FILE",
  nothing: "Nothing may be paid again: no item of this payment is refunded or rejected.",
  noPlan: "No plan was made: iyzico shows items otherwise than the store. Pay their recipients in no other way.",
  superseded: (itemIds, key) =>
    `The payment ${key} pays these items again, and no other key can: ${itemIds}. If it is not settled, pay its plan again; ` +
    `repay with --key ${key} prints it.`,
  changed: (itemId, recorded, shown) =>
    `${itemId} is ${recorded} in the store, and iyzico ${shown === undefined ? "does not show it" : `shows it as ${shown}`}. ` +
    "It is not in the plan: ask iyzico before its recipient is paid in any way.",
  paidTwice: (itemIds, key) =>
    `The recipients of these items may be paid twice: ${itemIds}. Do not approve the payment ${key}; if it is authorised, ask ` +
    "iyzico about both.",
  idTaken: (itemIds) =>
    `These items are not in the plan, because their new ids are those of other items of the payment: ${itemIds}.`,
};
