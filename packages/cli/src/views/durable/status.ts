import type { ActionReason, PaymentReport } from "@iyzico-mass-payout/client";
import type { PayoutReport } from "@iyzico-mass-payout/durable";
import { durableMessages, listMessages, payMessages, payoutsMessages } from "../../messages/catalogs.js";
import { formatParagraphs } from "../../terminal/paragraphs.js";
import { printable } from "../../terminal/printable.js";
import { alignColumns } from "../../terminal/table.js";
import { formatTime } from "../../terminal/time.js";
import { formatApprover } from "../approver.js";
import type { Format } from "../format.js";
import { outcomeText } from "../list.js";
import { outcomeStyle } from "../outcome.js";
import { formatLedger, formatTitle } from "../pay.js";
import { formatStateSums } from "../progress.js";
import { formatRecipients, type RecipientsView } from "../recipients.js";
import { uncancelledOf } from "../remaining.js";
import { formatWholeReview } from "../review.js";
import { formatApprovals, formatParts, isAnotherAuth, requiredOf, wholeReviewOf } from "./review.js";

/** The command lines that go on with a payout. */
export interface StatusLines {
  approve(digest: string): string;
  deny: string;
  cancel: string;
  /** Of the payment that requires the action: the payout, or a part. */
  link(key: string): string;
  resume: string;
}

/** Reasons for which an operator names the payout. */
const linked: readonly ActionReason[] = ["external-id-taken", "request-id-unknown"];

/** Reasons that end once their cause is corrected and the payout is resumed. */
const resumed: readonly ActionReason[] = [
  "init-outcome-unknown",
  "init-rejected",
  "not-sent",
  "retrieve-failed",
  "insufficient-balance",
];

/** What `status` prints of a payout of a database: where it is, who did what, and what is required next. */
export function formatSubmitted(report: PayoutReport, lines: StatusLines, view: Format & RecipientsView): string {
  const { locale, style, widths } = view;
  const pay = payMessages.in(locale);
  const { status } = durableMessages.in(locale);
  const { massPayout } = payoutsMessages.in(locale);
  const { key, outcome, paid, parts, action, denial, review, itemCount } = report;
  const items = parts.flatMap((part) => part.items);
  const [only] = parts.length === 1 ? parts : [];
  const name = `${massPayout} ${printable(key)}`;
  const phase = only === undefined ? "" : ` · ${phaseOf(only, locale)}`;
  const isShort = review?.isCovered === false;
  const isResumed = action !== undefined && (resumed.includes(action.reason) || isShort);
  const standing = { outcome, paid };
  return [
    ...formatTitle(only?.requestId === undefined ? name : `${name} · ${printable(only.requestId)}`, view),
    `${style(outcomeStyle(standing), outcomeText(standing, listMessages.in(locale)))}${phase}`,
    status.asOf,
    "",
    `${pay.recipients(itemCount)}:`,
    ...formatStateSums(items, locale).map((line) => `  ${line}`),
    "",
    ...formatLedger(wholePaymentOf(report), locale),
    "",
    ...alignColumns(["left", "left", { align: "left", minWidth: 10 }], timesOf(report, only, view), widths.table),
    ...formatParts(report, view),
    ...(view.isWhole ? ["", ...formatRecipients(items, { ...view, hasTypes: true })] : []),
    ...formatParagraphs(notesOf(report, locale), widths.text),
    ...(action !== undefined && linked.includes(action.reason)
      ? ["", status.linkWith, `  ${lines.link(action.part)}`]
      : []),
    ...(denial !== undefined
      ? ["", status.undenyWith, `  ${lines.resume}`, `  ${lines.cancel}`]
      : isResumed
        ? ["", status.resumeWith, `  ${lines.resume}`]
        : []),
    ...(review === undefined || denial !== undefined ? [] : formatReview(report, review, lines, view)),
    "",
  ].join("\n");
}

/** The review with what an approver needs. Another auth must have no command that is ready to paste. */
function formatReview(
  report: PayoutReport,
  review: NonNullable<PayoutReport["review"]>,
  lines: StatusLines,
  view: Format & RecipientsView,
): string[] {
  const { status } = durableMessages.in(view.locale);
  const whole = wholeReviewOf(review);
  const items = report.parts.flatMap((part) => part.items);
  const [, ...approvals] = formatApprovals(report, view.locale);
  return [
    ...formatWholeReview(whole, items, { ...view, approved: undefined, hasApprover: false, isSubmitted: true }),
    ...approvals,
    ...(isAnotherAuth(report, whole) || whole.payable.count === 0
      ? []
      : ["", status.approveWith, `  ${lines.approve(review.digest)}`, "", status.denyWith, `  ${lines.deny}`]),
  ];
}

