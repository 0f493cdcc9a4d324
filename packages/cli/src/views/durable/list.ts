import type { PayoutPage } from "@iyzico-mass-payout/durable";
import { durableMessages, listMessages, payoutsMessages } from "../../messages/catalogs.js";
import { printable } from "../../terminal/printable.js";
import { formatTable } from "../../terminal/table.js";
import { formatTime } from "../../terminal/time.js";
import type { Format } from "../format.js";

/** What `list` prints of a database: one page of payouts. */
export function formatPage({ payouts }: PayoutPage, { locale, style, widths }: Format): string {
  const { list: text } = durableMessages.in(locale);
  const { reasons } = payoutsMessages.in(locale);
  const { columns, outcomes, phases } = listMessages.in(locale);
  if (payouts.length === 0) return `${text.empty}\n`;
  const styles = { "action-required": "yellow", "in-progress": "cyan", settled: "green" } as const;
  const [heading = "", ...rows] = formatTable(
    [
      { heading: columns.key, align: "left", minWidth: 10 },
      { heading: columns.outcome, align: "left" },
      { heading: text.columns.reason, align: "left", minWidth: 8 },
      { heading: columns.phase, align: "left", minWidth: 8 },
      { heading: columns.recipients, align: "right" },
      { heading: text.columns.submitted, align: "left", minWidth: 10 },
      { heading: text.columns.submittedBy, align: "left", minWidth: 8 },
    ],
    payouts.map(({ key, outcome, reason, phase, itemCount, submittedAt, submittedBy }) => [
      printable(key),
      style(styles[outcome], outcome === "settled" ? text.settled : outcomes[outcome]),
      reason === undefined ? "–" : (reasons[reason] ?? reason),
      phases[phase],
      String(itemCount),
      formatTime(submittedAt),
      printable(submittedBy),
    ]),
    widths.table,
  );
  return [style("bold", heading), ...rows, ""].join("\n");
}
