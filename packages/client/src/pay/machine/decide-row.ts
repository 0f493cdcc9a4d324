import { describeItemStatus, isOneOf, type StatusState } from "../../payouts/status.js";
import type { PolledItem } from "./input.js";

/**
 * What decides first, if an item has several rows: one for each attempt to pay it.
 *
 * 1. `in-flight`, `not-paid`: iyzico is at work on the item, and nothing is concluded from its other rows.
 * 2. `unknown`: it may mean anything, also beside a row that is paid.
 * 3. `waiting`: nothing is concluded either.
 * 4. `paid`. That the refund of another attempt failed does not change it: reported as not paid, the recipient might be paid
 *    again.
 * 5. `action-required`, `cancelled`, `rejected`. The item is `refunded` only if every row is.
 */
const precedence: readonly StatusState[] = [
  "in-flight",
  "not-paid",
  "unknown",
  "waiting",
  "paid",
  "action-required",
  "cancelled",
  "rejected",
  "refunded",
];

/**
 * The row that says where the money of an item is. `undefined` if two are paid under different referenceCodes: the recipient
 * may be paid twice. The order of the rows is of no account, because pages may come in any order, and a status that changed
 * with it would never last.
 */
export function decideRow(rows: readonly PolledItem[]): PolledItem | undefined {
  const paidAs = new Set(rows.flatMap((row) => (stateOf(row) === "paid" ? (row.referenceCode ?? []) : [])));
  if (paidAs.size > 1) return undefined;
  const row = rows.reduce((first, other) => (compareRows(other, first) <= 0 ? other : first));
  // INIT alone would say that nothing was authorised. Beside a row that was, iyzico tries again.
  const isTriedAgain =
    stateOf(row) === "waiting" &&
    rows.some((other) => isOneOf(stateOf(other), "paid", "action-required", "cancelled", "refunded"));
  return isTriedAgain ? { ...row, itemStatus: "PROCESSING" } : row;
}

function compareRows(one: PolledItem, other: PolledItem): number {
  const order = precedence.indexOf(stateOf(one)) - precedence.indexOf(stateOf(other));
  return order === 0 ? one.itemStatus.localeCompare(other.itemStatus, "en") : order;
}

function stateOf({ itemStatus }: PolledItem): StatusState {
  return describeItemStatus(itemStatus).state;
}