/** A payout that shows an auth's effect no more, or not yet, is not one that was never authorised. */
function phaseOf({ phase, auths }: PaymentReport, locale: Format["locale"]): string {
  const isAuthSent = phase === "created" && auths > 0;
  return isAuthSent ? durableMessages.in(locale).status.createdAfterAuth : payMessages.in(locale).phases[phase];
}

function timesOf(report: PayoutReport, only: PaymentReport | undefined, { locale }: Format): string[][] {
  const { status } = durableMessages.in(locale);
  const { times } = payMessages.in(locale);
  const { submittedAt, submittedBy, authorizeAt, approvals, denial, cancelRequestedBy, settledAt } = report;
  const rowOf = (event: string, at: number | undefined) => (at === undefined ? [] : [[event, formatTime(at), ""]]);
  return [
    [status.submitted, formatTime(submittedAt), status.submittedBy(printable(submittedBy))],
    ...rowOf(times.init, only?.initSentAt),
    ...approvals.map(({ at, by, note, voidAt, voidReason = "" }) => [
      voidAt === undefined ? status.approval : status.voidApproval,
      formatTime(at),
      [
        formatApprover(by, locale),
        ...(note === undefined ? [] : [printable(note)]),
        ...(voidAt === undefined ? [] : [status.voidReasons[voidReason] ?? printable(voidReason)]),
      ].join(" · "),
    ]),
    // Without a person, the payment itself has what approved it.
    ...(approvals.length > 0 ? [] : (only?.approvals ?? [])).map(({ at, by }) => [
      status.approval,
      formatTime(at),
      formatApprover(by, locale),
    ]),
    ...rowOf(status.authorizeAt, authorizeAt),
    ...rowOf(times.auth, only?.authSentAt),
    ...(denial === undefined
      ? []
      : [
          [
            status.denied,
            formatTime(denial.at),
            [status.deniedBy(printable(denial.by)), ...(denial.reason === null ? [] : [printable(denial.reason)])].join(
              " · ",
            ),
          ],
        ]),
    ...(cancelRequestedBy === undefined
      ? []
      : [[status.cancelRequested, "", status.submittedBy(printable(cancelRequestedBy))]]),
    ...rowOf(status.settled, settledAt),
  ];
}

/** What is in doubt and what is required, each as a paragraph. */
function notesOf({ parts, outcome, action, denial }: PayoutReport, locale: Format["locale"]): string[] {
  const pay = payMessages.in(locale);
  const { status } = durableMessages.in(locale);
  // Of a part that waits for balance iyzico shows what became of the auth, and the action says it.
  const isWaiting = (part: string) => action?.reason === "insufficient-balance" && action.part === part;
  const doubts = new Set(parts.flatMap(({ key, inDoubt }) => (inDoubt === undefined || isWaiting(key) ? [] : inDoubt)));
  const requiring = parts.flatMap((part) => part.itemsRequiringAction);
  const abandoned = parts.flatMap(uncancelledOf);
  const inits = Math.max(0, ...parts.map((part) => part.inits));
  // A database that was restored may have lost what was sent: such a payment is in doubt.
  const isNew = parts.every((part) => part.phase === "planned" && part.inits === 0 && part.inDoubt === undefined);
  const failure = outcome === "settled" ? undefined : action?.failure;
  return [
    ...(outcome === "in-progress" && isNew ? [status.notTaken] : []),
    ...Array.from(doubts, (doubt) => pay.inDoubt[doubt]),
    ...(denial !== undefined ? [status.deniedNote] : action === undefined ? [] : [requiredOf(action, locale)]),
    ...(failure === undefined
      ? []
      : [printable([failure.code, failure.errorCode, failure.message].filter(Boolean).join(" · "))]),
    ...(requiring.length === 0 ? [] : [pay.itemsRequiringAction(printable(requiring.join(", ")))]),
    ...(abandoned.length === 0 ? [] : [status.abandoned(printable(abandoned.join(", ")))]),
    ...(inits > 1 ? [pay.severalInits(inits)] : []),
  ];
}

/** All parts as one payment, for its sums. */
function wholePaymentOf({ parts, totals }: PayoutReport): PaymentReport {
  // A payout has one part at least.
  const first = parts[0] as PaymentReport;
  const items = parts.flatMap((part) => part.items);
  return { ...first, items, totals, ledger: parts.flatMap((part) => part.ledger) };
}
