/**
 * Why a call failed, as a literal to branch on; `docs/errors.md` explains each. A minor version may add codes.
 *
 * - `invalid_configuration`: an option of the client cannot be used.
 * - `invalid_request`: the arguments of the call have faults; see `faults`. Nothing was sent.
 * - `load_failed`: a part of the client that is loaded when it is first used could not be loaded. Nothing was sent.
 * - `invalid_amount`: an amount is not a decimal number, or has more decimals than its currency.
 * - `aborted`: the caller's signal ended the call.
 * - `timeout`: one attempt took longer than `timeoutMs`.
 * - `deadline_exceeded`: the whole call took longer than `deadlineMs`, or a write could not begin within `startWithinMs`.
 * - `network_error`: no connection was made, no answer arrived, or only a part of it.
 * - `redirected`: the answer is a redirect, which is never followed.
 * - `unreadable_response`: the answer is not what the API documents: not JSON, or a field of another type.
 * - `authentication_failed`: iyzico rejected the signature or the credentials; see `findings`.
 * - `product_not_enabled`: mass payout is not enabled for the merchant.
 * - `rate_limited`: iyzico's request limit is exceeded.
 * - `rate_limiter_failed`: the rate limiter given to the client failed.
 * - `service_error`: iyzico, or a proxy in front of it, failed: 5xx, HTML, a system error.
 * - `request_rejected`: iyzico answered with another failure; see `errorCode` and `vendorMessage`.
 * - `incomplete_listing`: the pages of a payout do not add up to all of its items.
 * - `not_found`: iyzico answered with success and showed no payout.
 * - `payment_locked`: another process works on the same payment, or this one has lost the lock of it.
 * - `plan_mismatch`: the plan differs from the one that the payment was begun with.
 * - `payment_unreadable`: what the store has under the key is damaged, or is not this payment.
 * - `store_failed`: the payment store failed; its error is the `cause`.
 * - `payment_lost`: the store no longer has what this call stored in it.
 * - `store_missing`: the folder of the store does not exist, or is not a store.
 */
export type MassPayoutErrorCode =
  | "invalid_configuration"
  | "invalid_request"
  | "load_failed"
  | "invalid_amount"
  | "aborted"
  | "timeout"
  | "deadline_exceeded"
  | "network_error"
  | "redirected"
  | "unreadable_response"
  | "authentication_failed"
  | "product_not_enabled"
  | "rate_limited"
  | "rate_limiter_failed"
  | "service_error"
  | "request_rejected"
  | "incomplete_listing"
  | "not_found"
  | "payment_locked"
  | "plan_mismatch"
  | "payment_unreadable"
  | "store_failed"
  | "payment_lost"
  | "store_missing";

/** What an error code means for retries, for polls and for scripts. */
export interface ErrorCodeTraits {
  /** A read that failed with it is attempted again, within the limits of `retry`. */
  isRetried: boolean;
  /** `waitUntilSettled` polls again after it. */
  isWaitedOut: boolean;
  /** `pay` polls again after it: without end if it is retried, else for `notFoundGraceMs`. */
  isPolledThrough: boolean;
  /** The exit code of `mass-payout` when a command fails with it: 2 for a wrong call or input, else 1. */
  exitCode: 1 | 2;
}

const final = { isRetried: false, isWaitedOut: false, isPolledThrough: false, exitCode: 1 } as const;
const polledThrough = { ...final, isPolledThrough: true } as const;
const wrongCall = { ...final, exitCode: 2 } as const;
const passing = { isRetried: true, isWaitedOut: true, isPolledThrough: true, exitCode: 1 } as const;

/**
 * What each error code means for retries, polls and scripts. The table in `docs/errors.md` is tested against it.
 *
 * @example
 * ```ts
 * import { errorCodes, isMassPayoutError } from "@iyzico-mass-payout/client";
 *
 * export const isWorthPollingAgain = (error: unknown) => isMassPayoutError(error) && errorCodes[error.code].isWaitedOut;
 * ```
 */
export const errorCodes: Readonly<Record<MassPayoutErrorCode, Readonly<ErrorCodeTraits>>> = {
  invalid_configuration: wrongCall,
  invalid_request: wrongCall,
  load_failed: final,
  invalid_amount: final,
  aborted: final,
  timeout: passing,
  // The deadline of one poll is the time left of `pay`, which then ends as in progress; so does a wait.
  deadline_exceeded: polledThrough,
  network_error: passing,
  // A single odd answer may be a proxy's: called again, the payment goes on.
  redirected: polledThrough,
  unreadable_response: polledThrough,
  authentication_failed: polledThrough,
  product_not_enabled: polledThrough,
  rate_limited: passing,
  rate_limiter_failed: final,
  service_error: passing,
  request_rejected: polledThrough,
  // A listing that changes while it is read adds up at a later poll. Each listing is already read three times.
  incomplete_listing: { ...polledThrough, isWaitedOut: true },
  not_found: polledThrough,
  payment_locked: final,
  plan_mismatch: wrongCall,
  payment_unreadable: final,
  store_failed: final,
  payment_lost: final,
  store_missing: wrongCall,
};
