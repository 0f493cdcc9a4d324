import {
  describeItemStatus,
  describePayoutStatus,
  type MassPayout,
  type MassPayoutItem,
  type PayoutSnapshot,
  type RetrievedPage,
} from "@iyzico-mass-payout/client";
import { payoutsMessages, retrieveMessages } from "../messages/catalogs.js";
import { formatMoney } from "../terminal/money.js";
import { printable } from "../terminal/printable.js";
import { alignColumns } from "../terminal/table.js";
import { wrapText } from "../terminal/wrap-text.js";
import type { Format } from "./format.js";
import { formatItems } from "./items.js";
import { formatState, formatStateCounts } from "./states.js";

/** What `retrieve` prints: the payout's status and its meaning, its sums, and one page of its items. */
export function formatRetrievedPage(retrieved: RetrievedPage, format: Format): string {
  const { massPayout, items, page, size, total } = retrieved;
  const text = retrieveMessages.in(format.locale);
  const first = page * size + 1;
  const range = text.range(first, first + items.length - 1, total);
  const lines = items.length === 0 ? [text.noItems] : formatCountedItems(items, range, format);
  return [...formatPayout(massPayout, format), ...lines, ""].join("\n");
}

/** What `retrieve --all` prints: the same with every item of the payout. */
export function formatSnapshot({ massPayout, items }: PayoutSnapshot, format: Format): string {
  const text = retrieveMessages.in(format.locale);
  const range = text.range(1, items.length, items.length);
  const lines = items.length === 0 ? [text.noItemsAtAll] : formatCountedItems(items, range, format);
  return [...formatPayout(massPayout, format), ...lines, ""].join("\n");
}

function formatPayout(massPayout: MassPayout, { locale, style, widths }: Format): string[] {
  const { massPayout: title } = payoutsMessages.in(locale);
  const text = retrieveMessages.in(locale);
  const money = (amount: string | undefined) => formatMoney(amount, massPayout.currency, locale);
  const { state, description } = describePayoutStatus(massPayout.massPayoutStatus, locale);
  const sums = alignColumns(
    ["left", "right"],
    [
      [text.total, money(massPayout.totalAmount)],
      [text.successful, money(massPayout.totalSuccessfulAmount)],
      [text.commission, money(massPayout.totalCommissionAmount)],
    ],
  );
  return [
    style("bold", `${title} ${printable(massPayout.externalId ?? "")}`.trimEnd()),
    `${printable(massPayout.massPayoutStatus)} · ${formatState(state, locale, style)}`,
    ...wrapText(description, widths.text),
    "",
    ...sums,
    "",
  ];
}

function formatCountedItems(items: readonly MassPayoutItem[], range: string, format: Format): string[] {
  const { locale, style, widths } = format;
  const states = items.map(({ itemStatus }) => describeItemStatus(itemStatus).state);
  return [
    ...formatItems(items, format),
    "",
    `${range}: ${formatStateCounts(states, locale, style)}`,
    ...wrapText(retrieveMessages.in(locale).settlement, widths.text),
  ];
}
