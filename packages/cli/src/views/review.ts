import type { Review } from "@iyzico-mass-payout/client";
import { payMessages, payoutsMessages, reviewMessages } from "../messages/catalogs.js";
import type { ReviewMessages } from "../messages/review.js";
import { formatMoney, formatSums } from "../terminal/money.js";
import { formatParagraphs } from "../terminal/paragraphs.js";
import { printable } from "../terminal/printable.js";
import { alignColumns, formatTable } from "../terminal/table.js";
import { formatTime } from "../terminal/time.js";
import { wrapText } from "../terminal/wrap-text.js";
import type { Format } from "./format.js";
import { formatPayouts } from "./payouts.js";
import { identityCells, identityColumns, maxRows, type RecipientsView } from "./recipients.js";

type ReviewWithDigest = Review & { digest: string };

/** How to print a review. */
export interface ReviewView extends Format {
  /** The digest that the caller approved. */
  approved: string | undefined;
  /** Whether the command has a name or a note of an approver. */
  hasApprover: boolean;
  /** Whether the payout is in a database: its plan is stored, and workers go on with it. */
  isSubmitted: boolean;
}

/**
 * The content of a review that the list of recipients does not have, and how to approve it.
 *
 * @param cancelLine the command line that cancels the payout.
 */
export function formatReview(review: ReviewWithDigest, view: ReviewView, cancelLine: string): string[] {
  const { locale, style, widths, hasApprover } = view;
  const text = reviewMessages.in(locale);
  const { digest, payable } = review;
  // Without a payable item there is nothing to approve.
  const isApprovable = payable.count > 0;
  const isAnotherAuth = isAuthRepeated(review);
  // Another payment's payout is not this one's to cancel.
  const isOwn = !review.isLinkedManually && review.hasForeignItems !== true && review.found?.isConsistent !== false;
  return [
    ...formatContent(review, view),
    ...formatParagraphs(hasApprover && isApprovable ? [text.approverOptions] : [], widths.text),
    ...formatParagraphs(isApprovable && isAnotherAuth ? [text.anotherAuth(digest)] : [], widths.text),
    ...(isAnotherAuth || !isOwn ? [] : ["", text.cancelWith, `  ${cancelLine}`]),
    ...(isApprovable && !isAnotherAuth ? ["", text.approveWith, style("bold", `  --approve ${digest}`)] : []),
  ];
}

/** Whether an approval would send another auth, whose effect is undocumented. */
function isAuthRepeated({ earlierAuths, payoutStatus }: Review): boolean {
  return earlierAuths > 0 || payoutStatus !== "INIT";
}

/**
 * A review for its approver to decide on at once, with the question.
 *
 * @param minDigestLength how many characters of the digest approve it.
 */
export function formatReviewQuestion(
  review: ReviewWithDigest,
  items: readonly ItemAmount[],
  view: ReviewView & RecipientsView,
  minDigestLength: number,
): string[] {
  const { locale, widths } = view;
  return [
    ...formatWholeReview(review, items, view),
    ...wrapText(reviewMessages.in(locale).question(minDigestLength), widths.text),
  ];
}

/** The amount of an item, by its id. */
interface ItemAmount {
  itemExternalId: string;
  amount: string;
  currency: string;
}

