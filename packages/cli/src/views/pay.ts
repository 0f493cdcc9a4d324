import {
  type ActionReason,
  type ApprovalReport,
  type LedgerKind,
  type Locale,
  type PaymentReport,
  type PayResult,
  sumByCurrency,
} from "@iyzico-mass-payout/client";
import type { Plan } from "@iyzico-mass-payout/client/payment";
import { errorsMessages, payMessages, payoutsMessages } from "../messages/catalogs.js";
import { formatMoney, formatSums } from "../terminal/money.js";
import { formatParagraphs } from "../terminal/paragraphs.js";
import { printable } from "../terminal/printable.js";
import type { Styler } from "../terminal/styles.js";
import { alignColumns } from "../terminal/table.js";
import { formatTime } from "../terminal/time.js";
import { wrapText } from "../terminal/wrap-text.js";
import { nameReason } from "./action-reason.js";
import { formatApprover } from "./approver.js";
import type { Format } from "./format.js";
import { ledgerKinds, openSumOf } from "./ledger.js";
import { outcomeStyle } from "./outcome.js";
import { formatPayouts } from "./payouts.js";
import { formatRecipients } from "./recipients.js";
import { formatRemaining, uncancelledOf } from "./remaining.js";
import { formatReview } from "./review.js";
import { formatStateCounts } from "./states.js";

/** What is to be confirmed at production, before the question. */
export function formatConfirmation(
  { key, request: { items } }: Pick<Plan, "key" | "request">,
  { locale, style, widths }: Format,
): string {
  const { confirm, recipients } = payMessages.in(locale);
  const sums = sumByCurrency(items.map(({ amount: { value, currency } }) => ({ amount: value, currency })));
  const text = confirm(printable(key), recipients(items.length), formatSums(sums, locale));
  return formatLines(wrapText(text, widths.text).map((line) => style("red", line)));
}

/** The command line that goes on with a payment. */
export interface Continuation {
  /** Quoted for the shell. */
  command: string;
  /** Whether the plan was read from the standard input. */
  isFromStdin: boolean;
  /** The given options that must not be repeated with the command. */
  firstRunOptions: readonly string[];
}

/**
 * What `pay` prints to stderr when a signal has stopped it: how far the payment is by the store, what may have been sent,
 * and the command that goes on.
 *
 * @param report `undefined` if the store does not have the payment, `"unreadable"` if it cannot be read.
 */
export function formatStopped(
  report: PaymentReport | undefined | "unreadable",
  { command, isFromStdin, firstRunOptions }: Continuation,
  { locale, widths }: Format,
): string {
  const pay = payMessages.in(locale);
  const facts = () => {
    if (report === undefined) return [pay.stoppedBefore, pay.nothingSent];
    if (report === "unreadable") return [pay.stoppedUnknown];
    const { phase, inits, inDoubt } = report;
    const isUnsent = phase === "planned" && inits === 0;
    return [
      pay.stopped(pay.phases[phase]),
      ...(inDoubt !== undefined ? [pay.inDoubt[inDoubt]] : isUnsent ? [pay.nothingSent] : []),
    ];
  };
  return formatLines([
    ...facts().flatMap((fact) => wrapText(fact, widths.text)),
    pay.continueWith,
    `  ${command}`,
    ...(isFromStdin ? [pay.planFromStdin] : []),
    ...(firstRunOptions.length === 0 ? [] : [pay.leaveOut(firstRunOptions)]),
  ]);
}

function formatLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

/** What `pay` prints to stderr for a payment that must be new and is not. */
export function formatNotNew(
  key: string,
  { createdAt, settledAt }: { createdAt: number; settledAt: number | undefined },
  locale: Locale,
): string {
  const pay = payMessages.in(locale);
  const rest = settledAt === undefined ? pay.notNewOpen : pay.notNewSettled(formatTime(settledAt));
  return `mass-payout: ${pay.notNew(printable(key), formatTime(createdAt))}\n${rest}\n`;
}

/** How to print a result. */
export interface PayView extends Format, Continuation {
  /** The digest that the caller approved. */
  approved: string | undefined;
  /** The command line that cancels a payout. */
  cancelLine(requestId: string): string;
  /** Whether the command has a name or a note of an approver. */
  hasApprover: boolean;
  /** Whether the payout is in a database. */
  isSubmitted: boolean;
  /** When the payment was settled, in milliseconds since 1970, if that was before this call. */
  settledBefore: number | undefined;
  /** The names of the plan's recipients, by the ids of their items. */
  names: ReadonlyMap<string, string>;
  /** Whether every recipient is shown, however many there are. */
  isWhole: boolean;
}

