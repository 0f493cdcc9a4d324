import type { Locale, MassPayoutReference } from "@iyzico-mass-payout/client";
import { usageMessages } from "../messages/catalogs.js";
import type { PayoutFlags } from "./flags.js";
import { UsageError } from "./usage-error.js";

/** @throws {UsageError} if neither id of the payout is given. */
export function referenceOf({ requestId, externalId }: PayoutFlags, locale: Locale): MassPayoutReference {
  if (requestId !== undefined) return { requestId, externalMassPayoutId: externalId };
  if (externalId !== undefined) return { externalMassPayoutId: externalId };
  throw new UsageError(usageMessages.in(locale).payoutRequired);
}

/** The words of a command line that give a reference to a payout. */
export function referenceWords({ requestId, externalMassPayoutId }: MassPayoutReference): string[] {
  return [
    ...(requestId === undefined ? [] : ["--request-id", requestId]),
    ...(externalMassPayoutId === undefined ? [] : ["--external-id", externalMassPayoutId]),
  ];
}
