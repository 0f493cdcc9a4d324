import type { Amount } from "@iyzico-mass-payout/client";
import { sumAmounts } from "@iyzico-mass-payout/client";
import { probeMessages } from "../messages/catalogs.js";
import type { OpenPayout } from "../probe/left-payouts.js";
import type { ProbePlan } from "../probe/plan.js";
import type { Finding } from "../probe/recording/recording.js";
import type { Series } from "../probe/series.js";
import { formatMoney } from "../terminal/money.js";
import { printable } from "../terminal/printable.js";
import type { Style } from "../terminal/styles.js";
import { alignColumns } from "../terminal/table.js";
import { wrapText } from "../terminal/wrap-text.js";
import type { Format } from "./format.js";

/** What a series pays in the worst case; `undefined` if that depends on the balance. */
export function worstCaseOf({ units, isAboveBalance }: Series, unit: Amount): Amount | undefined {
  return isAboveBalance ? undefined : sumAmounts(Array.from({ length: units }, () => unit));
}

/** The plan of a run, before anything is sent. */
export function formatPlan(
  plan: ProbePlan,
  spend: Amount,
  hasRecipient: boolean,
  { locale, style, widths }: Format,
): string {
  const text = probeMessages.in(locale);
  const money = (amount: Amount) => formatMoney(amount, "TRY", locale);
  const lines = plan.series.flatMap((series) => {
    const cost = worstCaseOf(series, plan.unit);
    const shown = cost === undefined ? text.aboveBalance : money(cost);
    return [
      `${style("bold", series.id)} · ${text.columns.worstCase}: ${shown}`,
      ...wrapText(text.steps[series.id], widths.text - 2).map((line) => `  ${line}`),
      ...wrapText(series.experiments.join(", "), widths.text - 2).map((line) => style("dim", `  ${line}`)),
    ];
  });
  const costs = plan.series.map((series) => worstCaseOf(series, plan.unit));
  // What the balance decides is known only when it is read.
  const total = costs.includes(undefined) ? spend : sumAmounts(costs as Amount[]);
  const isPaying = plan.series.some(({ units, isAboveBalance }) => units > 0 || isAboveBalance);
  const skipped = plan.skipped.map(({ experiment, reason }) => [experiment, text.reasons[reason]]);
  const paragraphs = [
    isPaying ? text.worstCase(money(total), money(spend), money(plan.unit)) : text.authorisesNothing,
    ...(hasRecipient ? [] : [text.sampleRecipient]),
    text.planEnd,
  ];
  return [
    ...lines,
    ...(skipped.length === 0 ? [] : ["", `${text.statuses.skipped}:`, ...alignColumns(["left", "left"], skipped)]),
    "",
    ...paragraphs.flatMap((paragraph) => wrapText(paragraph, widths.text)),
    "",
  ].join("\n");
}

const styles: Readonly<Record<Finding["status"], Style>> = { answered: "green", open: "yellow", skipped: "dim" };
const order: readonly Finding["status"][] = ["answered", "open", "skipped"];

/** What a run found out: answered, how, and by which exchanges of the recording. */
export function formatFindings(findings: readonly Finding[], { locale, style, widths }: Format): string {
  const text = probeMessages.in(locale);
  const { columns } = text;
  const sorted = [...findings].sort((one, other) => order.indexOf(one.status) - order.indexOf(other.status));
  const rows = sorted.map(({ experiment, status, answer, detail, evidence }) => [
    experiment,
    text.statuses[status],
    `${text.answers[answer as never] ?? text.reasons[answer as never]}${detail === undefined ? "" : ` (${printable(detail)})`}`,
    rangesOf(evidence),
  ]);
  const headings = [columns.experiment, columns.status, columns.answer, columns.evidence];
  const layouts = [
    "left",
    "left",
    { align: "left" as const, minWidth: 20 },
    { align: "left" as const, minWidth: 10 },
  ] as const;
  const lines = alignColumns(layouts, [headings, ...rows], widths.table);
  const coloured = lines.map((line, at) =>
    at === 0 ? style("bold", line) : style(styles[(sorted[at - 1] as Finding).status], line),
  );
  const count = (status: Finding["status"]) => findings.filter((finding) => finding.status === status).length;
  return [...coloured, "", text.counted(count("answered"), count("open"), count("skipped")), ""].join("\n");
}

/** "3-5, 9" for 3, 4, 5 and 9. */
function rangesOf(ids: readonly number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const id of [...ids].sort((one, other) => one - other)) {
    const range = ranges.at(-1);
    if (range?.[1] === id - 1) range[1] = id;
    else ranges.push([id, id]);
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(", ");
}

/** The payouts that are left, or that there are none. */
export function formatOpenPayouts(payouts: readonly OpenPayout[], { locale }: Format): string {
  const text = probeMessages.in(locale);
  if (payouts.length === 0) return `${text.allClosed}\n`;
  const lines = payouts.map(({ externalId, requestId, status, isAuthorised }) =>
    printable(text.openPayout(externalId, requestId, status, isAuthorised)),
  );
  return `${text.openPayouts}\n${lines.map((line) => `  ${line}\n`).join("")}`;
}
