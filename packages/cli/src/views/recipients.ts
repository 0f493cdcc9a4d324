import type { PaymentReport } from "@iyzico-mass-payout/client";
import { payMessages, payoutsMessages } from "../messages/catalogs.js";
import { formatMoney } from "../terminal/money.js";
import { printable } from "../terminal/printable.js";
import { type Column, formatTable } from "../terminal/table.js";
import type { Format } from "./format.js";
import { sortByState } from "./state-order.js";
import { formatState, formatStateCounts } from "./states.js";

/** How many rows a table has on a terminal unless all are wanted: what fits on a screen. */
export const maxRows = 20;

/** What a table of recipients needs beside their items. */
export interface RecipientsView extends Format {
  /** The names of the plan's recipients, by the ids of their items. No store has them. */
  names: ReadonlyMap<string, string>;
  /** Whether every recipient is shown, however many there are. */
  isWhole: boolean;
  /** Whether each recipient's type is shown: for a payout of which names and accounts are not read. */
  hasTypes?: boolean;
}

/** A table of the recipients: those who require action first, and of a long list only the first. */
export function formatRecipients(
  items: PaymentReport["items"],
  { locale, style, widths, names, isWhole, hasTypes = false }: RecipientsView,
): string[] {
  const { columns } = payoutsMessages.in(locale);
  const { notShown } = payMessages.in(locale);
  const sorted = sortByState(items);
  const shown = isWhole ? sorted : sorted.slice(0, maxRows);
  const hidden = sorted.slice(shown.length);
  const [heading = "", ...rows] = formatTable(
    [
      ...identityColumns(names, locale),
      ...(hasTypes ? [{ heading: columns.recipient, align: "left" } as const] : []),
      { heading: columns.amount, align: "right" },
      { heading: columns.commission, align: "right" },
      { heading: columns.state, align: "left" },
      { heading: columns.status, align: "left", minWidth: 7 },
    ],
    shown.map(({ itemExternalId, recipientType, amount, commissionAmount, currency, state, itemStatus, errorCode }) => [
      ...identityCells(itemExternalId, names),
      ...(hasTypes ? [recipientType] : []),
      formatMoney(amount, currency, locale),
      formatMoney(commissionAmount, currency, locale),
      formatState(state, locale, style),
      printable([itemStatus ?? "–", ...(errorCode === undefined ? [] : [`(${errorCode})`])].join(" ")),
    ]),
    widths.table,
  );
  const states = hidden.map(({ state }) => state);
  return [
    style("bold", heading),
    ...rows,
    ...(hidden.length === 0 ? [] : [notShown(hidden.length, formatStateCounts(states, locale, style))]),
  ];
}

/** The columns that say whose item it is: its id, and the name where the plan has names. */
export function identityColumns(names: ReadonlyMap<string, string>, locale: Format["locale"]): Column[] {
  const id: Column = { heading: payoutsMessages.in(locale).columns.item, align: "left", minWidth: 8, keep: "end" };
  return names.size === 0 ? [id] : [id, { heading: payMessages.in(locale).name, align: "left", minWidth: 8 }];
}

/** The cells of {@link identityColumns}. */
export function identityCells(itemExternalId: string, names: ReadonlyMap<string, string>): string[] {
  const id = printable(itemExternalId);
  return names.size === 0 ? [id] : [id, printable(names.get(itemExternalId) ?? "–")];
}
