import { isMassPayoutError, type Locale } from "@iyzico-mass-payout/client";
import type { DurableEvent } from "@iyzico-mass-payout/durable";
import { durableMessages, payoutsMessages } from "../../messages/catalogs.js";
import { formatMoney } from "../../terminal/money.js";
import { printable } from "../../terminal/printable.js";
import { quoteForShell } from "../../terminal/quote-for-shell.js";
import { formatTime } from "../../terminal/time.js";
import { describeDatabaseFailure } from "./failure.js";

/** One line for an event of a worker. */
export function formatEvent(event: DurableEvent, at: number, locale: Locale): string {
  const subject = event.type === "queue-failed" ? "" : `${event.key}: `;
  return `${formatTime(at)} ${printable(`${subject}${describeEvent(event, locale)}`)}\n`;
}

function describeEvent(event: DurableEvent, locale: Locale): string {
  const { worker } = durableMessages.in(locale);
  const { reasons } = payoutsMessages.in(locale);
  switch (event.type) {
    case "action-required":
      return worker.actionRequired(
        reasons[event.reason] ?? event.reason,
        quoteForShell(["mass-payout", "status", event.key]),
      );
    case "settled":
      return payoutsMessages.in(locale).settled[event.paid];
    case "balance-low":
      return worker.balanceLow(
        formatMoney(event.balance, undefined, locale),
        formatMoney(event.required, "TRY", locale),
      );
    case "failed":
      return worker.failed(event.failures, failureOf(event.error));
    case "queue-failed":
      return worker.queueFailed(failureOf(event.error));
  }
}

/** An event as a line of JSON. */
export function eventToJson(event: DurableEvent, at: number): string {
  const plain = "error" in event ? { ...event, error: failureOf(event.error) } : event;
  return `${JSON.stringify({ at, ...plain })}\n`;
}

/** What failed. Of an error of a listener only its code or name: its text may have a recipient's data. */
export function failureOf(error: unknown): string {
  if (isMassPayoutError(error)) return `${error.code}: ${error.message}`;
  const { code, name } = Object(error) as { code?: unknown; name?: unknown };
  return describeDatabaseFailure(error) ?? String(code ?? name ?? "error");
}
