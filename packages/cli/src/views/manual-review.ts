import type { PayoutSnapshot, Review } from "@iyzico-mass-payout/client";
import { payMessages, payoutsMessages, reviewMessages } from "../messages/catalogs.js";
import { formatMoney, formatSums } from "../terminal/money.js";
import { printable } from "../terminal/printable.js";
import { alignColumns } from "../terminal/table.js";
import { wrapText } from "../terminal/wrap-text.js";
import type { Format } from "./format.js";
import { formatItems } from "./items.js";

/** What `auth` prints of a payout before it is authorised: its items, rejected ones first, what it would pay, and the digest. */
export function formatManualReview(
  { payable, rejected, totalAmount, balance, isCovered, earlierAuths, requestId }: Review,
  { massPayout, items }: PayoutSnapshot,
  digest: string,
  format: Format,
): string {
  const { locale, style, widths } = format;
  const { recipients } = payMessages.in(locale);
  const { massPayout: title } = payoutsMessages.in(locale);
  const text = reviewMessages.in(locale);
  const isRejected = ({ itemStatus }: { itemStatus: string }) => itemStatus === "INVALID";
  const sorted = [...items.filter(isRejected), ...items.filter((item) => !isRejected(item))];
  const coverage = isCovered === undefined ? "" : isCovered ? text.covered : style("red", text.notCovered);
  const rows = [
    [text.payable, formatSums(payable.amounts, locale), recipients(payable.count)],
    ...(rejected.count === 0
      ? []
      : [[text.rejected, formatSums(rejected.amounts, locale), recipients(rejected.count)]]),
    // iyzico gives no currency for these two.
    ...(totalAmount === undefined ? [] : [[text.iyzicoTotal, formatMoney(totalAmount, undefined, locale), ""]]),
    [text.balance, formatMoney(balance, undefined, locale), coverage],
  ];
  const warnings = earlierAuths > 0 ? wrapText(text.earlierAuths(earlierAuths), widths.text) : [];
  return [
    style("bold", `${title} ${printable(massPayout.externalId as string)} · ${printable(requestId)}`),
    "",
    ...formatItems(sorted, format),
    "",
    ...alignColumns(["left", "right", "left"], rows),
    ...(warnings.length === 0 ? [] : ["", ...warnings.map((line) => style("yellow", line))]),
    "",
    `digest ${digest}`,
    "",
  ].join("\n");
}
