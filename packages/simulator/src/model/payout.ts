import { type Money, parseMoney } from "./money.js";
import type { ItemOutcome, OrderedItem } from "./ordered-item.js";

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
  /** The status on the wire. It follows `phase` with a delay. */
  status: string;
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
  status: string;
  /** Why it was rejected or not paid. */
  message: string | undefined;
  isFinal: boolean;
  timesPaid: number;
  /** What has left the balance for it. */
  taken: Money;
  /** What has returned to the balance. */
  refunded: Money;
}

/** Amount plus commission: what leaves the balance for an item. */
export function costOf({ ordered, commission }: Item): Money {
  return parseMoney(ordered.amount.value) + parseMoney(commission);
}
