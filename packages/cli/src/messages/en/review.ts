import type { ReviewMessages } from "../review.js";

/** The English messages of `review`. */
export const review: ReviewMessages = {
  payable: "Would be paid",
  ordered: "Ordered (iyzico would pay other amounts)",
  foundAmounts: "iyzico's own amounts",
  rejected: "Would not be paid (rejected)",
  iyzicoTotal: "iyzico's own total",
  balance: "Balance",
  covered: "covers it, commission not included",
  notCovered: "does not cover it",
  fillBalance: "The balance does not cover the payout: fill it, commissions included, then run the same command again.",
  fillBalanceSubmitted:
    "The balance does not cover the payout. Fill it, commissions included, then resume: a worker polls it at once. Otherwise the " +
    "next poll may come hours later.",
  supersedes: (count, key) =>
    `This pays ${count} items of the payment ${key} again, which iyzico refunded or rejected.`,
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
    `Another payment has the same recipients and amounts: ${key}, created on ${createdAt}. Find out first ` +
    "whether it paid them, was cancelled or still goes on: status or retrieve shows that.",
  allowRepeatedList: 'If that is intended, the plan may say so: "allowRepeatedList": true.',
  approveRepeated:
    "The digest of this review stands for that too: approve it only if that is intended. The stored plan cannot be changed, and " +
    "under another key it would be paid once more.",
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
  cancelWith: "If it must not be paid, cancel the payout, then run the same command again:",
  anotherAuth: (digest) =>
    "Before another authorisation, ask iyzico: did the first one have an effect, and can it still have one? Only if iyzico " +
    `answers no to both, and no other process pays this plan, give --approve the digest of this review: ${digest}`,
  rejectedItems: "Rejected by iyzico, will not be paid:",
  repeatedItems: "More than once in the plan, will be paid as often:",
  reason: "Reason",
  reasons: { "2005": "IBAN missing", "2030": "IBAN invalid" },
  unknownReason: "no reason given",
  moreItems: (count) => `${count} more; --all shows them`,
  digest: "Digest of this review:",
  question: (count) => `Type its first ${count} characters to approve exactly this. Anything else does not approve it.`,
  prompt: "Digest: ",
  notApproved: "Not approved. No authorisation was sent now.",
};
