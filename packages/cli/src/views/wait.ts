import {
  describeItemStatus,
  describePayoutStatus,
  type Locale,
  type PayoutSnapshot,
  type StateTotal,
  type StatusState,
  type Waited,
} from "@iyzico-mass-payout/client";
import { payoutsMessages, readsMessages } from "../messages/catalogs.js";
import { formatSums } from "../terminal/money.js";
import { printable } from "../terminal/printable.js";
import { createStyler } from "../terminal/styles.js";
import { alignColumns } from "../terminal/table.js";
import { wrapText } from "../terminal/wrap-text.js";
import type { Format } from "./format.js";
import { formatItems } from "./items.js";
import { outcomeStyle } from "./outcome.js";
import { formatState, formatStateCounts } from "./states.js";

/** Where a payout stands, in one line without colour. */
export function formatPayoutProgress({ massPayout, items }: PayoutSnapshot, locale: Locale): string {
  const states = items.map(({ itemStatus }) => describeItemStatus(itemStatus).state);
  const counts = formatStateCounts(states, locale, createStyler(false));
  return `${printable(massPayout.massPayoutStatus)}: ${counts || readsMessages.in(locale).noItems}`;
}

/** What `wait` prints: the outcome, the sums of each state, and every item that is not paid. */
export function formatWaited(waited: Waited, format: Format): string {
  const { locale, style, widths } = format;
  const text = readsMessages.in(locale);
  const { snapshot } = waited;
  const lines = snapshot === undefined ? [text.waiting] : formatSnapshot(snapshot, format);
  const error = waited.outcome === "in-progress" ? waited.error : undefined;
  return [
    ...lines,
    "",
    ...wrapText(outcomeOf(waited, locale), widths.text).map((line) => style(outcomeStyle(waited), line)),
    ...(error === undefined ? [] : [text.lastFailure(printable(error.message)), printable(error.hint)]),
    "",
  ].join("\n");
}

function outcomeOf(waited: Waited, locale: Locale): string {
  const text = readsMessages.in(locale);
  if (waited.outcome === "settled") return payoutsMessages.in(locale).settled[waited.paid];
  if (waited.outcome === "in-progress") return text.inProgress;
  return waited.items.length > 0 ? text.actionRequired : text.insufficientBalance;
}

function formatSnapshot({ massPayout, items, settlement }: PayoutSnapshot, format: Format): string[] {
  const { locale, style } = format;
  const { massPayout: title } = payoutsMessages.in(locale);
  const { state } = describePayoutStatus(massPayout.massPayoutStatus);
  const unpaid = items.filter(({ itemStatus }) => describeItemStatus(itemStatus).state !== "paid");
  const totals = Object.entries(settlement.totals) as [StatusState, StateTotal][];
  const rows = totals.map(([name, { count, amounts }]) => [
    formatState(name, locale, style),
    String(count),
    formatSums(amounts, locale),
  ]);
  return [
    style("bold", `${title} ${printable(massPayout.externalId ?? "")}`.trimEnd()),
    `${printable(massPayout.massPayoutStatus)} · ${formatState(state, locale, style)}`,
    "",
    ...(rows.length === 0 ? [readsMessages.in(locale).noItems] : alignColumns(["left", "right", "right"], rows)),
    ...(unpaid.length === 0 ? [] : ["", readsMessages.in(locale).notPaid, ...formatItems(unpaid, format)]),
  ];
}
