import { type Locale, MassPayoutError } from "@iyzico-mass-payout/client";
import { durableMessages } from "../messages/catalogs.js";

/** The error of a command that a signal has stopped at its question, before it recorded anything. */
export function abortedError(locale: Locale): MassPayoutError {
  const hint = "Run the same command again to go on.";
  return new MassPayoutError("aborted", durableMessages.in(locale).aborted, { outcome: "not-sent", hint });
}
