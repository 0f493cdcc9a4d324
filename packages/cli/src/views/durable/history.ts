import type { PayoutEvent } from "@iyzico-mass-payout/durable";
import { durableMessages, payoutsMessages } from "../../messages/catalogs.js";
import { printable } from "../../terminal/printable.js";
import { formatTable } from "../../terminal/table.js";
import { formatTime } from "../../terminal/time.js";
import type { Format } from "../format.js";

/** What `history` prints. JSON has the names that no language changes, and whole digests. */
export function formatHistory(events: readonly PayoutEvent[], { locale, style }: Format): string {
  const text = durableMessages.in(locale).history;
  const { columns } = text;
  // As wide as it is: what is cut off would be missing from the audit.
  const [heading = "", ...rows] = formatTable(
    [
      { heading: columns.time, align: "left" },
      { heading: columns.event, align: "left" },
      { heading: columns.by, align: "left" },
      { heading: columns.part, align: "left" },
      { heading: columns.details, align: "left" },
    ],
    events.map((event) => [
      formatTime(event.at),
      printable(nameOf(event.event, text.events)),
      printable(event.by ?? ""),
      printable(event.part ?? ""),
      printable(formatDetails(event, locale)),
    ]),
  );
  return [style("bold", heading), ...rows, ""].join("\n");
}

/** How much of a digest is shown: what approves it. */
const digestLength = 12;

function formatDetails({ event, details = {} }: PayoutEvent, locale: Format["locale"]): string {
  const { history: text, status } = durableMessages.in(locale);
  const { reasons } = payoutsMessages.in(locale);
  const formatValue = (name: string, value: unknown): string => {
    if (name === "digest") return `${String(value).slice(0, digestLength)}…`;
    if (name === "outcome") return nameOf(String(value), text.outcomes);
    // Of a denial, it is what a person wrote.
    if (name === "reason" && event === "action-required") return nameOf(String(value), reasons);
    if (name === "reason" && event === "approval-void") return nameOf(String(value), status.voidReasons);
    return typeof value === "object" ? formatCounts(value) : String(value);
  };
  return Object.entries(details)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${nameOf(name, text.details)} ${formatValue(name, value)}`)
    .join(" · ");
}

/** Such as how many items are in each status: "3 INIT, 1 INVALID". */
function formatCounts(value: unknown): string {
  return Object.entries(Object(value))
    .map(([name, count]) => `${count} ${name}`)
    .join(", ");
}

function nameOf(name: string, names: Readonly<Partial<Record<string, string>>>): string {
  return (Object.hasOwn(names, name) ? names[name] : undefined) ?? name;
}
