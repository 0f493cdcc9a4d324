import { type ExcludedItem, type Locale, type Repayment, sumByCurrency } from "@iyzico-mass-payout/client";
import { repayMessages } from "../messages/catalogs.js";
import { formatSums } from "../terminal/money.js";
import { printable } from "../terminal/printable.js";
import { wrapText } from "../terminal/wrap-text.js";

/**
 * What `repay` prints beside the plan: what is in it, what is not and why, and what to do.
 *
 * @param payLine the command line that pays the plan.
 */
export function formatRepayment({ plan, excluded, settled }: Repayment, payLine: string, locale: Locale): string {
  const repay = repayMessages.in(locale);
  const changed = excluded.filter(({ reason }) => reason === "status-changed");
  const superseded = excluded.filter(({ reason }) => reason === "superseded");
  const taken = excluded.filter(({ reason }) => reason === "id-taken");
  const amounts = plan?.items.map(({ amount: { value, currency } }) => ({ amount: value, currency })) ?? [];
  const isPayable = plan !== undefined && settled === undefined;
  const notes = [
    ...(plan === undefined ? [] : [repay.planned(amounts.length, formatSums(sumByCurrency(amounts), locale))]),
    ...changed.map(({ itemExternalId, itemStatus, polledStatus }) =>
      repay.changed(printable(itemExternalId), printable(itemStatus), polledStatus && printable(polledStatus)),
    ),
    ...byKey(changed).map(([key, ids]) => repay.paidTwice(ids, key)),
    ...byKey(superseded).map(([key, ids]) => repay.superseded(ids, key)),
    ...(taken.length === 0 ? [] : [repay.idTaken(idsOf(taken))]),
    ...(isPayable ? [repay.payIt] : []),
    ...(settled === undefined ? [] : [repay.settled]),
    ...(settled === undefined || settled.cancelled.length === 0
      ? []
      : [repay.cancelled(printable(settled.cancelled.join(", ")))]),
    ...(plan === undefined && changed.length > 0 ? [repay.noPlan] : []),
    ...(plan === undefined && excluded.length === 0 ? [repay.nothing] : []),
  ];
  // On a line of its own, which is not wrapped.
  const command = isPayable ? [`  ${payLine}`] : [];
  return [...notes.flatMap((note) => wrapText(note)), ...command].map((line) => `${line}\n`).join("");
}

/** The items that another payment pays again, by its key. */
function byKey(items: readonly ExcludedItem[]): [key: string, ids: string][] {
  const keys = new Set(items.flatMap(({ supersededBy }) => supersededBy ?? []));
  return Array.from(keys, (key) => [printable(key), idsOf(items.filter((item) => item.supersededBy === key))]);
}

function idsOf(items: readonly ExcludedItem[]): string {
  return printable(items.map(({ itemExternalId }) => itemExternalId).join(", "));
}
