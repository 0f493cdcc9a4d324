/** What `balance`, `item`, `items` and `wait` print. */
export interface ReadsMessages {
  balance: string;
  isBelow(limit: string): string;
  fields: {
    item: string;
    referenceCode: string;
    recipient: string;
    account: string;
    description: string;
    amount: string;
    commission: string;
    status: string;
    errors: string;
  };
  /** How many items were printed, of how many that were read. */
  listed(printed: number, read: number): string;
  /** For a listing that failed after items had been printed. */
  incomplete(printed: number): string;
  /** The states of `unpaid` include those in which iyzico may still pay. */
  unpaidNote: string;
  waiting: string;
  actionRequired: string;
  /** For a wait whose payout waits for balance. */
  insufficientBalance: string;
  inProgress: string;
  stopped: string;
  /** Why the last snapshot is not newer. */
  lastFailure(message: string): string;
  continueWith(command: string): string;
  notPaid: string;
  /** For a filter that no item passes, or a payout without items. */
  nothingToPrint: string;
  noItems: string;
}
