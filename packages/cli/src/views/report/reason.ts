import type { Locale, RecipientReport } from "@iyzico-mass-payout/client";
import { reportMessages } from "../../messages/catalogs.js";
import { printable } from "../../terminal/printable.js";

/** Why the recipient of an item is not paid, or not seen to be; `undefined` for one who is paid. */
export function formatReason(
  { state, errorCode }: Pick<RecipientReport, "state" | "errorCode">,
  locale: Locale,
): string | undefined {
  const { reasons, rejectedWith } = reportMessages.in(locale);
  if (state === "paid") return undefined;
  return state === "rejected" && errorCode !== undefined ? rejectedWith(printable(errorCode)) : reasons[state];
}
