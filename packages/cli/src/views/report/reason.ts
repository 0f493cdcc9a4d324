import type { Locale, RecipientReport } from "@iyzico-mass-payout/client";
import { reportMessages } from "../../messages/catalogs.js";
import { printable } from "../../terminal/printable.js";

/** Why the recipient of an item is not paid, or not seen to be; `undefined` for one who is paid. */
export function formatReason(
  { state, errorCode, supersededBy }: Pick<RecipientReport, "state" | "errorCode" | "supersededBy">,
  locale: Locale,
): string | undefined {
  const { reasons, rejectedWith, paidAgainBy } = reportMessages.in(locale);
  if (state === "paid") return undefined;
  const isExplained = state === "rejected" && errorCode !== undefined;
  const reason = isExplained ? rejectedWith(printable(errorCode)) : reasons[state];
  return supersededBy === undefined ? reason : `${reason} ${paidAgainBy(printable(supersededBy))}`;
}
