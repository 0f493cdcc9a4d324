import type { Locale } from "@iyzico-mass-payout/client";
import { reportMessages } from "../../messages/catalogs.js";
import { printable } from "../../terminal/printable.js";
import type { ReportDetails } from "./details.js";
import { html, type Markup } from "./markup.js";

/** The ids to ask iyzico by, and the payouts that the payment has abandoned. */
export function idsSection({ payment, plan }: ReportDetails, locale: Locale): Markup {
  const { ids, purposes } = reportMessages.in(locale);
  const { key, externalId, requestId, supersedes, abandoned } = payment;
  const purpose = plan?.purpose;
  const idOf = (id: string | undefined) => id && html`<code>${printable(id)}</code>`;
  const rows: [string, Markup | string | undefined][] = [
    [ids.key, idOf(key)],
    [ids.externalId, idOf(externalId)],
    [ids.requestId, idOf(requestId)],
    [ids.address, idOf(plan?.address)],
    [ids.supersedes, idOf(supersedes?.key)],
    [ids.purpose, purpose && purposes[purpose]],
  ];
  const payouts =
    abandoned.length === 0
      ? ""
      : html`<table class="facts">
<caption>${ids.abandoned}</caption>
<thead><tr><th scope="col">${ids.externalId}</th><th scope="col">${ids.status}</th></tr></thead>
<tbody>${abandoned.map(({ externalId: id, status = "–" }) => html`<tr><th scope="row">${idOf(id)}</th><td><code>${printable(status)}</code></td></tr>`)}</tbody>
</table>`;
  return html`<section aria-labelledby="ids">
<h2 id="ids">${ids.heading}</h2>
<dl>${rows.map(([name, value]) => (value === undefined || value === "" ? "" : html`<div><dt>${name}</dt><dd>${value}</dd></div>`))}</dl>
${payouts}
</section>`;
}
