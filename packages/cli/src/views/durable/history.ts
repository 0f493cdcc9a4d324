import type { PayoutEvent } from "@iyzico-mass-payout/durable";
import { durableMessages } from "../../messages/catalogs.js";
import { printable } from "../../terminal/printable.js";
import { formatTable } from "../../terminal/table.js";
import { formatTime } from "../../terminal/time.js";
import type { Format } from "../format.js";

/** What `history` prints. Events and details have the names that they have in JSON, because an audit compares them. */
export function formatHistory(events: readonly PayoutEvent[], { locale, style }: Format): string {
  const { columns } = durableMessages.in(locale).history;
  // As wide as it is: what is cut off would be missing from the audit.
  const [heading = "", ...rows] = formatTable(
    [
      { heading: columns.time, align: "left" },
      { heading: columns.event, align: "left" },
      { heading: columns.by, align: "left" },
      { heading: columns.part, align: "left" },
      { heading: columns.details, align: "left" },
    ],
    events.map(({ at, event, by = "", part = "", details = {} }) => [
      formatTime(at),
      printable(event),
      printable(by),
      printable(part),
      printable(formatDetails(details)),
    ]),
  );
  return [style("bold", heading), ...rows, ""].join("\n");
}

function formatDetails(details: Readonly<Record<string, unknown>>): string {
  return Object.entries(details)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${name}=${typeof value === "object" ? JSON.stringify(value) : value}`)
    .join(" ");
}
