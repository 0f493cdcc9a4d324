import type { ActionReason, PaymentReport, Sums } from "@iyzico-mass-payout/client";
import { listMessages } from "../messages/catalogs.js";
import type { ListMessages, StoredOutcome } from "../messages/list.js";
import { formatSums } from "../terminal/money.js";
import { printable } from "../terminal/printable.js";
import { formatTable } from "../terminal/table.js";
import { formatTime } from "../terminal/time.js";
import type { Format } from "./format.js";
import { outcomeStyle } from "./outcome.js";

/** A payment in a list. Times are in milliseconds since 1970. */
export interface ListedPayment {
  key: string;
  outcome: StoredOutcome;
  reason?: ActionReason;
  phase: PaymentReport["phase"];
  paid: PaymentReport["paid"];
  /** How many items it has. */
  items: number;
  /** The sums ordered. */
  sums: Sums;
  createdAt: number;
  changedAt: number;
}

/** A payment that cannot be read: its key or folder, and why. */
export type UnreadableEntry = ({ key: string } | { folder: string }) & { error: string };

/** What `list` prints: the payments, then those that cannot be read. */
export function formatList(
  payments: readonly ListedPayment[],
  unreadable: readonly UnreadableEntry[],
  { locale, style, widths }: Format,
): string {
  const text = listMessages.in(locale);
  const { columns } = text;
  const [heading = "", ...rows] = formatTable(
    [
      { heading: columns.key, align: "left", minWidth: 10 },
      { heading: columns.outcome, align: "left" },
      { heading: columns.phase, align: "left", minWidth: 8 },
      { heading: columns.recipients, align: "right" },
      { heading: columns.sums, align: "right" },
      { heading: columns.created, align: "left", minWidth: 10 },
      { heading: columns.changed, align: "left", minWidth: 10 },
    ],
    payments.map((payment) => [
      printable(payment.key),
      style(outcomeStyle(payment), outcomeText(payment, text)),
      text.phases[payment.phase],
      String(payment.items),
      formatSums(payment.sums, locale),
      formatTime(payment.createdAt).slice(0, 10),
      formatTime(payment.changedAt).slice(0, 10),
    ]),
    widths.table,
  );
  const errors = unreadable.flatMap((entry) => [
    `  ${printable("key" in entry ? entry.key : entry.folder)}`,
    `    ${printable(entry.error)}`,
  ]);
  return [
    ...(payments.length === 0 ? (unreadable.length === 0 ? [text.empty] : []) : [style("bold", heading), ...rows]),
    ...(unreadable.length === 0 ? [] : ["", style("yellow", text.unreadable(unreadable.length)), ...errors]),
    "",
  ].join("\n");
}

/** How a payment stands, in a word or two. */
export function outcomeText({ outcome, paid }: Pick<ListedPayment, "outcome" | "paid">, text: ListMessages): string {
  return outcome === "settled" ? text.paid[paid] : text.outcomes[outcome];
}
