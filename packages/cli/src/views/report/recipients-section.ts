import { type Locale, sumByCurrency } from "@iyzico-mass-payout/client";
import { payoutsMessages, reportMessages } from "../../messages/catalogs.js";
import { formatMoney } from "../../terminal/money.js";
import { printable } from "../../terminal/printable.js";
import { sortByState, stateOrder } from "../state-order.js";
import type { ReportedItem } from "./details.js";
import { html, type Markup } from "./markup.js";
import { formatReason } from "./reason.js";
import { timeElement } from "./time-element.js";

// The roles are the ones that the elements have. They are written, because on a narrow screen the rows are shown as cards, and
// browsers then take the elements of a table for something else.

/** The table of all recipients. The page's script sorts and filters it, and shows the controls that it needs for that. */
export function recipientsSection(items: readonly ReportedItem[], hasPlan: boolean, locale: Locale): Markup {
  const { recipients } = reportMessages.in(locale);
  const { columns: names, states } = payoutsMessages.in(locale);
  const amounts = items.flatMap(({ amount, commissionAmount = "0" }) => [amount, commissionAmount]);
  const decimals = amounts.reduce((max, amount) => Math.max(max, decimalsOf(amount)), 2);
  const present = stateOrder.filter((state) => items.some((item) => item.state === state));
  const columns = [
    ...(hasPlan ? [column("recipient", names.recipient, "text")] : []),
    column("item", names.item, "text"),
    column("amount", names.amount, "amount"),
    column("commission", names.commission, "amount"),
    column("status", names.state, "number"),
    column("final", recipients.finalAt, "number"),
  ];
  return html`<section aria-labelledby="recipients">
<h2 id="recipients" tabindex="-1">${recipients.heading}</h2>
${hasPlan ? "" : html`<p>${recipients.withoutPlan}</p>`}
<div class="filter" role="search" aria-labelledby="recipients" hidden>
<p><label for="search">${recipients.search}</label> <input id="search" type="search" autocomplete="off" spellcheck="false" placeholder="${recipients.searchHint}"></p>
<p><label for="filter-state">${names.state}</label> <select id="filter-state"><option value="">${recipients.everyState}</option>${present.map((state) => html`<option value="${state}">${states[state]}</option>`)}</select></p>
</div>
<p id="shown" role="status" data-text="${recipients.shown}"></p>
<table id="recipients-table" class="recipients" role="table" data-decimals="${decimals}">
<caption>${recipients.caption}</caption>
<thead role="rowgroup"><tr role="row">${columns}</tr></thead>
<tbody role="rowgroup">
${sortByState(items).map((item) => rowOf(item, hasPlan, decimals, locale))}
</tbody>
<tfoot role="rowgroup">${totalRows(items, hasPlan, locale)}</tfoot>
</table>
</section>`;
}

function column(name: string, heading: string, sort: "text" | "amount" | "number"): Markup {
  return html`<th scope="col" role="columnheader" class="${name}" data-sort="${sort}">${heading}</th>`;
}

function rowOf(item: ReportedItem, hasPlan: boolean, decimals: number, locale: Locale): Markup {
  const { recipients } = reportMessages.in(locale);
  const { columns: names, states } = payoutsMessages.in(locale);
  const { itemExternalId, recipientType, recipientMasked = "", state, itemStatus, finalAt, currency } = item;
  const account = html`<span class="minor">${recipientType} ${printable(recipientMasked)}</span>`;
  const description =
    item.description === undefined ? "" : html`<span class="minor"><bdi>${printable(item.description)}</bdi></span>`;
  const name = printable(item.recipientName ?? itemExternalId);
  const reason = formatReason(item, locale);
  const ids = html`<code>${printable(itemExternalId)}</code>${item.referenceCode === undefined ? "" : html`<code class="minor">${printable(item.referenceCode)}</code>`}`;
  return html`<tr role="row" data-state="${state}" data-currency="${currency}">${
    hasPlan
      ? html`<th scope="row" role="rowheader" class="recipient" data-value="${name}"><bdi class="name">${name}</bdi>${account}${description}</th><td role="cell" class="item" data-label="${names.item}" data-value="${itemExternalId}">${ids}</td>`
      : html`<th scope="row" role="rowheader" class="item" data-value="${itemExternalId}">${ids}${account}</th>`
  }${amountCell("amount", names.amount, item.amount, currency, decimals, locale)}${amountCell("commission", names.commission, item.commissionAmount, currency, decimals, locale)}<td role="cell" class="status" data-label="${names.state}" data-value="${stateOrder.indexOf(state)}"><span class="state" data-state="${state}">${states[state]}</span>${reason === undefined ? "" : html`<span class="minor">${reason}</span>`}${itemStatus === undefined ? "" : html`<code class="minor">${printable(itemStatus)}</code>`}</td><td role="cell" class="final" data-label="${recipients.finalAt}" data-value="${finalAt ?? ""}">${finalAt === undefined ? "–" : timeElement(finalAt, locale)}</td></tr>
`;
}

function amountCell(
  name: string,
  label: string,
  amount: string | undefined,
  currency: string,
  decimals: number,
  locale: Locale,
): Markup {
  const units = amount === undefined ? "" : unitsOf(amount, decimals);
  return html`<td role="cell" class="${name} number" data-label="${label}" data-value="${units}">${formatMoney(amount, currency, locale)}</td>`;
}

function totalRows(items: readonly ReportedItem[], hasPlan: boolean, locale: Locale): Markup[] {
  const { recipients } = reportMessages.in(locale);
  const { columns: names } = payoutsMessages.in(locale);
  const commissions = sumByCurrency(
    items.flatMap(({ commissionAmount: amount, currency }) => (amount === undefined ? [] : [{ amount, currency }])),
  );
  return Object.entries(sumByCurrency(items)).map(
    ([currency, sum]) =>
      html`<tr role="row"><th scope="row" role="rowheader" colspan="${hasPlan ? 2 : 1}">${recipients.total}</th><td role="cell" class="amount number" data-label="${names.amount}">${formatMoney(sum, currency, locale)}</td><td role="cell" class="commission number" data-label="${names.commission}">${formatMoney(commissions[currency], currency, locale)}</td><td role="cell" colspan="2" class="rest"></td></tr>`,
  );
}

function decimalsOf(amount: string): number {
  return amount.split(".")[1]?.length ?? 0;
}

/** An amount as an integer number of 10^-decimals, for a script that adds and compares them exactly. */
function unitsOf(amount: string, decimals: number): string {
  const [integer = "", fraction = ""] = amount.split(".");
  return `${integer}${fraction.padEnd(decimals, "0")}`;
}
