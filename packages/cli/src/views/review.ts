import type { Locale, Review } from "@iyzico-mass-payout/client";
import { payMessages, reviewMessages } from "../messages/catalogs.js";
import { formatMoney, formatSums } from "../terminal/money.js";
import { printable } from "../terminal/printable.js";
import type { Styler } from "../terminal/styles.js";
import { alignColumns } from "../terminal/table.js";
import { formatTime } from "../terminal/time.js";
import { wrapText } from "../terminal/wrap-text.js";
import { formatPayouts } from "./payouts.js";

/** How to print a review. */
export interface ReviewView {
  locale: Locale;
  style: Styler;
  /** The digest that the caller approved. */
  approved: string | undefined;
  /** Whether the command has a name or a note of an approver. */
  hasApprover: boolean;
}

/** The content of a review that the list of recipients does not have, and the option that approves it. */
export function formatReview(
  review: Review & { digest: string },
  { locale, style, approved, hasApprover }: ReviewView,
): string[] {
  const { recipients, abandonedPayouts } = payMessages.in(locale);
  const text = reviewMessages.in(locale);
  const { payable, rejected, totalAmount, balance, isCovered, isLinkedManually, earlierAuths, digest } = review;
  const { hasForeignItems, found, repeatedRecipients = [], sameList = [], abandoned = [] } = review;
  const isMismatch = found?.isConsistent === false;
  const newRejections = newlyRejectedIds(review);
  // Without a payable item there is nothing to approve.
  const isApprovable = payable.count > 0;
  const coverage = isCovered === undefined ? "" : isCovered ? text.covered : style("red", text.notCovered);
  const rows = [
    [isMismatch ? text.ordered : text.payable, formatSums(payable.amounts, locale), recipients(payable.count)],
    ...(found === undefined ? [] : [[text.foundAmounts, formatSums(found.amounts, locale), recipients(payable.count)]]),
    ...(rejected.count === 0
      ? []
      : [[text.rejected, formatSums(rejected.amounts, locale), recipients(rejected.count)]]),
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
    ...(newRejections.length > 0 ? [text.newRejections(printable(newRejections.join(", ")))] : []),
    ...(newRejections.length > 0 && isApprovable ? [text.onlyDigest] : []),
    ...(approved !== undefined && isApprovable ? [text.digestMismatch] : []),
  ];
  return [
    "",
    ...alignColumns(["left", "right", "left"], rows),
    ...formatPayouts(abandonedPayouts, abandoned, locale, style),
    ...warnings.flatMap((warning) => ["", ...wrapText(warning).map((line) => style("yellow", line))]),
    ...(hasApprover && isApprovable ? ["", ...wrapText(text.approverOptions)] : []),
    ...(isApprovable ? ["", text.approveWith, style("bold", `  --approve ${digest}`)] : []),
  ];
}

/** The items that are rejected, and that an abandoned payout was not seen to reject. */
function newlyRejectedIds({ rejected, abandoned = [] }: Review): string[] {
  const known = abandoned.map((payout) => new Set(payout.rejected));
  return rejected.items.map(({ itemExternalId }) => itemExternalId).filter((id) => known.some((ids) => !ids.has(id)));
}
