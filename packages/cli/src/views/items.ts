import { describeItemStatus, type MassPayoutItem, maskRecipient } from "@iyzico-mass-payout/client";
import { payoutsMessages } from "../messages/catalogs.js";
import { formatMoney } from "../terminal/money.js";
import { printable } from "../terminal/printable.js";
import { formatTable } from "../terminal/table.js";
import type { Format } from "./format.js";
import { formatState } from "./states.js";

/** A table of items as iyzico shows them, and below it iyzico's messages about them. */
export function formatItems(items: readonly MassPayoutItem[], { locale, style, widths }: Format): string[] {
  const { columns } = payoutsMessages.in(locale);
  const [heading = "", ...rows] = formatTable(
    [
      { heading: columns.item, align: "left", minWidth: 8, keep: "end" },
      { heading: columns.recipient, align: "left", minWidth: 8 },
      { heading: columns.account, align: "left" },
      { heading: columns.amount, align: "right" },
      { heading: columns.commission, align: "right" },
      { heading: columns.state, align: "left" },
      { heading: columns.status, align: "left", minWidth: 7 },
    ],
    items.map((item) => [
      printable(item.itemExternalId ?? "–"),
      printable(item.recipientName ?? "–"),
      formatAccount(item),
      formatMoney(item.totalAmount, item.currencyCode, locale),
      formatMoney(item.commissionAmount, item.currencyCode, locale),
      formatState(describeItemStatus(item.itemStatus).state, locale, style),
      printable(item.itemStatus),
    ]),
    widths.table,
  );
  const errors = items.flatMap(({ itemExternalId, errorMessages }) =>
    errorMessages.map((message) => `  ${printable(itemExternalId ?? "–")}: ${printable(message)}`),
  );
  return [style("bold", heading), ...rows, ...(errors.length > 0 ? ["", ...errors] : [])];
}

/** The type of the recipient and the end of the account. */
export function formatAccount({ recipientType, recipientInfo }: MassPayoutItem): string {
  const type = printable(recipientType ?? "–");
  return recipientInfo === undefined ? type : `${type} ${maskRecipient(printable(recipientInfo))}`;
}
