import type { MassPayoutErrorCode } from "./codes.js";
import type { Outcome } from "./mass-payout-error.js";

/** What went wrong, as far as it is worth remembering: no value of a request or an answer. */
export interface Failure {
  code: MassPayoutErrorCode;
  outcome: Outcome;
  message: string;
  /** What to do about it, in plain words. */
  hint: string;
  /** iyzico's code. */
  errorCode?: string;
}
