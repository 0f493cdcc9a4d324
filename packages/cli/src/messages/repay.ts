/** What `repay` prints to stderr. */
export interface RepayMessages {
  /** How many items the plan pays again, with their sums. */
  planned(count: number, sums: string): string;
  /** What to do with the plan. The command follows. */
  payIt: string;
  /** The payment of the plan is settled already. */
  settled: string;
  /** The items of it that were cancelled, and what may be done about them. */
  cancelled(itemIds: string): string;
  /** Stands for a file in the command. */
  file: string;
  /** No item is refunded or rejected. */
  nothing: string;
  /** There is no plan, because iyzico shows an item otherwise than the store. */
  noPlan: string;
  /** The items that the payment of another key pays again. */
  superseded(itemIds: string, key: string): string;
  /** An item of which iyzico shows another status. `shown` is missing if it does not show the item. */
  changed(itemId: string, recorded: string, shown: string | undefined): string;
  /** The items that the payment of a key pays again, and of which iyzico shows another status. */
  paidTwice(itemIds: string, key: string): string;
  /** The items whose new ids other items of the payment have. */
  idTaken(itemIds: string): string;
}
