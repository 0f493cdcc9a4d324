import {
  type LedgerKind,
  type Locale,
  type PaymentReport,
  sumAmounts,
  sumByCurrency,
} from "@iyzico-mass-payout/client";
import { payMessages, payoutsMessages, reportMessages } from "../../messages/catalogs.js";
import { formatMoney } from "../../terminal/money.js";
import { html, type Markup } from "./markup.js";
import { stateOrder } from "./order.js";
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

const ledgerKinds: readonly LedgerKind[] = ["paid", "commission", "refund", "receivable"];

function formatLedger({ ledger, totals }: PaymentReport, currency: string, locale: Locale): Markup {
  const { money } = reportMessages.in(locale);
  const kinds = payMessages.in(locale).ledger;
  const open = ledger.filter((entry) => !entry.isFinal && entry.currency === currency);
  const openSumOf = (kind: LedgerKind) => sumByCurrency(open.filter((entry) => entry.kind === kind))[currency];
  const rows = ledgerKinds.flatMap((kind) => {
    const amount = totals[currency]?.[kind];
    const openCell = html`<td class="number">${formatMoney(openSumOf(kind), currency, locale)}</td>`;
    return amount === undefined
      ? []
      : html`<tr><th scope="row">${kinds[kind]}</th><td class="number">${formatMoney(amount, currency, locale)}</td>${open.length > 0 ? openCell : ""}</tr>`;
  });
  if (rows.length === 0) return html`<p>${money.nothingBooked}</p>`;
  return html`<table class="sums">
<caption>${money.ledgerHeading(currency)}</caption>
<thead><tr><th scope="col">${money.kind}</th><th scope="col" class="number">${money.sum}</th>${open.length > 0 ? html`<th scope="col" class="number">${money.notFinal}</th>` : ""}</tr></thead>
<tbody>${rows}</tbody>
</table>`;
}
