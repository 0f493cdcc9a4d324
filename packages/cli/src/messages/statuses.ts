/** What `statuses` prints. */
export interface StatusesMessages {
  payouts: string;
  items: string;
  final: string;
  note: string;
}
