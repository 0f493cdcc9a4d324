import { type Locale, type Review, type Sums, sumByCurrency } from "@iyzico-mass-payout/client";
import type { PayoutReport } from "@iyzico-mass-payout/durable";
import { durableMessages, listMessages } from "../../messages/catalogs.js";
import { formatSums } from "../../terminal/money.js";
import { printable } from "../../terminal/printable.js";
import { formatTable } from "../../terminal/table.js";
import { formatTime } from "../../terminal/time.js";
import { formatApprover } from "../approver.js";
import type { Format } from "../format.js";

type SubmittedReview = NonNullable<PayoutReport["review"]>;

/** The review of all parts of a payout as one, with the digest that approves them all. Nothing that a part warns of is lost. */
export function wholeReviewOf({ parts, ...whole }: SubmittedReview): Review & { digest: string } {
  const reviews = parts.map(({ review }) => review);
  const [first] = reviews as [Review, ...Review[]];
  if (reviews.length === 1) return { ...first, ...whole, rejected: first.rejected };
  const unusual = reviews.find(({ payoutStatus }) => payoutStatus !== "INIT") ?? first;
  const abandoned = reviews.flatMap((review) => review.abandoned ?? []);
  const found = reviews.some((review) => review.found !== undefined) ? wholeFoundOf(reviews) : undefined;
  return {
    ...whole,
    requestId: first.requestId,
    payoutStatus: unusual.payoutStatus,
    rejected: { ...whole.rejected, items: reviews.flatMap(({ rejected }) => rejected.items) },
    isLinkedManually: reviews.some(({ isLinkedManually }) => isLinkedManually),
    ...(reviews.some(({ hasForeignItems }) => hasForeignItems === true) && { hasForeignItems: true }),
    earlierAuths: Math.max(...reviews.map(({ earlierAuths }) => earlierAuths)),
    ...(found !== undefined && { found }),
    ...(abandoned.length > 0 && { abandoned }),
  };
}

/** iyzico's own amounts of the parts that were only found, and the ordered ones of the others. */
function wholeFoundOf(reviews: readonly Review[]): NonNullable<Review["found"]> {
  const amounts = reviews.flatMap(({ found, payable }) => entriesOf(found?.amounts ?? payable.amounts));
  return {
    amounts: sumByCurrency(amounts),
    isConsistent: reviews.every(({ found }) => found?.isConsistent !== false),
  };
}

function entriesOf(sums: Sums): { amount: string; currency: string }[] {
  return Object.entries(sums).map(([currency, amount]) => ({ amount, currency }));
}

/** Who submitted a payout, who has approved its review, and how many must. */
export function formatApprovals(report: PayoutReport, locale: Locale): string[] {
  const { status } = durableMessages.in(locale);
  const { submittedBy, submittedAt, requiredApprovals = 0, review } = report;
  const counted = countedApprovals(report);
  return [
    `${status.submitted} ${formatTime(submittedAt)} ${status.submittedBy(printable(submittedBy))}`,
    ...counted.map(({ at, by }) => `${status.approval} ${formatTime(at)} ${formatApprover(by, locale)}`),
    // What a person is asked to approve needs one person at least.
    ...(review === undefined ? [] : [status.approvals(counted.length, Math.max(1, requiredApprovals))]),
  ];
}

/** The approvals of the review that is shown. */
function countedApprovals({ approvals, review }: PayoutReport): PayoutReport["approvals"] {
  return approvals.filter(({ digest, voidAt }) => voidAt === undefined && digest === review?.digest);
}

/** What a payout requires, and why. */
export function requiredOf({ messageId, reason }: NonNullable<PayoutReport["action"]>, locale: Locale): string {
  const { required } = durableMessages.in(locale).status;
  // A variant that is not here has the text of its reason.
  return Object.entries(required).find(([id]) => id === messageId)?.[1] ?? required[reason];
}

/** Whether what awaits approval may be another auth: no command that sends it may be ready to paste. */
export function isAnotherAuth(report: PayoutReport, { earlierAuths, payoutStatus }: Review): boolean {
  return earlierAuths > 0 || payoutStatus !== "INIT" || report.action?.reason === "auth-outcome-unknown";
}

/** The parts of a divided payout, one a row. */
export function formatParts({ parts }: PayoutReport, { locale, style, widths }: Format): string[] {
  if (parts.length < 2) return [];
  const { status } = durableMessages.in(locale);
  const { phases } = listMessages.in(locale);
  const { partColumns: columns } = status;
  const [heading = "", ...rows] = formatTable(
    [
      { heading: columns.part, align: "left", minWidth: 10, keep: "end" },
      { heading: columns.phase, align: "left", minWidth: 8 },
      { heading: columns.recipients, align: "right" },
      { heading: columns.sums, align: "right" },
      { heading: columns.requestId, align: "left", minWidth: 10 },
    ],
    parts.map(({ key, phase, items, requestId = "–", isGivenUp }) => [
      printable(key),
      isGivenUp ? status.givenUp : phases[phase],
      String(items.length),
      formatSums(sumByCurrency(items), locale),
      printable(requestId),
    ]),
    widths.table,
  );
  return ["", style("bold", heading), ...rows];
}
