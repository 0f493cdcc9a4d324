/**
 * Why a field of a request has a fault.
 *
 * - `missing`: the field is required.
 * - `wrong-type`: it must be of another type.
 * - `empty`: a string or a list must not be empty.
 * - `unknown-field`: the API has no such field. iyzico was seen to answer one with "invalid signature".
 * - `unknown-value`: it must be one of the values that iyzico documents.
 * - `out-of-range`: a number is too small, or has decimals.
 * - `not-normalised`: an id is not in Unicode's form NFC, or has white space around it: it could be mistaken for another.
 * - `unsafe-text`: a string was decoded wrongly or cut (U+FFFD, an unpaired surrogate, a non-character), or contains a
 *   control character; or an id contains an invisible character.
 * - `unsafe-in-path`: an id would change the path of the request.
 * - `repeated`: an earlier item has the same itemExternalId.
 * - `number-for-amount`: an amount is a number, which may have lost digits already.
 * - `not-an-amount`: an amount must be a plain decimal number; "1,50", "1e3" and "007" are not.
 * - `too-many-decimals`: an amount has more than two. iyzico was seen to answer them with "invalid signature".
 * - `not-above-zero`: an amount must be above zero.
 * - `already-set`: the payment has another requestId already.
 * - `above-limit`: an amount or sum exceeds the limit of the call.
 * - `unfit-supersedes`: what a plan supersedes does not fit its key and items.
 * - `not-repayable`: the payment that a plan supersedes is not settled, or its item is not refunded or rejected, or differs.
 * - `superseded`: another payment pays the item again already.
 * - `several-currencies`: the currency differs from the first item's.
 * - `iban-format`, `iban-checksum`: an IBAN has not the form of its country, or its check digits are wrong.
 * - `identity-number`: not 11 digits, or the check digits are wrong.
 * - `phone`: not +90 and 10 digits.
 */
export type RequestFaultReason =
  | "missing"
  | "wrong-type"
  | "empty"
  | "unknown-field"
  | "unknown-value"
  | "out-of-range"
  | "not-normalised"
  | "unsafe-text"
  | "unsafe-in-path"
  | "repeated"
  | "number-for-amount"
  | "not-an-amount"
  | "too-many-decimals"
  | "not-above-zero"
  | "already-set"
  | "above-limit"
  | "unfit-supersedes"
  | "not-repayable"
  | "superseded"
  | "several-currencies"
  | "iban-format"
  | "iban-checksum"
  | "identity-number"
  | "phone";

/** One fault of a request: its position and its reason, without any value. */
export interface RequestFault {
  /** The position of the item in an init, counted from 0. */
  item?: number;
  /**
   * The path of the field, such as "items[3].amount.value". The name of a field that the API does not have is not
   * repeated.
   */
  field: string;
  reason: RequestFaultReason;
  /** The key of the payment that pays the item again, of `superseded`. */
  supersededBy?: string;
  /** The field and what it must be, such as "items[3].amount.value must be above zero". */
  message: string;
}

/**
 * The fault of a field.
 *
 * @param words what the field must be, such as "must be above zero". They follow its path in the message.
 * @param item the position of its item, counted from 0.
 */
export function fieldFault(field: string, reason: RequestFaultReason, words: string, item?: number): RequestFault {
  return { ...(item !== undefined && { item }), field, reason, message: `${field} ${words}` };
}
