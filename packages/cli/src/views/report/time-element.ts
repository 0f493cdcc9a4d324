import type { Locale } from "@iyzico-mass-payout/client";
import { html, type Markup } from "./markup.js";

/** A moment in milliseconds since 1970, in the time zone of this machine with its offset. */
export function timeElement(milliseconds: number, locale: Locale): Markup {
  const format = new Intl.DateTimeFormat(locale, {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "shortOffset",
  });
  const date = new Date(milliseconds);
  return html`<time datetime="${date.toISOString()}">${format.format(date)}</time>`;
}
