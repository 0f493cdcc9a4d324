import { MassPayoutError, type MassPayoutErrorDetails } from "./mass-payout-error.js";

/**
 * The error for a call that the caller's signal ended.
 *
 * @param subject the client's method.
 * @param when when it was aborted, such as "between two attempts".
 * @param details `hint` is added to, where there is one.
 */
export function abortedError(
  subject: string,
  when: string,
  details: Omit<MassPayoutErrorDetails, "hint"> & { hint?: string },
): MassPayoutError {
  const hint = ["The caller's signal ended the call.", details.hint].filter((part) => part !== undefined).join(" ");
  return new MassPayoutError("aborted", `${subject}: aborted ${when}.`, { ...details, hint });
}
