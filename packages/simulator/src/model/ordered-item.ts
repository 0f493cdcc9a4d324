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
 * What becomes of an attempt to pay an item.
 *
 * - `"paid"`: the bank pays it.
 * - `"failed-refunded"`: the bank does not pay it; amount and commission return to the balance: DEPOSIT_SUCCESS.
 * - `"failed-unrefunded"`: the bank does not pay it, and the money does not return: DEPOSIT_FAIL.
 * - `"stuck-processing"`: it says PROCESSING and never changes; the recipient is not paid, and the money does not return.
 * - `"stuck-failed"`: the bank does not pay it, and it says FAILED for ever: neither refunded nor a receivable.
 * - `{ status }`: it ends with a status of a future version, which does not tell where the money is. By default the
 *   recipient is not paid and nothing is refunded; with `isPaid` the recipient has the money.
 */
export type AttemptOutcome =
  | "paid"
  | "failed-refunded"
  | "failed-unrefunded"
  | "stuck-processing"
  | "stuck-failed"
  | { status: string; isPaid?: boolean };

/**
 * What becomes of an item.
 *
 * - The outcome of its one attempt.
 * - `"rejected"`: init rejects it: INVALID.
 * - `{ secondAttempt }`: the first attempt fails, and iyzico tries again by itself at once. Retrieve then lists the item
 *   twice, each attempt with its own referenceCode: the first says FAILED and then DEPOSIT_SUCCESS, the second has this
 *   outcome. The money leaves the balance once: it stays `held` from the first attempt to the second. In
 *   docs/unverified.md: "Is an item listed again when iyzico tries it again?"
 */
export type ItemOutcome = AttemptOutcome | "rejected" | { secondAttempt: AttemptOutcome };
