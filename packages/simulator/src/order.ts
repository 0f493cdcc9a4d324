/** An item as init ordered it: what the options that are functions are asked about. */
export interface OrderedItem {
  /** The payout's. */
  externalId: string;
  itemExternalId: string;
  recipientType: string;
  /** Personal data, as are recipientName and description. */
  recipientInfo: string;
  recipientName?: string | undefined;
  description?: string | undefined;
  nonWithdrawable?: boolean | undefined;
  /** `value` has the digits of the request. */
  amount: { value: string; currency: string };
}

/**
 * What becomes of an item.
 *
 * - `"paid"`: the bank pays it.
 * - `"failed-refunded"`: the bank does not pay it; amount and commission come back: DEPOSIT_SUCCESS.
 * - `"failed-unrefunded"`: the bank does not pay it, and the money does not come back: DEPOSIT_FAIL.
 * - `"refused"`: init refuses it: INVALID.
 * - `{ status }`: it ends with a status of a future version. Nobody can see what that means for the money: nobody is
 *   paid and nothing comes back, or with `isPaid` the payee has the money.
 */
export type ItemOutcome =
  | "paid"
  | "failed-refunded"
  | "failed-unrefunded"
  | "refused"
  | { status: string; isPaid?: boolean };
