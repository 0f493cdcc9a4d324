/** The review of a payout. */
export interface ReviewMessages {
  payable: string;
  /** Heads the ordered amounts if iyzico would pay others. */
  ordered: string;
  foundAmounts: string;
  rejected: string;
  iyzicoTotal: string;
  balance: string;
  covered: string;
  notCovered: string;
  linkedManually: string;
  /** For a payout whose init was answered with items that the plan does not have. */
  foreignItems: string;
  /** For a payout that was only found, and whose amounts are not those ordered. */
  foundMismatch: string;
  /** For items that differ in nothing but their id. */
  repeatedRecipient(count: number, itemIds: string): string;
  allowRepeatedRecipients: string;
  /** For another payment of the same list. The time is an ISO date. */
  sameList(key: string, createdAt: string): string;
  allowRepeatedList: string;
  earlierAuths(count: number): string;
  /** For items that are rejected, and were not seen to be rejected in an abandoned payout. */
  newRejections(itemIds: string): string;
  onlyDigest: string;
  digestMismatch: string;
  /** For a command with a name or note of an approver. */
  approverOptions: string;
  approveWith: string;
}
