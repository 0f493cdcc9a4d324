import {
  type ActionReason,
  type LedgerKind,
  type Locale,
  type PaymentReport,
  type PayResult,
  sumByCurrency,
} from "@iyzico-mass-payout/client";
import { messagesIn } from "../messages/locales.js";
import { formatMoney } from "../terminal/money.js";
import { printable } from "../terminal/printable.js";
import { createStyler, type Style, type Styler } from "../terminal/styles.js";
import { alignColumns, formatTable } from "../terminal/table.js";
import { formatTime } from "../terminal/time.js";
import { wrapText } from "../terminal/wrap-text.js";
import { formatReview } from "./review.js";
import { formatState, formatStateCounts } from "./states.js";

/** The state of a payment in one line, without colour. `pay` prints it to stderr. */
export function formatProgress({ phase, items }: PaymentReport, locale: Locale): string {
  const counts = formatStateCounts(statesOf(items), locale, createStyler(false));
  return `${messagesIn(locale).pay.phases[phase]}: ${counts}`;
}

/** What `pay` prints to stderr when a signal has stopped it. */
export function formatStopped(firstRunOptions: readonly string[], locale: Locale): string {
  const { pay } = messagesIn(locale);
  const leaveOut = firstRunOptions.length === 0 ? [] : [pay.leaveOut(firstRunOptions)];
  return [pay.stopped, ...leaveOut].map((line) => `${line}\n`).join("");
}

/** What `pay` prints to stderr for a payment that must be new and is not. */
export function formatNotNew(
  key: string,
  { createdAt, settledAt }: { createdAt: number; settledAt: number | undefined },
  locale: Locale,
): string {
  const { pay } = messagesIn(locale);
  const rest = settledAt === undefined ? pay.notNewOpen : pay.notNewSettled(formatTime(settledAt));
  return `mass-payout: ${pay.notNew(printable(key), formatTime(createdAt))}\n${rest}\n`;
}

/** How to print a result. */
export interface PayView {
  locale: Locale;
  hasColour: boolean;
  /** The digest that the caller approved. */
  approved: string | undefined;
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
  { locale, hasColour, approved, settledBefore, firstRunOptions }: PayView,
): string {
  const { massPayout, pay } = messagesIn(locale);
  const style = createStyler(hasColour);
  const { key, requestId, items } = result;
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
    ...formatSums(result, locale),
    ...formatNotes(result, locale, firstRunOptions),
    ...(result.outcome === "action-required" && result.review !== undefined
      ? formatReview(result.review, { locale, style, approved })
      : []),
    "",
  ].join("\n");
}

function statesOf(items: PaymentReport["items"]) {
  return items.map(({ state }) => state);
}

const settledStyles: Readonly<Record<PaymentReport["paid"], Style>> = { all: "green", some: "yellow", none: "red" };

function formatOutcome(result: PayResult, locale: Locale, style: Styler): string {
  const { pay } = messagesIn(locale);
  if (result.outcome === "action-required") return style("yellow", pay.actionRequired);
  if (result.outcome === "in-progress") return style("cyan", pay.inProgress(pay.phases[result.phase]));
  return style(settledStyles[result.paid], pay.settled[result.paid]);
}

function formatItems(items: PaymentReport["items"], locale: Locale, style: Styler): string[] {
  const { columns } = messagesIn(locale);
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

/** For each currency: the sum that was ordered, and the totals of the ledger with the part that may still change. */
function formatSums({ items, ledger, totals }: PaymentReport, locale: Locale): string[] {
  const { pay } = messagesIn(locale);
  const formatNotFinal = (currency: string, kind: LedgerKind) => {
    const open = ledger.filter((entry) => !entry.isFinal && entry.kind === kind && entry.currency === currency);
    const { [currency]: sum } = sumByCurrency(open);
    return sum === undefined ? "" : pay.notFinal(formatMoney(sum, currency, locale));
  };
  const rows = Object.entries(sumByCurrency(items)).flatMap(([currency, ordered]) => [
    [pay.ordered, formatMoney(ordered, currency, locale), ""],
    ...ledgerKinds.flatMap((kind) => {
      const amount = totals[currency]?.[kind];
      const columns = [pay.ledger[kind], formatMoney(amount, currency, locale), formatNotFinal(currency, kind)];
      return amount === undefined ? [] : [columns];
    }),
  ]);
  return alignColumns(["left", "right", "left"], rows);
}

/** Reasons whose message already says what is known of the init or auth in doubt, in more detail. */
const reasonsAboutDoubt: readonly ActionReason[] = [
  "request-id-unknown",
  "init-outcome-unknown",
  "auth-outcome-unknown",
  "insufficient-balance",
  "payout-not-found",
];

/** Reasons whose message asks for the payout's requestId. */
const reasonsAskingForRequestId: readonly ActionReason[] = ["external-id-taken", "request-id-unknown", "init-rejected"];

/** What is in doubt, what to do, and what failed, each as a paragraph. */
function formatNotes(result: PayResult, locale: Locale, firstRunOptions: readonly string[]): string[] {
  const { pay } = messagesIn(locale);
  const { inits, itemsRequiringAction, ledger } = result;
  const isLeavingOut = result.outcome !== "settled" && firstRunOptions.length > 0;
  const hasVendorAmounts = ledger.some((entry) => entry.of === "amount" && entry.source === "iyzico");
  const action = result.outcome === "action-required" ? result : undefined;
  const inDoubt = action !== undefined && reasonsAboutDoubt.includes(action.reason) ? undefined : result.inDoubt;
  // A deadline that ends during a poll is the end of --max-wait, and not a failure.
  const failure =
    result.outcome === "settled" || result.failure?.code === "deadline_exceeded" ? undefined : result.failure;
  const option =
    action !== undefined && reasonsAskingForRequestId.includes(action.reason) ? ` ${pay.requestIdOption}` : "";
  return [
    ...(hasVendorAmounts ? [pay.vendorAmounts] : []),
    ...(ledger.every(({ isFinal }) => isFinal) ? [] : [pay.notFinalNote]),
    ...(inDoubt === undefined ? [] : [pay.inDoubt[inDoubt]]),
    ...(inits > 1 ? [pay.severalInits(inits)] : []),
    ...(action === undefined ? [] : [`${pay.reason(action)}${option}`]),
    ...(itemsRequiringAction.length === 0
      ? []
      : [pay.itemsRequiringAction(printable(itemsRequiringAction.join(", ")))]),
    ...(result.outcome === "settled" && result.paid !== "all" ? [pay.payAgain] : []),
    ...(failure === undefined ? [] : [printable(failure.message), printable(failure.hint)]),
    ...(isLeavingOut ? [pay.leaveOut(firstRunOptions)] : []),
  ].flatMap((note) => ["", ...wrapText(note)]);
}
