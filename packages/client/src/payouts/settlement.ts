import type { Amount } from "../money/amount.js";
import { sumByCurrency } from "../money/arithmetic.js";
import type { MassPayoutItem } from "../operations/retrieve.js";
import { describeItemStatus, describePayoutStatus, type StatusState } from "./status.js";

/** The number of items in a state, and their sums. */
export interface StateTotal {
  count: number;
  /**
   * The exact sum of the items' `totalAmount` for each currency, in lira. What iyzico includes in it is undocumented.
   */
  amounts: Readonly<Record<string, Amount>>;
  /** The number of items without an amount or a currency: they are in `count` and in no sum. */
  withoutAmount: number;
}

/** Where the money of a payout stands, decided item by item. */
export interface Settlement {
  /**
   * - `open`: iyzico is still working on the payout.
   * - `settled`: iyzico will do nothing more, and no action is required.
   * - `action-required`: the payout cannot go on by itself; see `itemsRequiringAction`, or it waits for balance.
   */
  state: "open" | "settled" | "action-required";
  /** Whether all, some or none of the recipients are paid so far. `none` for a payout without items. */
  paid: "all" | "some" | "none";
  /** The totals of each state that an item is in. */
  totals: Readonly<Partial<Record<StatusState, StateTotal>>>;
  /** Items whose refund failed, and items with a status that this version does not know. */
  itemsRequiringAction: readonly SettledItem[];
}

/** The fields of an item that decide about its money. */
export type SettledItem = Pick<MassPayoutItem, "itemStatus" | "totalAmount" | "currencyCode">;

/**
 * Decides where the money of a payout stands, from all of its items. A pure function: the items may come from a
 * database.
 *
 * An item is settled if it is paid, refunded, rejected or cancelled. DEPOSIT_FAIL and unknown statuses require action.
 * FAILED is still open, because the refund is to come. The payout's own status has no value for "everything is
 * settled". It counts only if it says that nothing goes on by itself (INSUFFICIENT_BALANCE), and if there are no items.
 *
 * @param payoutStatus the payout's `massPayoutStatus`, if known.
 *
 * @throws {MassPayoutError} with code `invalid_amount` if an item's `totalAmount` is not a decimal number.
 *
 * @example
 * ```ts
 * import { settlementOf } from "@iyzico-mass-payout/client";
 *
 * const { state, paid, totals } = settlementOf([
 *   { itemStatus: "SUCCESS", totalAmount: "100.50", currencyCode: "TRY" },
 *   { itemStatus: "DEPOSIT_SUCCESS", totalAmount: "20", currencyCode: "TRY" },
 * ]);
 * // "settled", "some", { paid: { count: 1, amounts: { TRY: "100.50" }, … }, refunded: … }
 * ```
 */
export function settlementOf<Item extends SettledItem>(
  items: Iterable<Item>,
  payoutStatus?: string,
): Settlement & { itemsRequiringAction: readonly Item[] } {
  const byState = new Map<StatusState, Item[]>();
  for (const item of items) {
    const { state } = describeItemStatus(item.itemStatus);
    const others = byState.get(state);
    if (others === undefined) byState.set(state, [item]);
    else others.push(item);
  }
  const has = (...states: StatusState[]) => states.some((state) => byState.has(state));
  const payoutState = payoutStatus === undefined ? undefined : describePayoutStatus(payoutStatus);
  const isEmpty = byState.size === 0;

  let state: Settlement["state"] = "settled";
  if (has("in-flight", "not-paid")) state = "open";
  // iyzico pays no item until the balance is filled.
  else if (payoutState?.state === "action-required" && (isEmpty || has("waiting"))) state = "action-required";
  else if (has("waiting")) state = "open";
  else if (has("action-required", "unknown")) state = "action-required";
  // A new payout may not show its items yet, and a COMPLETED payout without items contradicts itself.
  else if (isEmpty && payoutState?.state !== "cancelled") state = "open";

  const isEachPaid = byState.size === 1 && has("paid");
  return {
    state,
    paid: isEachPaid ? "all" : has("paid") ? "some" : "none",
    totals: Object.fromEntries([...byState].map(([key, members]) => [key, totalOf(members)])),
    itemsRequiringAction: [...(byState.get("action-required") ?? []), ...(byState.get("unknown") ?? [])],
  };
}

function totalOf(items: readonly SettledItem[]): StateTotal {
  const amounts: { amount: Amount; currency: string }[] = [];
  for (const { totalAmount: amount, currencyCode: currency } of items) {
    if (amount !== undefined && currency !== undefined) amounts.push({ amount, currency });
  }
  return { count: items.length, amounts: sumByCurrency(amounts), withoutAmount: items.length - amounts.length };
}
