import type { ActionReason, Locale } from "@iyzico-mass-payout/client";
import { payoutsMessages } from "../messages/catalogs.js";

/** Names the reason for an action as the tables of the guides and the headings of the runbook do. */
export function nameReason(reason: ActionReason, locale: Locale): string {
  const { reasons, reasonIs } = payoutsMessages.in(locale);
  const phrase = reasons[reason];
  return reasonIs(phrase === undefined ? reason : `${phrase} (${reason})`);
}
