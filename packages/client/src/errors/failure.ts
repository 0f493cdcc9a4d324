import type { MassPayoutErrorCode } from "./codes.js";
import type { Outcome } from "./mass-payout-error.js";

/** A failure in a form that can be stored: no value of a request or an answer. */
export interface Failure {
  code: MassPayoutErrorCode;
  outcome: Outcome;
  message: string;
  /** What to do about it, as a sentence. */
  hint: string;
  /** The vendor's code, always as a string. */
  errorCode?: string;
}
