/** The style of the page: on a screen light or dark, on a narrow one with a card for each recipient, and on A4 paper. */
export const pageStyle: string = `
:root {
  --page: #f4f6f9; --card: #fff; --ink: #18202e; --muted: #525d70; --line: #d5dbe5; --soft: #eef1f6; --link: #1d4fc4;
  --paid: #17794a; --in-flight: #2a66d0; --waiting: #68748a; --refunded: #7d48b8; --cancelled: #4d5666;
  --rejected: #b0322b; --not-paid: #c04a10; --unknown: #87690a; --action-required: #a8530a;
  --attention: #fff6e5; --attention-line: #b36b00; --calm: #ebf7f0;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #0f131a; --card: #181e28; --ink: #e8ecf3; --muted: #a5b0c2; --line: #343d4c; --soft: #222a37; --link: #8db4ff;
    --paid: #4cc38a; --in-flight: #6ea2ff; --waiting: #9aa6ba; --refunded: #c294f5; --cancelled: #7f8a9d;
    --rejected: #ff8078; --not-paid: #ff9a5c; --unknown: #e0bd4a; --action-required: #f5a94b;
    --attention: #2d2413; --attention-line: #d99a2b; --calm: #14281e;
  }
}
* { box-sizing: border-box; }
html { color-scheme: light dark; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem 1rem 3rem; background: var(--page); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Open Sans", "DejaVu Sans", sans-serif; }
h1, h2, p, dl, dd, ul { margin: 0; }
h1 { font-size: clamp(1.4rem, 1rem + 2vw, 2.1rem); line-height: 1.2; letter-spacing: -0.01em; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; line-height: 1.3; margin-bottom: 0.75rem; }
h2:focus { outline: none; }
a { color: var(--link); }
code { font: 0.875em/1.4 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 0.5rem; z-index: 2; padding: 0.5rem 0.75rem; background: var(--card); border-radius: 0.4rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
header { margin-bottom: 1.5rem; }
.eyebrow { color: var(--muted); font-size: 0.875rem; margin-bottom: 0.25rem; }
.outcome { font-size: 1.15rem; font-weight: 600; margin-top: 0.75rem; padding-left: 0.75rem; border-left: 0.3rem solid var(--in-flight); }
.outcome[data-outcome="all"] { border-color: var(--paid); }
.outcome[data-outcome="some"] { border-color: var(--action-required); }
.outcome[data-outcome="none"] { border-color: var(--rejected); }
.count { color: var(--muted); margin-top: 0.25rem; padding-left: 1.05rem; }
.no-real-money { color: var(--ink); }
section { background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem; padding: 1.25rem; margin-bottom: 1.25rem; }
.action { background: var(--attention); border-color: var(--attention-line); }
.action[data-calm] { background: var(--calm); border-color: var(--line); }
.notes { list-style: none; padding: 0; }
.notes > li + li { margin-top: 0.9rem; padding-top: 0.9rem; border-top: 1px solid var(--line); }
.notes p { max-width: 90ch; }
.notes p + p { margin-top: 0.25rem; }
.notes ul { margin-top: 0.4rem; padding-left: 1.2rem; }
.notes ul li { overflow-wrap: anywhere; }
.amount, .number { font-variant-numeric: tabular-nums; }
.notes .amount { white-space: nowrap; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--muted); font-size: 0.875rem; padding-bottom: 0.4rem; }
th, td { text-align: left; vertical-align: top; padding: 0.45rem 0.6rem; border-bottom: 1px solid var(--line); }
th { font-weight: 600; }
thead th { color: var(--muted); font-size: 0.8125rem; vertical-align: bottom; }
tbody th { font-weight: 500; }
tfoot th, tfoot td { font-weight: 600; border-bottom: 0; }
.number { text-align: right; }
td.number { white-space: nowrap; }
.currency { display: grid; gap: 1rem 2rem; align-items: start; }
.currency + .currency { margin-top: 2rem; }
@media screen and (min-width: 60rem) {
  .currency { grid-template-columns: minmax(0, 1.2fr) minmax(0, 1fr); }
  .currency svg { grid-column: 1 / -1; }
}
svg { display: block; width: 100%; height: 2rem; border-radius: 0.4rem; background: var(--soft); }
.bar { stroke: var(--card); stroke-width: 2; vector-effect: non-scaling-stroke; }
.minor-note { color: var(--muted); font-size: 0.8125rem; margin-top: 0.5rem; }
.state { display: inline-flex; align-items: baseline; gap: 0.45rem; }
.state::before { content: ""; flex: none; width: 0.65em; height: 0.65em; border-radius: 50%; background: var(--waiting); }
.state[data-state="action-required"]::before, .state[data-state="unknown"]::before, .state[data-state="not-paid"]::before,
.state[data-state="rejected"]::before { border-radius: 0.1em; }
STATES
section > p { margin-bottom: 0.75rem; }
.filter { display: flex; flex-wrap: wrap; gap: 0.75rem 1.5rem; margin-bottom: 0.75rem; }
.filter[hidden] { display: none; }
.filter p { display: flex; align-items: center; gap: 0.5rem; flex: 0 1 auto; min-width: 0; }
.filter p:first-child { flex: 1 1 16rem; max-width: 30rem; }
.filter label { font-size: 0.875rem; font-weight: 600; white-space: nowrap; }
input, select, th button { font: inherit; color: inherit; }
input, select { min-width: 0; width: 100%; padding: 0.4rem 0.6rem; background: var(--card); border: 1px solid var(--muted); border-radius: 0.4rem; }
input::placeholder { color: var(--muted); opacity: 1; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
#shown { color: var(--muted); font-size: 0.875rem; }
#shown:empty { display: none; }
th button { display: inline; padding: 0.15rem 0.25rem; margin: -0.15rem -0.25rem; border: 0; border-radius: 0.25rem; background: none; font-weight: 600; text-align: inherit; white-space: nowrap; cursor: pointer; }
th button:hover { color: var(--ink); text-decoration: underline; }
th button::after { content: " \\2195" / ""; }
th[aria-sort="ascending"] button::after { content: " \\2191" / ""; }
th[aria-sort="descending"] button::after { content: " \\2193" / ""; }
th[aria-sort="ascending"], th[aria-sort="descending"] { color: var(--ink); }
.recipients [hidden] { display: none !important; }
.recipients .name { font-weight: 600; overflow-wrap: anywhere; }
.recipients th.amount, .recipients th.commission { text-align: right; }
.minor { display: block; color: var(--muted); font-size: 0.8125rem; font-weight: 400; overflow-wrap: anywhere; }
td.final { font-size: 0.875rem; }
@media screen and (min-width: 48.01rem) {
  .facts time { white-space: nowrap; }
  .recipients thead th { position: sticky; top: 0; background: var(--card); box-shadow: inset 0 -1px var(--line); border-bottom: 0; }
  .recipients th.recipient { width: 26%; }
  .recipients th.status { width: 22%; }
  .recipients .item { min-width: 8rem; }
  .recipients td.final { min-width: 7.5rem; }
}
.facts td, .facts th { overflow-wrap: break-word; }
dl { display: grid; gap: 0.5rem; }
dl div { display: grid; grid-template-columns: minmax(7rem, 12rem) minmax(0, 1fr); gap: 0.75rem; }
dt { color: var(--muted); }
dl + table { margin-top: 1.25rem; }
footer { color: var(--muted); font-size: 0.875rem; padding: 0 0.25rem; }
footer strong { color: var(--ink); font-weight: 600; }
@media screen and (max-width: 48rem) {
  body { padding: 1rem 0.75rem 2rem; }
  section { padding: 1rem 0.85rem; }
  .sums, .facts { font-size: 0.8125rem; }
  .sums th, .sums td, .facts th, .facts td { padding: 0.4rem 0.25rem; }
  td.number { white-space: normal; overflow-wrap: anywhere; }
  .recipients, .recipients caption, .recipients tbody, .recipients tfoot, .recipients tr, .recipients td, .recipients tbody th, .recipients tfoot th { display: block; width: 100%; }
  .recipients thead tr { display: flex; flex-wrap: wrap; gap: 0.25rem 0.9rem; padding-bottom: 0.5rem; }
  .recipients thead { display: block; }
  .recipients thead th { padding: 0.25rem 0; border: 0; }
  .recipients tbody tr, .recipients tfoot tr { border-top: 1px solid var(--line); padding: 0.75rem 0; }
  .recipients td, .recipients tbody th, .recipients tfoot th { border: 0; padding: 0.15rem 0; }
  .recipients td[data-label] { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); column-gap: 0.75rem; text-align: left; white-space: normal; }
  .recipients td[data-label]::before { content: attr(data-label); color: var(--muted); font-size: 0.875rem; grid-row: 1 / span 4; }
  .recipients td[data-label] > * { grid-column: 2; }
  .recipients td.rest { display: none; }
  dl div { grid-template-columns: minmax(0, 1fr); gap: 0; }
}
@media screen and (max-width: 30rem) { .share { display: none; } }
@media print {
  @page { size: A4; margin: 14mm 12mm; }
  html { color-scheme: light; background: #fff; font-size: 9.5pt; }
  body { max-width: none; padding: 0; background: none; line-height: 1.35; }
  section { border: 0; border-radius: 0; padding: 0; margin-bottom: 6mm; background: none; }
  .action { border-left: 1mm solid var(--attention-line); padding-left: 3mm; }
  .action[data-calm] { border-color: var(--paid); background: none; }
  .skip, .filter { display: none; }
  h2, caption { break-after: avoid; }
  tr, svg, .notes > li { break-inside: avoid; }
  thead { display: table-header-group; }
  tfoot { display: table-row-group; }
  th, td { padding: 1mm 1.5mm; }
  th button { white-space: normal; }
  th button::after { content: none; }
  svg, .bar, .state::before { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  svg { height: 6mm; }
  .recipients { font-size: 8pt; }
  .recipients .minor, .recipients td.final, .recipients thead th { font-size: 7pt; }
  .recipients th.recipient { width: 23%; }
  .recipients th.status { width: 19%; }
  .recipients th.final { width: 13%; }
  .facts time { white-space: nowrap; }
}
`.replace("STATES", statesStyle());

function statesStyle(): string {
  const states = [
    "action-required",
    "unknown",
    "not-paid",
    "rejected",
    "refunded",
    "cancelled",
    "waiting",
    "in-flight",
    "paid",
  ];
  return states
    .map(
      (state) =>
        `.bar[data-state="${state}"] { fill: var(--${state}); } .state[data-state="${state}"]::before { background: var(--${state}); }`,
    )
    .join("\n");
}
