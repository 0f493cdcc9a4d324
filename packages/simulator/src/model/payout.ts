import { type Money, parseMoney } from "./money.js";
import type { ItemOutcome, OrderedItem } from "./ordered-item.js";

/** From a time on, the status on the wire. */
interface StatusChange {
  readonly at: number;
  readonly status: string;
  readonly message: string | undefined;
}

/** A payout as it is stored. Only the life cycle changes it, except `visibleAt` and `listing`, which payout faults change. */
export interface Payout {
  readonly requestId: string;
  readonly externalId: string;
  readonly purpose: string | undefined;
  readonly currency: string;
  readonly receivedAt: number;
  readonly items: readonly Item[];
  /** The items that init accepted. */
  readonly accepted: readonly Item[];
  /** All items in the order of the listing, which may change. */
  readonly listing: Item[];
  /** The time from which retrieve and item find the payout. */
  visibleAt: number;
  /** The status on the wire. It follows `phase` with a delay. Set it with {@link changePayoutStatus}. */
  status: string;
  /** Every status until now, in the order of time: a stale read shows an earlier one. */
  readonly statusChanges: StatusChange[];
  /** What was executed. It decides what is allowed next. */
  phase: "received" | "authorised" | "published" | "insufficient" | "cancelled";
  /** The number of executed auths. */
  auths: number;
  /** The number of items with each result of the bank. */
  readonly bankResults: { paid: number; failed: number; other: number };
  /** The number of repeated auths whose payments are still open. */
  openRepeats: number;
  completedAt: number | undefined;
  canceledAt: number | undefined;
}

export interface Item {
  readonly ordered: OrderedItem;
  readonly referenceCode: string;
  /** The digits on the wire, possibly with an exponent. */
  readonly commission: string;
  readonly outcome: ItemOutcome;
  /** The status on the wire. Set it with {@link changeItemStatus}. */
  status: string;
  /** Why it was rejected or not paid. */
  message: string | undefined;
  readonly statusChanges: StatusChange[];
  isFinal: boolean;
  /** Whether an operator set the status. Nothing that was scheduled before changes the item then. */
  isCorrected: boolean;
  /** Where the money of the item's own payment is. */
  money: MoneyPlace;
  /** How many times the recipient received the amount by repeated auths. */
  repeatedPayments: number;
  /** What has left the balance for it. */
  taken: Money;
  /** What has returned to the balance. */
  refunded: Money;
}

/** Where the money of a payment is: not taken or returned, in flight or a receivable, or paid. */
export type MoneyPlace = "balance" | "held" | "recipient";

/** How many times the recipient has the amount. */
export function timesPaidOf({ money, repeatedPayments }: Item): number {
  return repeatedPayments + (money === "recipient" ? 1 : 0);
}

export function changePayoutStatus(payout: Payout, status: string, at: number): void {
  payout.status = status;
  payout.statusChanges.push({ at, status, message: undefined });
}

export function changeItemStatus(item: Item, status: string, at: number, message: string | undefined): void {
  item.status = status;
  item.message = message;
  item.statusChanges.push({ at, status, message });
}

/** A copy of a payout as the wire showed it at an earlier time. Undefined if it was not received by then. */
export function payoutAsOf(payout: Payout, time: number): Payout | undefined {
  if (payout.receivedAt > time) return undefined;
  const copies = new Map(payout.items.map((item) => [item, { ...item, ...changeAsOf(item, time) }]));
  const copiesOf = (items: readonly Item[]) => items.map((item) => copies.get(item) as Item);
  return {
    ...payout,
    status: changeAsOf(payout, time).status,
    items: copiesOf(payout.items),
    accepted: copiesOf(payout.accepted),
    listing: copiesOf(payout.listing),
    completedAt: timeAsOf(payout.completedAt, time),
    canceledAt: timeAsOf(payout.canceledAt, time),
  };
}

function changeAsOf({ statusChanges }: Payout | Item, time: number): StatusChange {
  return statusChanges.findLast(({ at }) => at <= time) as StatusChange;
}

function timeAsOf(happenedAt: number | undefined, time: number): number | undefined {
  return happenedAt !== undefined && happenedAt <= time ? happenedAt : undefined;
}

/** Amount plus commission: what leaves the balance for an item. */
export function costOf({ ordered, commission }: Item): Money {
  return parseMoney(ordered.amount.value) + parseMoney(commission);
}
