import { isMassPayoutError, MassPayoutError } from "../errors/mass-payout-error.js";

/** Which answer means that there is no such payout is undocumented: every rejected retrieve may mean it. */
export function isNotFound(error: unknown): error is MassPayoutError {
  const isAbsent = isMassPayoutError(error, "request_rejected") || isMassPayoutError(error, "not_found");
  return isAbsent && error.operation === "retrieve";
}

/** The payout exists once a page has shown it: a later "not found" must not be taken for its absence. */
export function payoutVanishedError(cause: MassPayoutError): MassPayoutError {
  const message = "retrieve: iyzico showed the payout and then answered that it does not exist.";
  return new MassPayoutError("incomplete_listing", message, {
    outcome: "unknown",
    operation: "retrieve",
    attempts: cause.attempts,
    hint: "Read the payout again later. Act on no item until then.",
    cause,
  });
}

/** The pages of a payout do not add up to all of its items. `words` say why. */
export function incompleteListingError(words: string): MassPayoutError {
  return new MassPayoutError("incomplete_listing", `retrieve: ${words}.`, {
    outcome: "unknown",
    operation: "retrieve",
    hint: "The payout changes, or its pages do not fit together. List it again later. Act on no item until then.",
  });
}
