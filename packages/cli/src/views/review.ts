import type { Locale, Review, Sums } from "@iyzico-mass-payout/client";
import { messagesIn } from "../messages/locales.js";
import { formatMoney } from "../terminal/money.js";
import { printable } from "../terminal/printable.js";
import type { Styler } from "../terminal/styles.js";
import { alignColumns } from "../terminal/table.js";
import { formatTime } from "../terminal/time.js";
import { wrapText } from "../terminal/wrap-text.js";

/** The content of a review that the list of recipients does not have, and the option that approves it. */
export function formatReview(
  review: Review & { digest: string },
  { locale, style, approved }: { locale: Locale; style: Styler; approved: string | undefined },
): string[] {
  const messages = messagesIn(locale);
  const { recipients } = messages.pay;
  const text = messages.review;
  const { payable, rejected, totalAmount, balance, isCovered, isLinkedManually, earlierAuths, digest } = review;
  const { hasForeignItems, found, repeatedRecipients = [], sameList = [] } = review;
  const isMismatch = found?.isConsistent === false;
  const formatSums = (sums: Sums) =>
    Object.entries(sums)
      .map(([currency, amount]) => formatMoney(amount, currency, locale))
      .join(", ");
  const coverage = isCovered === undefined ? "" : isCovered ? text.covered : style("red", text.notCovered);
  const rows = [
    [isMismatch ? text.ordered : text.payable, formatSums(payable.amounts), recipients(payable.count)],
    ...(found === undefined ? [] : [[text.foundAmounts, formatSums(found.amounts), recipients(payable.count)]]),
    ...(rejected.count === 0 ? [] : [[text.rejected, formatSums(rejected.amounts), recipients(rejected.count)]]),
    // iyzico gives no currency for these two.
    ...(totalAmount === undefined ? [] : [[text.iyzicoTotal, formatMoney(totalAmount, undefined, locale), ""]]),
    [text.balance, formatMoney(balance, undefined, locale), coverage],
  ];
  const warnings = [
    ...(isLinkedManually ? [text.linkedManually] : []),
    ...(hasForeignItems === true ? [text.foreignItems] : []),
    ...(isMismatch ? [text.foundMismatch] : []),
    ...repeatedRecipients.map((itemIds) => text.repeatedRecipient(itemIds.length, printable(itemIds.join(", ")))),
    ...(repeatedRecipients.length > 0 ? [text.allowRepeatedRecipients] : []),
    ...sameList.map(({ key, createdAt }) => text.sameList(printable(key), formatTime(createdAt))),
    ...(sameList.length > 0 ? [text.allowRepeatedList] : []),
    ...(earlierAuths > 0 ? [text.earlierAuths(earlierAuths)] : []),
    ...(approved === undefined ? [] : [text.digestMismatch]),
  ];
  return [
    "",
    ...alignColumns(["left", "right", "left"], rows),
    ...warnings.flatMap((warning) => ["", ...wrapText(warning).map((line) => style("yellow", line))]),
    "",
    text.approveWith,
    style("bold", `  --approve ${digest}`),
  ];
}
