import {
  type ActionReason,
  type ApprovalReport,
  type LedgerKind,
  type Locale,
  type PaymentReport,
  type PayResult,
  type RecipientReport,
  sumByCurrency,
} from "@iyzico-mass-payout/client";
import { payMessages, payoutsMessages } from "../messages/catalogs.js";
import { formatMoney } from "../terminal/money.js";
import { printable } from "../terminal/printable.js";
import { createStyler, type Style, type Styler } from "../terminal/styles.js";
import { alignColumns, formatTable } from "../terminal/table.js";
import { formatTime } from "../terminal/time.js";
import { wrapText } from "../terminal/wrap-text.js";
import { formatPayouts } from "./payouts.js";
import { formatReview } from "./review.js";
import { formatState, formatStateCounts } from "./states.js";

/** The state of a payment in one line, without colour. `pay` prints it to stderr. */
export function formatProgress({ phase, items }: PaymentReport, locale: Locale): string {
  const counts = formatStateCounts(statesOf(items), locale, createStyler(false));
  return `${payMessages.in(locale).phases[phase]}: ${counts}`;
}

/** What `pay` prints to stderr when a signal has stopped it. */
export function formatStopped(firstRunOptions: readonly string[], locale: Locale): string {
  const pay = payMessages.in(locale);
  const leaveOut = firstRunOptions.length === 0 ? [] : [pay.leaveOut(firstRunOptions)];
  return [pay.stopped, ...leaveOut].map((line) => `${line}\n`).join("");
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
export interface PayView {
  locale: Locale;
  hasColour: boolean;
  /** The digest that the caller approved. */
  approved: string | undefined;
  /** Whether the command has a name or a note of an approver. */
  hasApprover: boolean;
  /** When the payment was settled, in milliseconds since 1970, if that was before this call. */
  settledBefore: number | undefined;
  /** The given options that must not be repeated with the command. */
  firstRunOptions: readonly string[];
}

/**
 * What `pay` prints to stdout: the outcome, every recipient, the sums, and the required action. The action is last,
 * because a terminal shows the end of the output above its prompt.
 */
export function formatPayResult(
  result: PayResult,
  { locale, hasColour, approved, hasApprover, settledBefore, firstRunOptions }: PayView,
): string {
  const { massPayout } = payoutsMessages.in(locale);
  const pay = payMessages.in(locale);
  const style = createStyler(hasColour);
  const { key, requestId, items, abandoned } = result;
  const { review, foundPayouts = [] } = detailsOf(result);
  const name = `${massPayout} ${printable(key)}`;
  return [
    style("bold", requestId === undefined ? name : `${name} · ${printable(requestId)}`),
    formatOutcome(result, locale, style),
    ...(settledBefore === undefined ? [] : [pay.settledBefore(formatTime(settledBefore))]),
    "",
    ...formatItems(items, locale, style),
    "",
    `${pay.recipients(items.length)}: ${formatStateCounts(statesOf(items), locale, style)}`,
    "",
    ...formatLedger(result, locale),
    ...formatTimes(result, locale),
    ...formatPayouts(pay.foundPayouts, foundPayouts, locale, style),
    // A review shows more of them.
    ...(review?.abandoned === undefined ? formatPayouts(pay.abandonedPayouts, abandoned, locale, style) : []),
    ...formatNotes(result, locale, firstRunOptions),
    ...(review === undefined ? [] : formatReview(review, { locale, style, approved, hasApprover })),
    "",
  ].join("\n");
}

/** What only a required action has. */
function detailsOf(result: PayResult): Partial<Extract<PayResult, { outcome: "action-required" }>> {
  return result.outcome === "action-required" ? result : {};
}

function statesOf(items: PaymentReport["items"]) {
  return items.map(({ state }) => state);
}

const settledStyles: Readonly<Record<PaymentReport["paid"], Style>> = { all: "green", some: "yellow", none: "red" };

function formatOutcome(result: PayResult, locale: Locale, style: Styler): string {
  const pay = payMessages.in(locale);
  if (result.outcome === "action-required") return style("yellow", pay.actionRequired);
  if (result.outcome === "in-progress") {
    const isSettled = result.phase === "settled";
    return style("cyan", isSettled ? pay.settledUnread : pay.inProgress(pay.phases[result.phase]));
  }
  return style(settledStyles[result.paid], pay.settled[result.paid]);
}

function formatItems(items: PaymentReport["items"], locale: Locale, style: Styler): string[] {
  const { columns } = payoutsMessages.in(locale);
  const [heading = "", ...rows] = formatTable(
    [
      { heading: columns.item, align: "left" },
      { heading: columns.amount, align: "right" },
      { heading: columns.commission, align: "right" },
      { heading: columns.state, align: "left" },
      { heading: columns.status, align: "left" },
    ],
    items.map(({ itemExternalId, amount, commissionAmount, currency, state, itemStatus = "–", errorCode }) => [
      printable(itemExternalId),
      formatMoney(amount, currency, locale),
      formatMoney(commissionAmount, currency, locale),
      formatState(state, locale, style),
      printable(errorCode === undefined ? itemStatus : `${itemStatus} (${errorCode})`),
    ]),
  );
  return [style("bold", heading), ...rows];
}

const ledgerKinds: readonly LedgerKind[] = ["paid", "commission", "refund", "receivable"];

/**
 * For each currency: the sums that were ordered and rejected, and the totals of the ledger with the part that may still
 * change.
 */
function formatLedger({ items, ledger, totals }: PaymentReport, locale: Locale): string[] {
  const pay = payMessages.in(locale);
  const formatNotFinal = (currency: string, kind: LedgerKind) => {
    const open = ledger.filter((entry) => !entry.isFinal && entry.kind === kind && entry.currency === currency);
    const { [currency]: sum } = sumByCurrency(open);
    return sum === undefined ? "" : pay.notFinal(formatMoney(sum, currency, locale));
  };
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

/** When what was sent, approved and settled, and who approved it. */
function formatTimes({ initSentAt, authSentAt, settledAt, approvals }: PaymentReport, locale: Locale): string[] {
  const { times } = payMessages.in(locale);
  const rowOf = (event: string, at: number | undefined) => (at === undefined ? [] : [[event, formatTime(at), ""]]);
  const rows = [
    ...rowOf(times.init, initSentAt),
    ...approvals.map((approval) => [times.approved, formatTime(approval.at), formatApprover(approval, locale)]),
    ...rowOf(times.auth, authSentAt),
    ...rowOf(times.settled, settledAt),
  ];
  return rows.length === 0 ? [] : ["", ...alignColumns(["left", "left", "left"], rows)];
}

function formatApprover({ by, note }: ApprovalReport, locale: Locale): string {
  const { approvedBy, unnamedApprovers } = payMessages.in(locale);
  const isUnnamed = (name: string): name is keyof typeof unnamedApprovers => Object.hasOwn(unnamedApprovers, name);
  const approver = isUnnamed(by) ? unnamedApprovers[by] : approvedBy(printable(by));
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

/** Reasons whose message asks for something else than that the abandoned payouts are cancelled. */
const reasonsAboutAbandoned: readonly ActionReason[] = ["abandoned-payout-moved", "request-id-unknown"];

/** What is in doubt, what to do, and what failed, each as a paragraph. */
function formatNotes(result: PayResult, locale: Locale, firstRunOptions: readonly string[]): string[] {
  const pay = payMessages.in(locale);
  const { externalId, inits, abandoned, itemsRequiringAction, ledger } = result;
  const hasVendorAmounts = ledger.some((entry) => entry.of === "amount" && entry.source === "iyzico");
  const action = result.outcome === "action-required" ? result : undefined;
  const inDoubt = action !== undefined && reasonsAboutDoubt.includes(action.reason) ? undefined : result.inDoubt;
  // A deadline that ends during a poll is the end of --max-wait, and not a failure.
  const failure =
    result.outcome === "settled" || result.failure?.code === "deadline_exceeded" ? undefined : result.failure;
  const option =
    action !== undefined && reasonsAskingForRequestId.includes(action.reason) ? ` ${pay.requestIdOption}` : "";
  const uncancelled = abandoned.filter(({ status }) => status !== "CANCELED").map((payout) => payout.externalId);
  const isCancelling =
    uncancelled.length > 0 && (action === undefined || !reasonsAboutAbandoned.includes(action.reason));
  const isRunAgain = result.outcome !== "settled" || isCancelling;
  return [
    ...(hasVendorAmounts ? [pay.vendorAmounts] : []),
    ...(ledger.every(({ isFinal }) => isFinal) ? [] : [pay.notFinalNote]),
    ...(inDoubt === undefined ? [] : [pay.inDoubt[inDoubt]]),
    ...(inits > 1 ? [pay.severalInits(inits)] : []),
    ...(action === undefined ? [] : [`${pay.reason(action)}${option}`]),
    ...(itemsRequiringAction.length === 0
      ? []
      : [pay.itemsRequiringAction(printable(itemsRequiringAction.join(", ")))]),
    ...formatItemsOfAbandoned(result, locale),
    ...(isCancelling ? [pay.cancelAbandoned(printable(uncancelled.join(", ")), printable(externalId))] : []),
    ...formatSuperseded(result, locale),
    ...(result.outcome === "settled" && !isCancelling && result.items.some(isRepayable) ? [pay.payAgain] : []),
    ...(failure === undefined ? [] : [printable(failure.message), printable(failure.hint)]),
    ...(isRunAgain && firstRunOptions.length > 0 ? [pay.leaveOut(firstRunOptions)] : []),
  ].flatMap((note) => ["", ...wrapText(note)]);
}

/** Whether `repay` may take an item. */
function isRepayable({ state, supersededBy }: RecipientReport): boolean {
  return (state === "refunded" || state === "rejected") && supersededBy === undefined;
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
