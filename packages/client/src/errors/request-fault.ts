/**
 * What is wrong with a field of a request.
 *
 * - `missing`: it is needed and not there.
 * - `wrong-type`: it is of another type than the API takes.
 * - `empty`: a text or a list with nothing in it.
 * - `unknown-field`: the API has no such field. iyzico was seen to answer one with "invalid signature".
 * - `unknown-value`: it is none of the words that iyzico documents.
 * - `out-of-range`: a number that is too small, or has decimals.
 * - `unsafe-in-path`: an id that would change the address that is asked.
 * - `repeated`: an earlier item has the same itemExternalId.
 * - `number-for-amount`: an amount as a number, which has lost its digits already.
 * - `not-an-amount`: an amount that is no plain decimal number, such as "1,50", "1e3" or "007".
 * - `too-many-decimals`: more than two. iyzico was seen to answer them with "invalid signature".
 * - `not-above-zero`: an amount of nothing or less.
 * - `several-currencies`: another currency than the first item's.
 * - `iban-format`, `iban-checksum`: no IBAN of any country, or one with a typing error.
 * - `identity-number`: not 11 digits, or digits that don't check.
 * - `phone`: not +90 and 10 digits.
 */
export type RequestFaultReason =
  | "missing"
  | "wrong-type"
  | "empty"
  | "unknown-field"
  | "unknown-value"
  | "out-of-range"
  | "unsafe-in-path"
  | "repeated"
  | "number-for-amount"
  | "not-an-amount"
  | "too-many-decimals"
  | "not-above-zero"
  | "several-currencies"
  | "iban-format"
  | "iban-checksum"
  | "identity-number"
  | "phone";

/** One fault of a request: where it is and what it is, without any value. */
export interface RequestFault {
  /** Which item of an init has it, counted from 0. */
  item?: number;
  /** Where it stands, such as "items[3].amount.value". The name of a field that the API has not is not repeated. */
  field: string;
  reason: RequestFaultReason;
  /** The same in words. */
  message: string;
}
