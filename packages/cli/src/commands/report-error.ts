import { errorCodes, isMassPayoutError } from "@iyzico-mass-payout/client";
import type { Output } from "../terminal/output.js";
import { formatError } from "../views/error.js";

/**
 * Prints an error of the client and returns its exit code, from the client's table of error codes. The table has 1 for
 * `aborted`; a `pay` that a signal stops ends with `inProgress` instead, because that is no failure.
 *
 * @throws any other error.
 */
export function reportError(error: unknown, stderr: Output): number {
  if (!isMassPayoutError(error)) throw error;
  stderr.write(formatError(error));
  return errorCodes[error.code].exitCode;
}
