import type { Amount } from "../money/amount.js";
import { sumByCurrency } from "../money/arithmetic.js";
import type { MassPayoutItem } from "../operations/retrieve.js";
import { describeItemStatus, describePayoutStatus, type StatusState } from "./status.js";

/** How many items are in a state, and how much they are. */
export interface StateTotal {
  count: number;
  /** The exact sum of the items' `totalAmount` under each currency. What iyzico includes in it is undocumented. */
  amounts: Readonly<Record<string, Amount>>;
  /** Items without an amount or a currency: they are in `count` and in no sum. */
  withoutAmount: number;
}

/** Where the money of a payout stands, decided item by item. */
export interface Settlement {
  /**
   * - `open`: something is still to come from iyzico.
   * - `settled`: nothing is to come and nobody need act.
   * - `action-required`: nothing is to come by itself; see `itemsRequiringAction`, or the payout waits for balance.
   */
  state: "open" | "settled" | "action-required";
  /** Who is paid so far. `none` also for a payout without items. */
  paid: "all" | "some" | "none";
  /** Every state that an item is in. */
  totals: Readonly<Partial<Record<StatusState, StateTotal>>>;
  /** Items whose refund failed, and items with a status that this version does not know. */
  itemsRequiringAction: readonly SettledItem[];
}

/** What the reducer needs of an item. */
export type SettledItem = Pick<MassPayoutItem, "itemStatus" | "totalAmount" | "currencyCode">;

/**
 * Decides where the money of a payout stands, from all of its items. Pure: use it on items from wherever you keep them.
 *
 * An item is settled when it is paid, refunded, refused or cancelled. DEPOSIT_FAIL and unknown statuses need a person;
 * FAILED is still open, because the refund is to come. The payout's own status can't say that all is settled; it only
 * counts where it says that nothing goes on by itself (INSUFFICIENT_BALANCE), and where there are no items.
 *
 * @param payoutStatus the payout's `massPayoutStatus`, when it is known.
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
  // A payout that was just made may not show its items yet, and one that says COMPLETED without any contradicts itself.
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
