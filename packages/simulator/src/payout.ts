import { type Money, money, textOf } from "./money.js";
import type { ItemOutcome, OrderedItem } from "./order.js";

/** A payout as it stands. The life cycle alone changes it. */
export interface Payout {
  readonly requestId: string;
  readonly externalId: string;
  readonly purpose: string | undefined;
  readonly currency: string;
  readonly receivedAt: number;
  readonly items: readonly Item[];
  /** The items that init did not refuse. */
  readonly accepted: readonly Item[];
  /** All items in the order of the listing, which may move. */
  readonly listing: Item[];
  /** From when on it is found by those who read. */
  visibleAt: number;
  /** What is shown. It lags behind what was done. */
  status: string;
  /** What was done: on this depends what can be done next. */
  phase: "received" | "authorised" | "published" | "insufficient" | "cancelled";
  /** How many auths were carried out. */
  auths: number;
  /** How many items the bank has answered, by what it said. */
  readonly answers: { paid: number; failed: number; other: number };
  /** How many repeated auths are not at their end. */
  openRepeats: number;
  completedAt: number | undefined;
  canceledAt: number | undefined;
}

export interface Item {
  readonly ordered: OrderedItem;
  readonly referenceCode: string;
  /** As it stands on the wire, where it may have an exponent. */
  readonly commission: string;
  readonly outcome: ItemOutcome;
  status: string;
  /** Why it was refused or not paid. */
  message: string | undefined;
  isFinal: boolean;
  timesPaid: number;
  /** What has left the balance for it, and what has come back. */
  taken: Money;
  refunded: Money;
}

/** Amount and commission: what leaves the balance for an item. */
export function costOf({ ordered, commission }: Item): Money {
  return money(ordered.amount.value) + money(commission);
}

/** What really became of a payout. Nothing of it has to be believed of the wire. */
export interface SimulatedPayout {
  readonly requestId: string;
  readonly externalId: string;
  readonly purpose?: string;
  readonly currency: string;
  /** As `retrieve` shows it, unless the option `payoutStatusOf` gives it another name there. */
  readonly status: string;
  /** How many auths were carried out. More than one only where the options allow it. */
  readonly auths: number;
  /** Milliseconds on the simulator's clock. */
  readonly receivedAt: number;
  readonly completedAt?: number;
  readonly canceledAt?: number;
  /** Whether nothing more is to come. A payout that was neither authorised nor cancelled is not at its end. */
  readonly isAtEnd: boolean;
  /** In the order of the request. */
  readonly items: readonly SimulatedItem[];
}

/**
 * What really became of an item. At any moment the balance has lost the sum of `received`, `commissionPaid` and `held`
 * of all items, exactly.
 */
export interface SimulatedItem {
  readonly itemExternalId: string;
  readonly referenceCode: string;
  readonly recipientType: string;
  /** Personal data. */
  readonly recipientInfo: string;
  /** The digits of the request. */
  readonly amount: string;
  readonly commission: string;
  readonly currency: string;
  readonly status: string;
  /** How often the payee has got the amount. More than 1 is what nobody wants. */
  readonly timesPaid: number;
  /** What the payee has got in all. */
  readonly received: string;
  /** What iyzico has got in all, for what was paid. */
  readonly commissionPaid: string;
  /** What came back into the balance. */
  readonly refunded: string;
  /** What has left the balance and is with nobody: under way, or to be claimed when the status is DEPOSIT_FAIL. */
  readonly held: string;
  /** Whether nothing more is to come. */
  readonly isFinal: boolean;
}

/** A picture of a payout as it stands. */
export function snapshotOf(payout: Payout, isAtEnd: boolean): SimulatedPayout {
  const { requestId, externalId, purpose, currency, status, auths, receivedAt, completedAt, canceledAt } = payout;
  return Object.freeze({
    requestId,
    externalId,
    ...(purpose !== undefined && { purpose }),
    currency,
    status,
    auths,
    receivedAt,
    ...(completedAt !== undefined && { completedAt }),
    ...(canceledAt !== undefined && { canceledAt }),
    isAtEnd,
    items: Object.freeze(payout.items.map(itemSnapshotOf)),
  });
}

function itemSnapshotOf(item: Item): SimulatedItem {
  const { itemExternalId, recipientType, recipientInfo, amount } = item.ordered;
  const times = BigInt(item.timesPaid);
  const received = money(amount.value) * times;
  const commissionPaid = money(item.commission) * times;
  return Object.freeze({
    itemExternalId,
    referenceCode: item.referenceCode,
    recipientType,
    recipientInfo,
    amount: amount.value,
    commission: item.commission,
    currency: amount.currency,
    status: item.status,
    timesPaid: item.timesPaid,
    received: textOf(received),
    commissionPaid: textOf(commissionPaid),
    refunded: textOf(item.refunded),
    held: textOf(item.taken - item.refunded - received - commissionPaid),
    isFinal: item.isFinal,
  });
}
