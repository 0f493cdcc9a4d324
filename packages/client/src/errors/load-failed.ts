import { MassPayoutError } from "./mass-payout-error.js";

/** The error for a part of the client that is loaded when it is first used, and could not be loaded. */
export function loadFailedError(method: string, cause: unknown): MassPayoutError {
  return new MassPayoutError("load_failed", `${method}: a part of the client could not be loaded.`, {
    outcome: "not-sent",
    hint: "The files of the package were probably replaced or removed while the process ran: start it again. Nothing was sent.",
    cause,
  });
}