/**
 * What `pay` prints to stdout: the outcome, the recipients, the sums, and the required action. The action is last,
 * because a terminal shows the end of the output above its prompt.
 */
export function formatPayResult(result: PayResult, view: PayView): string {
  const { locale, style, settledBefore } = view;
  const { massPayout } = payoutsMessages.in(locale);
  const pay = payMessages.in(locale);
  const { key, requestId, items, abandoned } = result;
  const { review, foundPayouts = [] } = detailsOf(result);
  const name = `${massPayout} ${printable(key)}`;
  return [
    ...formatTitle(requestId === undefined ? name : `${name} · ${printable(requestId)}`, view),
    formatOutcome(result, locale, style),
    ...(settledBefore === undefined ? [] : [pay.settledBefore(formatTime(settledBefore))]),
    "",
    ...formatRecipients(items, view),
    "",
    `${pay.recipients(items.length)}: ${formatStateCounts(statesOf(items), locale, style)}`,
    "",
    ...formatLedger(result, locale),
    ...formatTimes(result, view),
    ...formatPayouts(pay.foundPayouts, foundPayouts, view),
    // A review shows more of them.
    ...(review?.abandoned === undefined ? formatPayouts(pay.abandonedPayouts, abandoned, view) : []),
    ...formatNotes(result, view),
    ...(review === undefined ? [] : formatReview(review, view, view.cancelLine(review.requestId))),
    "",
  ].join("\n");
}

/** The first line of a payment, or two where its ids are long. */
export function formatTitle(title: string, { style, widths }: Pick<Format, "style" | "widths">): string[] {
  return wrapText(title, widths.text).map((line) => style("bold", line));
}

/** What only a required action has. */
function detailsOf(result: PayResult): Partial<Extract<PayResult, { outcome: "action-required" }>> {
  return result.outcome === "action-required" ? result : {};
}

function statesOf(items: PaymentReport["items"]) {
  return items.map(({ state }) => state);
}

function formatOutcome(result: PayResult, locale: Locale, style: Styler): string {
  const pay = payMessages.in(locale);
  const textOf = () => {
    if (result.outcome === "action-required") return pay.actionRequired;
    if (result.outcome === "settled") return payoutsMessages.in(locale).settled[result.paid];
    return result.phase === "settled" ? pay.settledUnread : pay.inProgress(pay.phases[result.phase]);
  };
  return style(outcomeStyle(result), textOf());
}

/**
 * For each currency: the sums that were ordered and rejected, and the totals of the ledger with the part that may still
 * change.
 */
export function formatLedger(payment: PaymentReport, locale: Locale): string[] {
  const pay = payMessages.in(locale);
  const formatNotFinal = (currency: string, kind: LedgerKind) => {
    const sum = openSumOf(payment, currency, kind);
    return sum === undefined ? "" : pay.notFinal(formatMoney(sum, currency, locale));
  };
  const { items, totals } = payment;
  const rejected = sumByCurrency(items.filter(({ state }) => state === "rejected"));
  const rows = Object.entries(sumByCurrency(items)).flatMap(([currency, ordered]) => [
    [pay.ordered, formatMoney(ordered, currency, locale), ""],
    ...(rejected[currency] === undefined
      ? []
      : [[pay.rejected, formatMoney(rejected[currency], currency, locale), ""]]),
    ...ledgerKinds.flatMap((kind) => {
      const amount = totals[currency]?.[kind];
      const columns = [pay.ledger[kind], formatMoney(amount, currency, locale), formatNotFinal(currency, kind)];
      return amount === undefined ? [] : [columns];
    }),
  ]);
  return alignColumns(["left", "right", "left"], rows);
}

/**
 * When what was sent, approved and settled, and who approved it.
 *
 * @param createdRow heads them, if it is wanted.
 */
export function formatTimes(
  { initSentAt, authSentAt, settledAt, approvals }: PaymentReport,
  { locale, widths }: Pick<Format, "locale" | "widths">,
  createdRow: readonly string[][] = [],
): string[] {
  const { times } = payMessages.in(locale);
  const rowOf = (event: string, at: number | undefined) => (at === undefined ? [] : [[event, formatTime(at), ""]]);
  const rows = [
    ...createdRow,
    ...rowOf(times.init, initSentAt),
    ...approvals.map((approval) => [times.approved, formatTime(approval.at), formatApproval(approval, locale)]),
    ...rowOf(times.auth, authSentAt),
    ...rowOf(times.settled, settledAt),
  ];
  return rows.length === 0
    ? []
    : ["", ...alignColumns(["left", "left", { align: "left", minWidth: 10 }], rows, widths.table)];
}

