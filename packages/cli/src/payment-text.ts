import {
  type LedgerKind,
  type PaymentReport,
  type PayResult,
  type PersonReason,
  type StatusState,
  sumAmounts,
} from "@iyzico-mass-payout/client";
import { formatMoney } from "./money.js";
import { paymentWords } from "./payment-words.js";
import { printable } from "./printable.js";
import { reviewLines } from "./review-text.js";
import { type Style, type Styled, styledWith, styles } from "./styles.js";
import { aligned, table } from "./table.js";
import { type Locale, words } from "./words.js";
import { wrapped } from "./wrapped.js";

const kinds: readonly LedgerKind[] = ["paid", "commission", "refund", "claim"];

/** Where a payment stands, in a line. */
export function progressText({ phase, items }: PaymentReport, locale: Locale): string {
  return `${paymentWords[locale].phases[phase]}: ${countsText(items, locale, (_, text) => text)}`;
}

/**
 * How a payment ended, as a person wants to read it: the end, every payee, where the money is, and last, where a terminal
 * shows it above the prompt, what is to be done.
 *
 * @param approved the digest that the caller approved.
 */
export function paymentText(
  result: PayResult,
  { locale, hasColour, approved }: { locale: Locale; hasColour: boolean; approved: string | undefined },
): string {
  const word = paymentWords[locale];
  const styled = styledWith(hasColour);
  const { key, requestId, items } = result;
  const name = `${words[locale].payout} ${printable(key)}`;
  return [
    styled("bold", requestId === undefined ? name : `${name} · ${printable(requestId)}`),
    ending(result, locale, styled),
    "",
    ...itemLines(items, locale, styled),
    "",
    `${word.payees(items.length)}: ${countsText(items, locale, styled)}`,
    "",
    ...sumLines(result, locale),
    ...notes(result, locale),
    ...(result.outcome === "needs-a-person" && result.review !== undefined
      ? reviewLines(result.review, { locale, styled, approved })
      : []),
    "",
  ].join("\n");
}

function ending(result: PayResult, locale: Locale, styled: Styled): string {
  const word = paymentWords[locale];
  if (result.outcome === "needs-a-person") return styled("yellow", word.needsAPerson);
  if (result.outcome === "still-open") return styled("cyan", word.stillOpen(word.phases[result.phase]));
  const colours: Readonly<Record<PaymentReport["paid"], Style>> = { everyone: "green", some: "yellow", nobody: "red" };
  return styled(colours[result.paid], word.settled[result.paid]);
}

function itemLines(items: PaymentReport["items"], locale: Locale, styled: Styled): string[] {
  const word = words[locale];
  const [heading = "", ...rows] = table(
    [
      { heading: word.item, align: "left" },
      { heading: word.amount, align: "right" },
      { heading: word.commission, align: "right" },
      { heading: word.state, align: "left" },
      { heading: word.status, align: "left" },
    ],
    items.map(({ itemExternalId, amount, commissionAmount, currency, state, itemStatus = "–", errorCode }) => [
      printable(itemExternalId),
      formatMoney(amount, currency, locale),
      formatMoney(commissionAmount, currency, locale),
      styled(styles[state], word.states[state]),
      printable(errorCode === undefined ? itemStatus : `${itemStatus} (${errorCode})`),
    ]),
  );
  return [styled("bold", heading), ...rows];
}

/** What was ordered, and the ledger's sums, under each currency. */
function sumLines({ items, totals }: PaymentReport, locale: Locale): string[] {
  const word = paymentWords[locale];
  const ordered: Record<string, string> = {};
  for (const { amount, currency } of items) ordered[currency] = sumAmounts([ordered[currency] ?? "0", amount]);
  const rows = Object.entries(ordered).flatMap(([currency, sum]) => [
    [word.ordered, formatMoney(sum, currency, locale)],
    ...kinds.flatMap((kind) => {
      const amount = totals[currency]?.[kind];
      return amount === undefined ? [] : [[word.kinds[kind], formatMoney(amount, currency, locale)]];
    }),
  ]);
  return aligned(["left", "right"], rows);
}

/** Reasons whose advice says what became of what was sent, and better. */
const sayingWhatIsInDoubt: readonly PersonReason[] = [
  "request-id-unknown",
  "init-unknown",
  "auth-unknown",
  "insufficient-balance",
];

/** What is in doubt, what is to be done, and what went wrong, each in a paragraph. */
function notes(result: PayResult, locale: Locale): string[] {
  const word = paymentWords[locale];
  const { inits } = result;
  const isSaid = result.outcome === "needs-a-person" && sayingWhatIsInDoubt.includes(result.reason);
  const inDoubt = isSaid ? undefined : result.inDoubt;
  // That the time was up while it looked is no failure of anything.
  const failure =
    result.outcome === "settled" || result.failure?.code === "deadline_exceeded" ? undefined : result.failure;
  return [
    ...(inDoubt === undefined ? [] : [word.inDoubt[inDoubt]]),
    ...(inits > 1 ? [word.severalInits(inits)] : []),
    ...(result.outcome === "needs-a-person" ? [word.advice[result.reason]] : []),
    ...(result.outcome === "settled" && result.paid !== "everyone" ? [word.payAgain] : []),
    ...(failure === undefined ? [] : [printable(failure.message), printable(failure.hint)]),
  ].flatMap((note) => ["", ...wrapped(note)]);
}

function countsText(items: PaymentReport["items"], locale: Locale, styled: Styled): string {
  const counts = new Map<StatusState, number>();
  for (const { state } of items) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts]
    .map(([state, count]) => `${count} ${styled(styles[state], words[locale].states[state])}`)
    .join(", ");
}
