/** What `retrieve` prints. */
export interface RetrieveMessages {
  total: string;
  successful: string;
  commission: string;
  noItems: string;
  /** For all pages. */
  noItemsAtAll: string;
  /** Options that choose a part of the items. */
  allWithPage: string;
  range(first: number, last: number, total: number): string;
  /** Warns that the payout's status does not say which items are paid. */
  settlement: string;
}
