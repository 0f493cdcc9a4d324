import { describeItemStatus, type MassPayoutItem } from "@iyzico-mass-payout/client";
import { readsMessages } from "../messages/catalogs.js";
import { formatMoney } from "../terminal/money.js";
import { printable } from "../terminal/printable.js";
import { alignColumns } from "../terminal/table.js";
import { wrapText } from "../terminal/wrap-text.js";
import type { Format } from "./format.js";
import { formatAccount } from "./items.js";
import { formatState } from "./states.js";

/** What `item` prints: each field of an item that iyzico shows, and what its status means. */
export function formatItem(item: MassPayoutItem, { locale, style, widths }: Format): string {
  const { fields } = readsMessages.in(locale);
  const { state, description } = describeItemStatus(item.itemStatus, locale);
  const rowOf = (name: string, value: string | undefined) => (value === undefined ? [] : [[name, printable(value)]]);
  const rows = [
    ...rowOf(fields.item, item.itemExternalId),
    ...rowOf(fields.referenceCode, item.referenceCode),
    ...rowOf(fields.recipient, item.recipientName),
    [fields.account, formatAccount(item)],
    ...rowOf(fields.description, item.description),
    [fields.amount, formatMoney(item.totalAmount, item.currencyCode, locale)],
    [fields.commission, formatMoney(item.commissionAmount, item.currencyCode, locale)],
    [fields.status, `${printable(item.itemStatus)} · ${formatState(state, locale, style)}`],
    ...item.errorMessages.flatMap((message, index) => rowOf(index === 0 ? fields.errors : "", message)),
  ];
  return [...alignColumns(["left", "left"], rows), "", ...wrapText(description, widths.text), ""].join("\n");
}
