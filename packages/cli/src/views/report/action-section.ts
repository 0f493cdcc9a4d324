import type { ActionReason, Locale, PaymentReport } from "@iyzico-mass-payout/client";
import { payMessages, reportMessages } from "../../messages/catalogs.js";
import { formatMoney } from "../../terminal/money.js";
import { printable } from "../../terminal/printable.js";
import { standingOf } from "../outcome.js";
import { formatRemaining } from "../remaining.js";
import type { ReportDetails, ReportedItem } from "./details.js";
import { html, type Markup } from "./markup.js";

/** What needs action, first the most urgent. */
export function actionSection({ payment }: ReportDetails, items: readonly ReportedItem[], locale: Locale): Markup {
  const { action } = reportMessages.in(locale);
  const notes = notesOf(payment, items, locale);
  const content =
    notes.length === 0
      ? html`<p>${action.nothing}</p>`
      : html`<ul class="notes">${notes.map((note) => html`<li>${note}</li>`)}</ul>`;
  return html`<section aria-labelledby="action" class="action"${notes.length === 0 ? html` data-calm` : ""}>
<h2 id="action">${action.heading}</h2>
${content}
</section>`;
}

function notesOf(payment: PaymentReport, items: readonly ReportedItem[], locale: Locale): Markup[] {
  const { action } = reportMessages.in(locale);
  const pay = payMessages.in(locale);
  const { inDoubt, ledger } = payment;
  const standing = standingOf(payment);
  const { outcome, reason } = standing;
  const inState = (state: ReportedItem["state"]) => items.filter((item) => item.state === state);
  const [refundFailed, unknown, notPaid] = [inState("action-required"), inState("unknown"), inState("not-paid")];
  const hasVendorAmounts = ledger.some(({ of, source }) => of === "amount" && source === "iyzico");
  // Their items are listed, with what to do.
  const isListed =
    (reason === "refund-failed" && refundFailed.length > 0) || (reason === "unknown-status" && unknown.length > 0);
  return [
    ...(inDoubt === undefined ? [] : [html`<p><strong>${pay.inDoubt[inDoubt]}</strong></p>`]),
    ...(reason === undefined || isListed ? [] : [formatLastReason(reason, locale)]),
    ...(refundFailed.length === 0 ? [] : [formatItems(action.refundFailed, refundFailed, locale)]),
    ...(unknown.length === 0 ? [] : [formatItems(action.unknownStatus, unknown, locale)]),
    ...(notPaid.length === 0 ? [] : [formatItems(action.refundPending, notPaid, locale)]),
    ...formatRemaining({ ...payment, ...standing }, locale).map((note) => html`<p>${note}</p>`),
    ...(outcome === "in-progress" ? [html`<p>${action.inProgress}</p>`] : []),
    ...(ledger.every(({ isFinal }) => isFinal) ? [] : [html`<p>${pay.notFinalNote}</p>`]),
    ...(hasVendorAmounts ? [html`<p>${pay.vendorAmounts}</p>`] : []),
  ];
}

function formatLastReason(reason: ActionReason, locale: Locale): Markup {
  const { lastReason: heading, reasons, runAgain } = reportMessages.in(locale).action;
  return html`<p><strong>${heading}: ${reasons[reason]}</strong> <code>${reason}</code></p><p>${runAgain}</p>`;
}

/** The items of a note. Of many, the first; the table has them all, in the same order. */
function formatItems(note: string, items: readonly ReportedItem[], locale: Locale): Markup {
  const shown = items.slice(0, maxItems);
  const rest = items.length - shown.length;
  return html`<p>${note}</p><ul class="items">${shown.map(
    ({ itemExternalId, recipientName, amount, currency }) =>
      html`<li>${recipientName === undefined ? "" : html`<bdi>${printable(recipientName)}</bdi> · `}<code>${printable(itemExternalId)}</code> · <span class="amount">${formatMoney(amount, currency, locale)}</span></li>`,
  )}${rest > 0 ? html`<li><a href="#recipients">+ ${rest}</a></li>` : ""}</ul>`;
}

const maxItems = 20;
