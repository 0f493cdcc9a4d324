import type { StatusDescription } from "@iyzico-mass-payout/client";
import { payoutsMessages, statusesMessages } from "../messages/catalogs.js";
import { wrapText } from "../terminal/wrap-text.js";
import type { Format } from "./format.js";
import { formatState } from "./states.js";

/** A status with its meaning. */
export interface ListedStatus extends StatusDescription {
  status: string;
}

/** What `statuses` prints: each status on a line with its state, and below it what it means. */
export function formatStatuses(
  { payouts, items }: { payouts: readonly ListedStatus[]; items: readonly ListedStatus[] },
  format: Format,
): string {
  const { locale, style, widths } = format;
  const text = statusesMessages.in(locale);
  return [
    style("bold", text.payouts),
    ...payouts.flatMap((status) => formatStatus(status, format)),
    "",
    style("bold", text.items),
    ...items.flatMap((status) => formatStatus(status, format)),
    "",
    ...wrapText(text.note, widths.text),
    ...wrapText(payoutsMessages.in(locale).payAgain, widths.text),
    "",
  ].join("\n");
}

function formatStatus(
  { status, state, isFinal, description }: ListedStatus,
  { locale, style, widths }: Format,
): string[] {
  const { final } = statusesMessages.in(locale);
  const heading = `${status} · ${formatState(state, locale, style)}${isFinal ? ` · ${final}` : ""}`;
  return ["", heading, ...wrapText(description, widths.text - 2).map((line) => `  ${line}`)];
}
