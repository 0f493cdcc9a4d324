import { formatMoney } from "./money.js";
import { changeAsOf, type Item, isItemFinal, lastAttemptOf, type Payout, timesPaidOf } from "./payout.js";

/** The true state of a payout, whatever the wire says. */
export interface SimulatedPayout {
  /** The id that init returned. */
  readonly requestId: string;
  /** The id that the merchant chose. */
  readonly externalId: string;
  /** The purpose of the request, if it had one. */
  readonly purpose?: string;
  /** The one currency of all items. */
  readonly currency: string;
  /** The status that `retrieve` returns, before the option `payoutStatusOf` renames it. */
  readonly status: string;
  /** The number of executed auths, those of an operator included. More than one only if the options allow it. */
  readonly auths: number;
  /** Milliseconds on the simulator's clock. */
  readonly receivedAt: number;
  /** When all items were paid or all items had failed, in milliseconds on the simulator's clock. */
  readonly completedAt?: number;
  /** When it was cancelled, in milliseconds on the simulator's clock. */
  readonly canceledAt?: number;
  /** Whether no further change is to come. False for a payout that was neither authorised nor cancelled. */
  readonly isAtEnd: boolean;
  /** In the order of the request. */
  readonly items: readonly SimulatedItem[];
}

/**
 * The true state of an item. At any moment the balance has lost exactly the sum of `received`, `commissionPaid` and
 * `held` of all items. Amounts are exact decimal strings in the item's currency: lira, not kuruş.
 */
export interface SimulatedItem {
  /** The id that the merchant chose. */
  readonly itemExternalId: string;
  /** The id that the operation `item` takes. Of its last attempt, as `status` is, if there were two. */
  readonly referenceCode: string;
  /** As in the request. */
  readonly recipientType: string;
  /** Personal data. */
  readonly recipientInfo: string;
  /** The digits of the request. */
  readonly amount: string;
  /** The digits that the option `commissionOf` returned. */
  readonly commission: string;
  /** As in the request. */
  readonly currency: string;
  /** The status on the wire. */
  readonly status: string;
  /** How many times the recipient received the amount and kept it. More than 1 is a double payment. */
  readonly timesPaid: number;
  /** What the recipient received in total. */
  readonly received: string;
  /** What iyzico received in total, for payments that succeeded. */
  readonly commissionPaid: string;
  /** What returned to the balance. */
  readonly refunded: string;
  /** What has left the balance and was neither paid nor refunded: in flight, stuck, or a receivable: DEPOSIT_FAIL. */
  readonly held: string;
  /** Whether no further change comes by itself: also true for an item that is stuck. */
  readonly isFinal: boolean;
}

/** A frozen copy of a payout's current state. */
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
  const timesPaid = timesPaidOf(item);
  const times = BigInt(timesPaid);
  const received = item.amount * times;
  const commissionPaid = item.commission * times;
  const attempt = lastAttemptOf(item);
  return Object.freeze({
    itemExternalId,
    referenceCode: attempt.referenceCode,
    recipientType,
    recipientInfo,
    amount: amount.value,
    commission: item.commissionDigits,
    currency: amount.currency,
    status: changeAsOf(attempt).status,
    timesPaid,
    received: formatMoney(received),
    commissionPaid: formatMoney(commissionPaid),
    refunded: formatMoney(item.refunded),
    held: formatMoney(item.taken - item.refunded - received - commissionPaid),
    isFinal: isItemFinal(item),
  });
}
