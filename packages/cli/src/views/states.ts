import type { Locale, StatusState } from "@iyzico-mass-payout/client";
import { payoutsMessages } from "../messages/catalogs.js";
import type { Style, Styler } from "../terminal/styles.js";

const stateStyles: Readonly<Record<StatusState, Style>> = {
  waiting: "dim",
  "in-flight": "cyan",
  paid: "green",
  "not-paid": "red",
  refunded: "magenta",
  "action-required": "yellow",
  rejected: "red",
  cancelled: "dim",
  unknown: "yellow",
};

/** A state in its colour. */
export function formatState(state: StatusState, locale: Locale, style: Styler): string {
  return style(stateStyles[state], payoutsMessages.in(locale).states[state]);
}

/** How many items are in each state: "2 paid, 1 rejected". */
export function formatStateCounts(states: Iterable<StatusState>, locale: Locale, style: Styler): string {
  const counts = new Map<StatusState, number>();
  for (const state of states) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].map(([state, count]) => `${count} ${formatState(state, locale, style)}`).join(", ");
}
