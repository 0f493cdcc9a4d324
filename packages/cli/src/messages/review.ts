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
  /** What to do about a balance that is too small. */
  fillBalance: string;
  /** The same for a payout of a database, which no command sends. */
  fillBalanceSubmitted: string;
  linkedManually: string;
  /** For a plan that pays items of an earlier payment again. */
  supersedes(count: number, key: string): string;
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
  /** In place of both `allow…` for a payout of a database, whose plan is stored and cannot be changed. */
  approveRepeated: string;
  earlierAuths(count: number): string;
  /** For items that are rejected, and were not seen to be rejected in an abandoned payout. */
  newRejections(itemIds: string): string;
  onlyDigest: string;
  digestMismatch: string;
  /** For a command with a name or note of an approver. */
  approverOptions: string;
  approveWith: string;
  /** Heads the command that cancels the payout in place of an approval. */
  cancelWith: string;
  /** For a digest that approves another auth: what must be known first, and the digest. */
  anotherAuth(digest: string): string;
  /** Heads the items that iyzico rejected, and those that are in the plan more than once. */
  rejectedItems: string;
  repeatedItems: string;
  /** Heads the reasons of a table. `reasons` are those of iyzico's codes whose meaning is known. */
  reason: string;
  reasons: Readonly<Record<string, string>>;
  /** For a rejected item without a code. */
  unknownReason: string;
  /** For items that a long table leaves out. */
  moreItems(count: number): string;
  /** Heads the digest of a review. */
  digest: string;
  /** Asks for the first characters of it. */
  question(count: number): string;
  prompt: string;
  /** For an answer that is not the digest. */
  notApproved: string;
}