/** A review with its digest, for a person who decides on it: who is not paid and who is paid twice come first. */
export function formatWholeReview(
  review: ReviewWithDigest,
  items: readonly ItemAmount[],
  view: ReviewView & RecipientsView,
): string[] {
  const { locale, style, widths, names, isWhole } = view;
  const { columns } = payoutsMessages.in(locale);
  const text = reviewMessages.in(locale);
  const amounts = new Map(
    items.map(({ itemExternalId, amount, currency }) => [itemExternalId, formatMoney(amount, currency, locale)]),
  );
  const reasons = new Map(
    review.rejected.items.map(({ itemExternalId, errorCode }) => [itemExternalId, formatReason(errorCode, text)]),
  );
  const formatItems = (title: string, ids: readonly string[]) => {
    if (ids.length === 0) return [];
    const shown = isWhole ? ids : ids.slice(0, maxRows);
    const hasReasons = shown.some((id) => reasons.has(id));
    const [heading = "", ...rows] = formatTable(
      [
        ...identityColumns(names, locale),
        { heading: columns.amount, align: "right" },
        ...(hasReasons ? [{ heading: text.reason, align: "left", minWidth: 8 } as const] : []),
      ],
      shown.map((id) => [
        ...identityCells(id, names),
        amounts.get(id) as string,
        ...(hasReasons ? [reasons.get(id) ?? ""] : []),
      ]),
      widths.table,
    );
    const hidden = ids.length - shown.length;
    const more = hidden === 0 ? [] : [text.moreItems(hidden)];
    return ["", style("yellow", title), style("bold", heading), ...rows, ...more];
  };
  return [
    ...formatItems(text.rejectedItems, [...reasons.keys()]),
    ...formatItems(text.repeatedItems, (review.repeatedRecipients ?? []).flat()),
    ...formatContent(review, view),
    "",
    text.digest,
    style("bold", `  ${review.digest}`),
  ];
}

/** iyzico's code, with its meaning where that is known. */
function formatReason(errorCode: string | undefined, { reasons, unknownReason }: ReviewMessages): string {
  return errorCode === undefined ? unknownReason : `${printable(errorCode)} ${reasons[errorCode] ?? ""}`.trimEnd();
}

/** The sums, the other payouts, and what an approver must know. */
function formatContent(review: ReviewWithDigest, view: ReviewView): string[] {
  const { locale, style, widths, approved, isSubmitted } = view;
  const { recipients, abandonedPayouts } = payMessages.in(locale);
  const text = reviewMessages.in(locale);
  const { payable, rejected, totalAmount, balance, isCovered, isLinkedManually, earlierAuths } = review;
  const { hasForeignItems, found, repeatedRecipients = [], sameList = [], abandoned = [], supersedes } = review;
  const isMismatch = found?.isConsistent === false;
  const newRejections = newlyRejectedIds(review);
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
    ...(isCovered === false ? [isSubmitted ? text.fillBalanceSubmitted : text.fillBalance] : []),
    ...(supersedes === undefined ? [] : [text.supersedes(supersedes.items.length, printable(supersedes.key))]),
    ...(isLinkedManually ? [text.linkedManually] : []),
    ...(hasForeignItems === true ? [text.foreignItems] : []),
    ...(isMismatch ? [text.foundMismatch] : []),
    ...repeatedRecipients.map((itemIds) => text.repeatedRecipient(itemIds.length, printable(itemIds.join(", ")))),
    ...(repeatedRecipients.length > 0 && !isSubmitted ? [text.allowRepeatedRecipients] : []),
    ...sameList.map(({ key, createdAt }) => text.sameList(printable(key), formatTime(createdAt))),
    ...(sameList.length > 0 && !isSubmitted ? [text.allowRepeatedList] : []),
    ...(isSubmitted && repeatedRecipients.length + sameList.length > 0 ? [text.approveRepeated] : []),
    ...(earlierAuths > 0 ? [text.earlierAuths(earlierAuths)] : []),
    ...(newRejections.length > 0 ? [text.newRejections(printable(newRejections.join(", ")))] : []),
    ...(newRejections.length > 0 && isApprovable ? [text.onlyDigest] : []),
    ...(approved !== undefined && isApprovable ? [text.digestMismatch] : []),
  ];
  return [
    "",
    ...alignColumns([{ align: "left", minWidth: 12 }, "right", "left"], rows, widths.table),
    ...formatPayouts(abandonedPayouts, abandoned, view),
    ...formatParagraphs(warnings, widths.text).map((line) => (line === "" ? line : style("yellow", line))),
  ];
}

/** The items that are rejected, and that an abandoned payout was not seen to reject. */
function newlyRejectedIds({ rejected, abandoned = [] }: Review): string[] {
  const known = abandoned.map((payout) => new Set(payout.rejected));
  return rejected.items.map(({ itemExternalId }) => itemExternalId).filter((id) => known.some((ids) => !ids.has(id)));
}
