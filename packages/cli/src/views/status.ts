import type { ActionReason, PaymentReport } from "@iyzico-mass-payout/client";
import { listMessages, payMessages, payoutsMessages, statusMessages } from "../messages/catalogs.js";
import type { StoredOutcome } from "../messages/list.js";
import { formatParagraphs } from "../terminal/paragraphs.js";
import { printable } from "../terminal/printable.js";
import { formatTime } from "../terminal/time.js";
import { nameReason } from "./action-reason.js";
import type { Format } from "./format.js";
import { outcomeText } from "./list.js";
import { outcomeStyle } from "./outcome.js";
import { formatLedger, formatTimes, formatTitle } from "./pay.js";
import { formatStateSums } from "./progress.js";
import { formatRemaining, uncancelledOf } from "./remaining.js";

/** A payment as its store has it. */
export interface StoredView {
  report: PaymentReport;
  outcome: StoredOutcome;
  reason?: ActionReason;
  changedAt: number;
}

/** Reasons for which the same command goes on with the requestId that iyzico tells. */
const withRequestId: readonly ActionReason[] = ["external-id-taken", "request-id-unknown"];

/**
 * What `status` prints: outcome and phase, sums, times, what is required next, and the command for it.
 *
 * @param lines the command lines that go on, with placeholders, and that show what iyzico has.
 */
export function formatStatus(
  { report, outcome, reason, changedAt }: StoredView,
  lines: { pay: string; retrieve: string },
  format: Format,
): string {
  const { locale, style, widths } = format;
  const pay = payMessages.in(locale);
  const text = statusMessages.in(locale);
  const { massPayout } = payoutsMessages.in(locale);
  const { key, requestId, phase, paid, items, createdAt, inDoubt, itemsRequiringAction } = report;
  const name = `${massPayout} ${printable(key)}`;
  const standing = { outcome, paid };
  const remaining = formatRemaining({ ...report, outcome, ...(reason !== undefined && { reason }) }, locale);
  const isAnotherAuth = reason === "auth-outcome-unknown";
  const notes = [
    ...(inDoubt === undefined ? [] : [pay.inDoubt[inDoubt]]),
    ...(reason === undefined ? [] : [`${nameReason(reason, locale)} ${text.required[reason]}`]),
    ...(itemsRequiringAction.length === 0
      ? []
      : [pay.itemsRequiringAction(printable(itemsRequiringAction.join(", ")))]),
    ...remaining,
    ...(isAnotherAuth ? [text.noCommand] : []),
    ...(outcome === "settled" && remaining.length === 0 ? [text.nothingToDo] : []),
  ];
  const isRequestIdAsked = reason !== undefined && withRequestId.includes(reason);
  const isContinued = !isAnotherAuth && (outcome !== "settled" || uncancelledOf(report).length > 0);
  return [
    ...formatTitle(requestId === undefined ? name : `${name} · ${printable(requestId)}`, format),
    `${style(outcomeStyle(standing), outcomeText(standing, listMessages.in(locale)))} · ${pay.phases[phase]}`,
    text.asOf(formatTime(changedAt)),
    "",
    `${pay.recipients(items.length)}:`,
    ...formatStateSums(items, locale).map((line) => `  ${line}`),
    "",
    ...formatLedger(report, locale),
    ...formatTimes(report, format, [[text.created, formatTime(createdAt), ""]]),
    ...formatParagraphs(notes, widths.text),
    ...(reason === "external-id-taken"
      ? [...formatParagraphs([text.lookWith], widths.text), `  ${lines.retrieve}`]
      : []),
    ...(isContinued
      ? [
          ...formatParagraphs([text.continueWith], widths.text),
          `  ${lines.pay}${isRequestIdAsked ? " --request-id ID" : ""}`,
        ]
      : []),
    "",
  ].join("\n");
}
