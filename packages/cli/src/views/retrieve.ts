import {
  describeItemStatus,
  describePayoutStatus,
  type Locale,
  type MassPayoutItem,
  type RetrievedPage,
} from "@iyzico-mass-payout/client";
import { payoutsMessages, retrieveMessages } from "../messages/catalogs.js";
import { formatMoney } from "../terminal/money.js";
import { printable } from "../terminal/printable.js";
import { createStyler, type Styler } from "../terminal/styles.js";
import { alignColumns, formatTable } from "../terminal/table.js";
import { maskAccount } from "./mask-account.js";
import { formatState, formatStateCounts } from "./states.js";

/** What `retrieve` prints: the payout's status and its meaning, its sums, and one page of its items. */
export function formatRetrievedPage(retrieved: RetrievedPage, locale: Locale, hasColour: boolean): string {
  const { massPayout, items } = retrieved;
  const { massPayout: title } = payoutsMessages.in(locale);
  const text = retrieveMessages.in(locale);
  const style = createStyler(hasColour);
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
    ...(items.length === 0 ? [text.noItems] : formatItems(retrieved, locale, style)),
    "",
  ].join("\n");
}

function formatItems({ items, page, size, total }: RetrievedPage, locale: Locale, style: Styler): string[] {
  const { columns } = payoutsMessages.in(locale);
  const text = retrieveMessages.in(locale);
  const stateOf = ({ itemStatus }: MassPayoutItem) => describeItemStatus(itemStatus).state;
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
      formatState(stateOf(item), locale, style),
      printable(item.itemStatus),
    ]),
  );
  const errors = items.flatMap(({ itemExternalId, errorMessages }) =>
    errorMessages.map((message) => `  ${printable(itemExternalId ?? "–")}: ${printable(message)}`),
  );
  const first = page * size + 1;
  const range = text.range(first, first + items.length - 1, total);
  return [
    style("bold", heading),
    ...rows,
    ...(errors.length > 0 ? ["", ...errors] : []),
    "",
    `${range}: ${formatStateCounts(items.map(stateOf), locale, style)}`,
    text.settlement,
  ];
}

/** The type of the recipient and the end of the account. */
function formatAccount({ recipientType, recipientInfo }: MassPayoutItem): string {
  const end = recipientInfo === undefined ? "" : ` ${printable(maskAccount(recipientInfo))}`;
  return `${printable(recipientType ?? "–")}${end}`;
}
