import type { PaymentReport, RecipientReport } from "@iyzico-mass-payout/client";
import type { BookedEntry, PayoutReport } from "@iyzico-mass-payout/durable";
import { durableMessages } from "../../messages/catalogs.js";
import { formatMoney } from "../../terminal/money.js";
import { printable } from "../../terminal/printable.js";
import { formatTable } from "../../terminal/table.js";
import { formatTime } from "../../terminal/time.js";
import type { Format } from "../format.js";
import { type BookRow, bookRows } from "../report/books.js";

/** What `ledger` prints: one row for each entry. */
export function formatEntries(entries: readonly BookedEntry[], { locale, style }: Format): string {
  const { columns, kinds, ofCommission } = durableMessages.in(locale).ledger;
  // As wide as it is: ids that are cut off could not be booked.
  const [heading = "", ...rows] = formatTable(
    [
      { heading: columns.position, align: "right" },
      { heading: columns.time, align: "left" },
      { heading: columns.payout, align: "left" },
      { heading: columns.item, align: "left" },
      { heading: columns.kind, align: "left" },
      { heading: columns.amount, align: "right" },
    ],
    entries.map(({ position, at, payoutKey, itemExternalId, kind, of, amount, currency }) => [
      String(position),
      formatTime(at),
      printable(payoutKey),
      printable(itemExternalId),
      of === "commission" && kind !== "commission" ? ofCommission(kinds[kind]) : kinds[kind],
      formatMoney(amount, currency, locale),
    ]),
  );
  return [style("bold", heading), ...rows, ""].join("\n");
}

/** The rows of the books for entries, two for each, in their order: those that `report --format csv` has. */
export function bookRowsOf(
  entries: readonly BookedEntry[],
  reports: readonly PayoutReport[],
  locale: Format["locale"],
): BookRow[] {
  const places = new Map<string, { payment: PaymentReport; item: RecipientReport }>();
  for (const payout of reports) {
    for (const payment of payout.parts) {
      for (const item of payment.items) places.set(placeOf(payout.key, item.itemExternalId), { payment, item });
    }
  }
  return entries.flatMap(({ position: _, payoutKey, ...entry }) => {
    const place = places.get(placeOf(payoutKey, entry.itemExternalId));
    if (place === undefined) throw new Error("A ledger entry has no item.");
    const payment = { ...place.payment, items: [place.item], ledger: [entry] };
    return bookRows({ payment, madeAt: entry.at }, undefined, locale).flat();
  });
}

function placeOf(payoutKey: string, itemExternalId: string): string {
  return JSON.stringify([payoutKey, itemExternalId]);
}
