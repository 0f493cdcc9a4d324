import type { OperationName } from "../api/endpoints.js";
import { MassPayoutError } from "./mass-payout-error.js";
import type { RequestFault } from "./request-fault.js";

/** How many faults a message names. The error's `faults` has all of them. */
const maxNamedFaults = 3;

const correctCall = "Correct the call: faults lists everything that is wrong with it. Nothing was sent.";

/** The error for a call whose arguments have faults. Nothing was sent. */
export function invalidRequest(
  operation: OperationName | undefined,
  faults: readonly RequestFault[],
  hint: string = correctCall,
): MassPayoutError {
  const named = faults.slice(0, maxNamedFaults).map(({ message }) => message);
  const others = faults.length - named.length;
  const subject = operation === undefined ? "" : `${operation}: `;
  const message = `${subject}${named.join("; ")}${others === 0 ? "" : `; and ${others} more`}.`;
  return new MassPayoutError("invalid_request", message, { outcome: "not-sent", operation, faults, hint });
}

/** The error for an option that cannot be used. Repeats no value: it may be a key in the wrong place. */
export function invalidConfiguration(message: string, hint: string, cause?: unknown): MassPayoutError {
  return new MassPayoutError("invalid_configuration", message, { outcome: "not-sent", hint, cause });
}
