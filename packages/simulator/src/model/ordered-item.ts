/** An item as init ordered it: the argument of the options `outcomeOf` and `commissionOf`. */
export interface OrderedItem {
  /** The payout's id, as the merchant chose it. */
  externalId: string;
  /** The item's id, as the merchant chose it. */
  itemExternalId: string;
  /** PHONE, IBAN, IDENTITY_NUMBER or MEMBER_ID; every other value is INVALID. */
  recipientType: string;
  /** Personal data, as are recipientName and description. */
  recipientInfo: string;
  /** Required for an IBAN. */
  recipientName?: string | undefined;
  /** The merchant's description of the payment. */
  description?: string | undefined;
  /** Whether money that lands in an iyzico wallet can't be withdrawn. */
  nonWithdrawable?: boolean | undefined;
  /** `value` has the digits of the request, in the currency itself: lira, not kuruş. */
  amount: { value: string; currency: string };
}

/**
 * What becomes of an item.
 *
 * - `"paid"`: the bank pays it.
 * - `"failed-refunded"`: the bank does not pay it; amount and commission return to the balance: DEPOSIT_SUCCESS.
 * - `"failed-unrefunded"`: the bank does not pay it, and the money does not return: DEPOSIT_FAIL.
 * - `"stuck-processing"`: it says PROCESSING and never changes; the recipient is not paid, and the money does not return.
 * - `"stuck-failed"`: the bank does not pay it, and it says FAILED for ever: neither refunded nor a receivable.
 * - `"rejected"`: init rejects it: INVALID.
 * - `{ status }`: it ends with a status of a future version, which does not tell where the money is. By default the
 *   recipient is not paid and nothing is refunded; with `isPaid` the recipient has the money.
 */
export type ItemOutcome =
  | "paid"
  | "failed-refunded"
  | "failed-unrefunded"
  | "stuck-processing"
  | "stuck-failed"
  | "rejected"
  | { status: string; isPaid?: boolean };
