import { createHash } from "node:crypto";
import type { Locale } from "@iyzico-mass-payout/client";
import { reportMessages } from "../../messages/catalogs.js";
import { printable } from "../../terminal/printable.js";
import { standingOf } from "../outcome.js";
import { actionSection } from "./action-section.js";
import { courseSection } from "./course-section.js";
import type { ReportDetails } from "./details.js";
import { itemsOf } from "./details.js";
import { idsSection } from "./ids-section.js";
import { html, Markup } from "./markup.js";
import { moneySection } from "./money-section.js";
import { formatOutcome } from "./outcome.js";
import { pageScript } from "./page-script.js";
import { pageStyle } from "./page-style.js";
import { recipientsSection } from "./recipients-section.js";
import { timeElement } from "./time-element.js";

/**
 * A report as one HTML file that needs nothing else. Its policy forbids every request and every script and style but its own,
 * so that even a text that was not escaped could do nothing. Without scripts, everything can be read.
 */
export function formatPage(details: ReportDetails, locale: Locale): string {
  const text = reportMessages.in(locale);
  const { payment, plan, madeAt } = details;
  const items = itemsOf(details);
  const key = printable(payment.key);
  const paid = items.filter(({ state }) => state === "paid").length;
  const outcome = standingOf(payment).outcome === "settled" ? payment.paid : "open";
  const mark = plan === undefined || plan.kind === "production" ? undefined : text.noRealMoney[plan.kind];
  const page = html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${text.title}: ${key}</title>
<style>${new Markup(pageStyle)}</style>
</head>
<body>
<a class="skip" href="#recipients">${text.skipToRecipients}</a>
<header>
<p class="eyebrow">iyzico · ${text.title}</p>
<h1>${key}</h1>
<p class="outcome" data-outcome="${outcome}">${formatOutcome(payment, locale)}</p>
<p class="count">${text.paidCount(paid, items.length)}.${mark === undefined ? "" : html` <strong class="no-real-money">${mark}.</strong>`}</p>
</header>
<main>
${actionSection(details, items, locale)}
${moneySection(payment, locale)}
${recipientsSection(items, plan !== undefined, locale)}
${courseSection(payment, locale)}
${idsSection(details, locale)}
</main>
<footer>
<p><strong>${text.notAReceipt}</strong></p>
<p>${madeAtMarkup(madeAt, locale)}</p>
</footer>
<script>${new Markup(pageScript)}</script>
</body>
</html>
`;
  return page.html;
}

const policy = [
  "default-src 'none'",
  `style-src '${hashOf(pageStyle)}'`,
  `script-src '${hashOf(pageScript)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

function hashOf(source: string): string {
  return `sha256-${createHash("sha256").update(source).digest("base64")}`;
}

/** The time is an element inside of the sentence. */
function madeAtMarkup(madeAt: number, locale: Locale): Markup {
  const [before, after] = reportMessages.in(locale).madeAt("\0").split("\0");
  return html`${before}${timeElement(madeAt, locale)}${after}`;
}
