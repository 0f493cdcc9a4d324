import { describeItemStatus, type Locale, type MassPayoutItem } from "@iyzico-mass-payout/client";
import { payoutsMessages } from "../messages/catalogs.js";
import { formatMoney } from "../terminal/money.js";
import { printable } from "../terminal/printable.js";
import type { Styler } from "../terminal/styles.js";
import { formatTable } from "../terminal/table.js";
import { maskAccount } from "./mask.js";
import { formatState } from "./states.js";

/** A table of items as iyzico shows them, and below it iyzico's messages about them. */
export function formatItems(items: readonly MassPayoutItem[], locale: Locale, style: Styler): string[] {
  const { columns } = payoutsMessages.in(locale);
  const [heading = "", ...rows] = formatTable(
    [
      { heading: columns.item, align: "left" },
      { heading: columns.recipient, align: "left" },
      { heading: columns.account, align: "left" },
      { heading: columns.amount, align: "right" },
      { heading: columns.commission, align: "right" },
      { heading: columns.state, align: "left" },
      { heading: columns.status, align: "left" },
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
  );
  const errors = items.flatMap(({ itemExternalId, errorMessages }) =>
    errorMessages.map((message) => `  ${printable(itemExternalId ?? "–")}: ${printable(message)}`),
  );
  return [style("bold", heading), ...rows, ...(errors.length > 0 ? ["", ...errors] : [])];
}

/** The type of the recipient and the end of the account. */
export function formatAccount({ recipientType, recipientInfo }: MassPayoutItem): string {
  const type = printable(recipientType ?? "–");
  return recipientInfo === undefined ? type : `${type} ${maskAccount(printable(recipientInfo))}`;
}
