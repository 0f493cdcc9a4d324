import { type Locale, type PaymentReport, sumAmounts, sumByCurrency } from "@iyzico-mass-payout/client";
import { payMessages, payoutsMessages, reportMessages } from "../../messages/catalogs.js";
import { formatMoney } from "../../terminal/money.js";
import { ledgerKinds, openSumOf } from "../ledger.js";
import { stateOrder } from "../state-order.js";
import { html, type Markup } from "./markup.js";
import { shareOf } from "./share.js";

/** Where the money is: for each currency the states as a bar and as a table, and the sums of the ledger. */
export function moneySection(payment: PaymentReport, locale: Locale): Markup {
  const { money } = reportMessages.in(locale);
  const currencies = Object.keys(sumByCurrency(payment.items));
  return html`<section aria-labelledby="money">
<h2 id="money">${money.heading}</h2>
${currencies.map((currency) => html`<div class="currency">${formatStates(payment, currency, locale)}${formatLedger(payment, currency, locale)}</div>`)}
</section>`;
}

function formatStates({ items }: PaymentReport, currency: string, locale: Locale): Markup {
  const { money } = reportMessages.in(locale);
  const { columns, states } = payoutsMessages.in(locale);
  const own = items.filter((item) => item.currency === currency);
  const total = sumAmounts(own.map(({ amount }) => amount));
  const groups = [...stateOrder].reverse().flatMap((state) => {
    const amounts = own.filter((item) => item.state === state).map(({ amount }) => amount);
    return amounts.length === 0 ? [] : [{ state, count: amounts.length, sum: sumAmounts(amounts) }];
  });
  let left = 0;
  const bars = groups.map(({ state, sum }) => {
    const { width } = shareOf(sum, total, locale);
    const bar = html`<rect class="bar" data-state="${state}" x="${left}" y="0" width="${Math.max(width, 2)}" height="20"/>`;
    left += width;
    return bar;
  });
  const percentages = groups.map(({ state, sum }) => `${states[state]} ${shareOf(sum, total, locale).percent}`);
  return html`<svg viewBox="0 0 1000 20" preserveAspectRatio="none" role="img" aria-label="${percentages.join(", ")}">${bars}</svg>
<div>
<table class="sums">
<caption>${money.byState(currency)}</caption>
<thead><tr><th scope="col">${columns.state}</th><th scope="col" class="number">${money.recipients}</th><th scope="col" class="number">${money.sum}</th><th scope="col" class="number share">${money.share}</th></tr></thead>
<tbody>${groups.map(
    ({ state, count, sum }) =>
      html`<tr><th scope="row"><span class="state" data-state="${state}">${states[state]}</span></th><td class="number">${count}</td><td class="number">${formatMoney(sum, currency, locale)}</td><td class="number share">${shareOf(sum, total, locale).percent}</td></tr>`,
  )}</tbody>
<tfoot><tr><th scope="row">${payMessages.in(locale).ordered}</th><td class="number">${own.length}</td><td class="number">${formatMoney(total, currency, locale)}</td><td class="number share">${shareOf(total, total, locale).percent}</td></tr></tfoot>
</table>
<p class="minor-note">${money.orderedNote}</p>
</div>`;
}

function formatLedger(payment: PaymentReport, currency: string, locale: Locale): Markup {
  const { money } = reportMessages.in(locale);
  const kinds = payMessages.in(locale).ledger;
  const isOpen = ledgerKinds.some((kind) => openSumOf(payment, currency, kind) !== undefined);
  const rows = ledgerKinds.flatMap((kind) => {
    const amount = payment.totals[currency]?.[kind];
    const openCell = html`<td class="number">${formatMoney(openSumOf(payment, currency, kind), currency, locale)}</td>`;
    return amount === undefined
      ? []
      : html`<tr><th scope="row">${kinds[kind]}</th><td class="number">${formatMoney(amount, currency, locale)}</td>${isOpen ? openCell : ""}</tr>`;
  });
  if (rows.length === 0) return html`<p>${money.nothingBooked}</p>`;
  return html`<table class="sums">
<caption>${money.ledgerHeading(currency)}</caption>
<thead><tr><th scope="col">${money.kind}</th><th scope="col" class="number">${money.sum}</th>${isOpen ? html`<th scope="col" class="number">${money.notFinal}</th>` : ""}</tr></thead>
<tbody>${rows}</tbody>
</table>`;
}
