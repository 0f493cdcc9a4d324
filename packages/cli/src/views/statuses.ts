import type { Locale, StatusDescription } from "@iyzico-mass-payout/client";
import { payoutsMessages, statusesMessages } from "../messages/catalogs.js";
import { createStyler, type Styler } from "../terminal/styles.js";
import { wrapText } from "../terminal/wrap-text.js";
import { formatState } from "./states.js";

/** A status with its meaning. */
export interface ListedStatus extends StatusDescription {
  status: string;
}

/** What `statuses` prints: each status on a line with its state, and below it what it means. */
export function formatStatuses(
  { payouts, items }: { payouts: readonly ListedStatus[]; items: readonly ListedStatus[] },
  locale: Locale,
  hasColour: boolean,
): string {
  const text = statusesMessages.in(locale);
  const style = createStyler(hasColour);
  return [
    style("bold", text.payouts),
    ...payouts.flatMap((status) => formatStatus(status, locale, style)),
    "",
    style("bold", text.items),
    ...items.flatMap((status) => formatStatus(status, locale, style)),
    "",
    ...wrapText(text.note),
    ...wrapText(payoutsMessages.in(locale).payAgain),
    "",
  ].join("\n");
}

function formatStatus({ status, state, isFinal, description }: ListedStatus, locale: Locale, style: Styler): string[] {
  const { final } = statusesMessages.in(locale);
  const heading = `${status} · ${formatState(state, locale, style)}${isFinal ? ` · ${final}` : ""}`;
  return ["", heading, ...wrapText(description).map((line) => `  ${line}`)];
}
