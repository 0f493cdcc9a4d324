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
import { wrapText } from "../terminal/wrap-text.js";
import { formatReview } from "./review.js";
import { formatState, formatStateCounts } from "./states.js";

/** The state of a payment in one line, without colour. `pay` prints it to stderr. */
export function formatProgress({ phase, items }: PaymentReport, locale: Locale): string {
  const counts = formatStateCounts(statesOf(items), locale, createStyler(false));
  return `${messagesIn(locale).pay.phases[phase]}: ${counts}`;
}

/**
 * What `pay` prints to stdout: the outcome, every recipient, the sums, and the required action. The action is last,
 * because a terminal shows the end of the output above its prompt.
 *
 * @param approved the digest that the caller approved.
 */
export function formatPayResult(
  result: PayResult,
  { locale, hasColour, approved }: { locale: Locale; hasColour: boolean; approved: string | undefined },
): string {
  const { massPayout, pay } = messagesIn(locale);
  const style = createStyler(hasColour);
  const { key, requestId, items } = result;
  const name = `${massPayout} ${printable(key)}`;
  return [
    style("bold", requestId === undefined ? name : `${name} · ${printable(requestId)}`),
    formatOutcome(result, locale, style),
    "",
    ...formatItems(items, locale, style),
    "",
    `${pay.recipients(items.length)}: ${formatStateCounts(statesOf(items), locale, style)}`,
    "",
    ...formatSums(result, locale),
    ...formatNotes(result, locale),
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

/** For each currency: the sum that was ordered, and the totals of the ledger. */
function formatSums({ items, totals }: PaymentReport, locale: Locale): string[] {
  const { pay } = messagesIn(locale);
  const rows = Object.entries(sumByCurrency(items)).flatMap(([currency, ordered]) => [
    [pay.ordered, formatMoney(ordered, currency, locale)],
    ...ledgerKinds.flatMap((kind) => {
      const amount = totals[currency]?.[kind];
      return amount === undefined ? [] : [[pay.ledger[kind], formatMoney(amount, currency, locale)]];
    }),
  ]);
  return alignColumns(["left", "right"], rows);
}

/** Reasons whose message already says what is known of the init or auth in doubt, in more detail. */
const reasonsAboutDoubt: readonly ActionReason[] = [
  "request-id-unknown",
  "init-outcome-unknown",
  "auth-outcome-unknown",
  "insufficient-balance",
];

/** Reasons whose message asks for the payout's requestId. */
const reasonsAskingForRequestId: readonly ActionReason[] = ["external-id-taken", "request-id-unknown"];

/** What is in doubt, what to do, and what failed, each as a paragraph. */
function formatNotes(result: PayResult, locale: Locale): string[] {
  const { pay } = messagesIn(locale);
  const { inits } = result;
  const action = result.outcome === "action-required" ? result : undefined;
  const inDoubt = action !== undefined && reasonsAboutDoubt.includes(action.reason) ? undefined : result.inDoubt;
  // A deadline that ends during a poll is the end of --max-wait, and not a failure.
  const failure =
    result.outcome === "settled" || result.failure?.code === "deadline_exceeded" ? undefined : result.failure;
  const option =
    action !== undefined && reasonsAskingForRequestId.includes(action.reason) ? ` ${pay.requestIdOption}` : "";
  return [
    ...(inDoubt === undefined ? [] : [pay.inDoubt[inDoubt]]),
    ...(inits > 1 ? [pay.severalInits(inits)] : []),
    ...(action === undefined ? [] : [`${pay.reason(action)}${option}`]),
    ...(result.outcome === "settled" && result.paid !== "all" ? [pay.payAgain] : []),
    ...(failure === undefined ? [] : [printable(failure.message), printable(failure.hint)]),
  ].flatMap((note) => ["", ...wrapText(note)]);
}