function formatApproval({ by, note }: ApprovalReport, locale: Locale): string {
  const approver = formatApprover(by, locale);
  return note === undefined ? approver : `${approver} · ${printable(note)}`;
}

/** Reasons whose message already says what is known of the init or auth in doubt, in more detail. */
const reasonsAboutDoubt: readonly ActionReason[] = [
  "request-id-unknown",
  "init-outcome-unknown",
  "auth-outcome-unknown",
  "insufficient-balance",
  "payout-not-found",
  "abandoned-payout-moved",
];

/** Reasons whose message asks for the payout's requestId. */
const reasonsAskingForRequestId: readonly ActionReason[] = ["external-id-taken", "request-id-unknown", "init-rejected"];

/** What is in doubt, what to do, and what failed, each as a paragraph. */
function formatNotes(result: PayResult, { locale, widths, command, isFromStdin, firstRunOptions }: PayView): string[] {
  const pay = payMessages.in(locale);
  const { itemsRequiringAction, ledger } = result;
  const hasVendorAmounts = ledger.some((entry) => entry.of === "amount" && entry.source === "iyzico");
  const action = result.outcome === "action-required" ? result : undefined;
  const inDoubt = action !== undefined && reasonsAboutDoubt.includes(action.reason) ? undefined : result.inDoubt;
  // A deadline that ends during a poll is the end of --max-wait, and not a failure.
  const failure =
    result.outcome === "settled" || result.failure?.code === "deadline_exceeded" ? undefined : result.failure;
  const isRequestIdAsked = action !== undefined && reasonsAskingForRequestId.includes(action.reason);
  const option = isRequestIdAsked ? ` ${pay.requestIdOption}` : "";
  // A review has its own way on, and another auth must have no command that is ready to paste.
  const isContinued =
    action !== undefined &&
    action.reason !== "auth-outcome-unknown" &&
    (action.review === undefined || isRequestIdAsked);
  const isRunAgain = result.outcome !== "settled" || uncancelledOf(result).length > 0;
  const notes = [
    ...(hasVendorAmounts ? [pay.vendorAmounts] : []),
    ...(ledger.every(({ isFinal }) => isFinal) ? [] : [pay.notFinalNote]),
    ...(inDoubt === undefined ? [] : [pay.inDoubt[inDoubt]]),
    ...(action === undefined ? [] : [`${nameReason(action.reason, locale)} ${pay.reason(action)}${option}`]),
    ...(itemsRequiringAction.length === 0
      ? []
      : [pay.itemsRequiringAction(printable(itemsRequiringAction.join(", ")))]),
    ...formatItemsOfAbandoned(result, locale),
    ...formatSuperseded(result, locale),
    ...formatRemaining(result, locale),
    ...(failure === undefined ? [] : errorsMessages.in(locale).explain(failure).map(printable)),
    ...(isContinued && isFromStdin ? [pay.planFromStdin] : []),
    ...(isRunAgain && firstRunOptions.length > 0 ? [pay.leaveOut(firstRunOptions)] : []),
  ];
  return [
    ...formatParagraphs(notes, widths.text),
    ...(isContinued ? ["", pay.continueWith, `  ${command}${isRequestIdAsked ? " --request-id ID" : ""}`] : []),
  ];
}

/** Which payments pay items of this one again, and which of the items may be paid twice because of that. */
function formatSuperseded({ items, ...result }: PayResult, locale: Locale): string[] {
  const pay = payMessages.in(locale);
  const changed = result.outcome === "action-required" ? (result.changedItems ?? []) : [];
  const keys = new Set(items.flatMap(({ supersededBy }) => supersededBy ?? []));
  const idsOf = (key: string) => items.filter((item) => item.supersededBy === key).map((item) => item.itemExternalId);
  return [
    ...(changed.length === 0 ? [] : [pay.itemsPaidTwice(printable(changed.join(", ")))]),
    ...Array.from(keys, (key) => pay.supersededBy(printable(idsOf(key).join(", ")), printable(key))),
  ];
}

function formatItemsOfAbandoned(result: PayResult, locale: Locale): string[] {
  const { itemsOfAbandoned = [] } = detailsOf(result);
  if (itemsOfAbandoned.length === 0) return [];
  const pay = payMessages.in(locale);
  const itemIds = printable(itemsOfAbandoned.join(", "));
  const isPaying = result.auths > 0 || result.phase === "authorised" || result.paid !== "none";
  return [isPaying ? pay.itemsPaidTwice(itemIds) : pay.itemsOfAbandoned(itemIds)];
}
