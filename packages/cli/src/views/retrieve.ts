import {
  describeItemStatus,
  describePayoutStatus,
  type Locale,
  type MassPayout,
  type MassPayoutItem,
  type PayoutSnapshot,
  type RetrievedPage,
} from "@iyzico-mass-payout/client";
import { payoutsMessages, retrieveMessages } from "../messages/catalogs.js";
import { formatMoney } from "../terminal/money.js";
import { printable } from "../terminal/printable.js";
import { createStyler, type Styler } from "../terminal/styles.js";
import { alignColumns } from "../terminal/table.js";
import { formatItems } from "./items.js";
import { formatState, formatStateCounts } from "./states.js";

/** What `retrieve` prints: the payout's status and its meaning, its sums, and one page of its items. */
export function formatRetrievedPage(retrieved: RetrievedPage, locale: Locale, hasColour: boolean): string {
  const { massPayout, items, page, size, total } = retrieved;
  const text = retrieveMessages.in(locale);
  const style = createStyler(hasColour);
  const first = page * size + 1;
  const range = text.range(first, first + items.length - 1, total);
  const lines = items.length === 0 ? [text.noItems] : formatCountedItems(items, range, locale, style);
  return [...formatPayout(massPayout, locale, style), ...lines, ""].join("\n");
}

/** What `retrieve --all` prints: the same with every item of the payout. */
export function formatSnapshot({ massPayout, items }: PayoutSnapshot, locale: Locale, hasColour: boolean): string {
  const text = retrieveMessages.in(locale);
  const style = createStyler(hasColour);
  const range = text.range(1, items.length, items.length);
  const lines = items.length === 0 ? [text.noItemsAtAll] : formatCountedItems(items, range, locale, style);
  return [...formatPayout(massPayout, locale, style), ...lines, ""].join("\n");
}

function formatPayout(massPayout: MassPayout, locale: Locale, style: Styler): string[] {
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
    description,
    "",
    ...sums,
    "",
  ];
}

function formatCountedItems(items: readonly MassPayoutItem[], range: string, locale: Locale, style: Styler): string[] {
  const states = items.map(({ itemStatus }) => describeItemStatus(itemStatus).state);
  return [
    ...formatItems(items, locale, style),
    "",
    `${range}: ${formatStateCounts(states, locale, style)}`,
    retrieveMessages.in(locale).settlement,
  ];
}
