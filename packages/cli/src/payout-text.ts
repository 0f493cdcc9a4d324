import {
  describeItemStatus,
  describePayoutStatus,
  type MassPayoutItem,
  type RetrievedPage,
  type StatusState,
} from "@iyzico-mass-payout/client";
import { formatMoney } from "./money.js";
import { printable } from "./printable.js";
import { type Styled, styledWith, styles } from "./styles.js";
import { aligned, table } from "./table.js";
import { type Locale, words } from "./words.js";

/** A page of a payout as a person wants to read it: its status with the meaning, its sums, its items with states. */
export function payoutText(retrieved: RetrievedPage, locale: Locale, hasColour: boolean): string {
  const { massPayout, items } = retrieved;
  const word = words[locale];
  const styled = styledWith(hasColour);
  const stateText = (state: StatusState) => styled(styles[state], word.states[state]);
  const money = (amount: string | undefined) => formatMoney(amount, massPayout.currency, locale);

  const { state, description } = describePayoutStatus(massPayout.massPayoutStatus, locale);
  const sums = aligned(
    ["left", "right"],
    [
      [word.total, money(massPayout.totalAmount)],
      [word.successful, money(massPayout.totalSuccessfulAmount)],
      [word.commission, money(massPayout.totalCommissionAmount)],
    ],
  );
  return [
    styled("bold", `${word.payout} ${printable(massPayout.externalId ?? "")}`.trimEnd()),
    `${printable(massPayout.massPayoutStatus)} · ${stateText(state)}`,
    description,
    "",
    ...sums,
    "",
    ...(items.length === 0 ? [word.noItems] : itemLines(retrieved, locale, styled, stateText)),
    "",
  ].join("\n");
}

function itemLines(
  { items, page, size, total }: RetrievedPage,
  locale: Locale,
  styled: Styled,
  stateText: (state: StatusState) => string,
): string[] {
  const word = words[locale];
  const stateOf = ({ itemStatus }: MassPayoutItem) => describeItemStatus(itemStatus, locale).state;
  const [heading = "", ...rows] = table(
    [
      { heading: word.item, align: "left" },
      { heading: word.recipient, align: "left" },
      { heading: word.account, align: "left" },
      { heading: word.amount, align: "right" },
      { heading: word.commission, align: "right" },
      { heading: word.state, align: "left" },
      { heading: word.status, align: "left" },
    ],
    items.map((item) => [
      printable(item.itemExternalId ?? "–"),
      printable(item.recipientName ?? "–"),
      account(item),
      formatMoney(item.totalAmount, item.currencyCode, locale),
      formatMoney(item.commissionAmount, item.currencyCode, locale),
      stateText(stateOf(item)),
      printable(item.itemStatus),
    ]),
  );
  const reasons = items.flatMap(({ itemExternalId, errorMessages }) =>
    errorMessages.map((message) => `  ${printable(itemExternalId ?? "–")}: ${printable(message)}`),
  );
  const counts = new Map<StatusState, number>();
  for (const state of items.map(stateOf)) counts.set(state, (counts.get(state) ?? 0) + 1);
  const first = page * size + 1;
  return [
    styled("bold", heading),
    ...rows,
    ...(reasons.length > 0 ? ["", ...reasons] : []),
    "",
    `${word.shown(first, first + items.length - 1, total)}: ${[...counts]
      .map(([state, count]) => `${count} ${stateText(state)}`)
      .join(", ")}`,
    word.settlement,
  ];
}

/** Enough of an account to tell it from the others, and no more: terminals are looked at, recorded and shared. */
function account({ recipientType, recipientInfo }: MassPayoutItem): string {
  const shown = Math.min(4, Math.floor((recipientInfo?.length ?? 0) / 3));
  const end = recipientInfo === undefined ? "" : ` …${shown > 0 ? printable(recipientInfo).slice(-shown) : ""}`;
  return `${printable(recipientType ?? "–")}${end}`;
}
