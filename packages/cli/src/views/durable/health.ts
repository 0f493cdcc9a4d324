import type { ActionReason, PaymentPhase } from "@iyzico-mass-payout/client";
import type { Health } from "@iyzico-mass-payout/durable";
import { durableMessages, listMessages, payoutsMessages } from "../../messages/catalogs.js";
import { printable } from "../../terminal/printable.js";
import { alignColumns } from "../../terminal/table.js";
import { formatDuration, formatTime } from "../../terminal/time.js";
import { wrapText } from "../../terminal/wrap-text.js";
import type { Format } from "../format.js";

/** What `health` prints. */
export function formatHealth(health: Health, { locale, style, widths }: Format): string {
  const { health: text } = durableMessages.in(locale);
  const { reasons } = payoutsMessages.in(locale);
  const { phases } = listMessages.in(locale);
  const { open, oldestOpenMs, actionRequired, overdue, failing, rateLimitWaitMs, restoredAt } = health;
  const countsOf = <Name extends string>(
    counts: Readonly<Partial<Record<Name, number>>>,
    nameOf: (name: Name) => string,
  ) => {
    const shown = Object.entries<number | undefined>(counts).map(([name, count]) => `${count} ${nameOf(name as Name)}`);
    return shown.length === 0 ? text.none : shown.join(", ");
  };
  const rows = [
    [text.open, countsOf<PaymentPhase>(open, (phase) => phases[phase])],
    ...(oldestOpenMs === undefined ? [] : [[text.oldest, formatDuration(oldestOpenMs)]]),
    [text.actionRequired, countsOf<ActionReason>(actionRequired, (reason) => reasons[reason] ?? reason)],
    [text.overdue, overdue === 0 ? text.none : String(overdue)],
    [text.failing, failing.length === 0 ? text.none : String(failing.length)],
    ...Object.entries(rateLimitWaitMs).map(([merchant, wait]) => [
      text.rateLimitWait(printable(merchant)),
      formatDuration(wait),
    ]),
    ...(restoredAt === undefined ? [] : [[text.restored, formatTime(restoredAt)]]),
  ];
  return [
    ...alignColumns(["left", "left"], rows, widths.table),
    ...failing.map(({ key, failures, failure }) => `  ${printable(key)} · ${failures} · ${printable(failure)}`),
    ...(overdue === 0 ? [] : wrapText(text.overdueNote, widths.text).map((line) => style("yellow", line))),
    ...(restoredAt === undefined ? [] : wrapText(text.restoredNote, widths.text)),
    "",
  ].join("\n");
}
