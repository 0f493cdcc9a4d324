import type { Balance } from "./balance.js";
import type { EventQueue } from "./event-queue.js";
import type { LifeCycle } from "./life-cycle.js";
import { isMoney, parseMoney } from "./money.js";
import { lastAttemptOf, type Payout } from "./payout.js";
import type { PayoutRepository } from "./payout-repository.js";

/** What happens at iyzico without a request of the merchant's program. None of it is in the history. */
export interface VendorOperator {
  /**
   * Authorises a payout, as in iyzico's panel. It counts in the payout's `auths`. The payout must be neither authorised nor
   * cancelled, and have an item that init accepted; or be INSUFFICIENT_BALANCE, whatever the options say.
   *
   * With `afterMs` it happens so many milliseconds later, while other requests are handled, and does nothing if the payout's
   * state forbids it then.
   *
   * @throws {TypeError} if no payout has the id.
   * @throws {RangeError} if `afterMs` is negative or not finite.
   * @throws {Error} if the payout's state forbids it, without `afterMs`.
   */
  authorisePayout(requestId: string, options?: { afterMs?: number | undefined }): void;
  /**
   * Cancels a payout whose money has not left the balance: other than the operation `cancel`, also an authorised one.
   *
   * @throws {TypeError} if no payout has the id.
   * @throws {Error} if the payout is cancelled, or its money has left the balance.
   */
  cancelPayout(requestId: string): void;
  /**
   * Corrects the status of one item of a payout whose money has left the balance. The money goes to where the new status
   * says that it is:
   *
   * - SUCCESS: to the recipient. `timesPaid` is 1, and amount and commission are taken from the balance if they were
   *   back in it.
   * - DEPOSIT_SUCCESS, MASS_PAYOUT_CANCELED, INVALID: back to the balance, also from the recipient. `timesPaid` is 0.
   * - INIT, QUEUED, PROCESSING, FAILED, DEPOSIT_FAIL: `held`; from the recipient, or taken from the balance. `timesPaid`
   *   is 0.
   * - Any other status: nowhere. Only the status changes.
   *
   * Payments of repeated auths stay paid, and are counted in `timesPaid` besides. The payout's status does not change, and
   * nothing that was due changes the item afterwards: it keeps the status until the next correction.
   *
   * @throws {TypeError} if no item has the referenceCode, or `status` is not a non-empty string.
   * @throws {Error} if the payout is not published, init rejected the item, another attempt followed, or the balance does not
   *   cover what it must pay.
   */
  setItemStatus(referenceCode: string, status: string): void;
  /**
   * Takes money out of the balance, as another program of the merchant would: a decimal string, in lira.
   *
   * @throws {TypeError} if `amount` is not one.
   * @throws {RangeError} if the balance does not cover it: it is never below zero.
   */
  withdraw(amount: string): void;
}

export function createVendorOperator(
  {
    payouts,
    balance,
    lifeCycle,
    eventQueue,
  }: { payouts: PayoutRepository; balance: Balance; lifeCycle: LifeCycle; eventQueue: EventQueue },
  catchUp: () => number,
): VendorOperator {
  const findPayout = (requestId: string): Payout => {
    const payout = payouts.findByRequestId(requestId);
    if (payout === undefined) throw new TypeError("requestId must be the id of a received payout.");
    return payout;
  };
  return {
    authorisePayout(requestId, { afterMs } = {}) {
      const now = catchUp();
      const payout = findPayout(requestId);
      if (afterMs === undefined) {
        if (!canBeAuthorised(payout)) throw forbidden(payout, "authorised");
        lifeCycle.authorise(payout, now);
        return;
      }
      if (!(Number.isFinite(afterMs) && afterMs >= 0)) throw new RangeError("afterMs must be a non-negative number.");
      eventQueue.schedule(now + afterMs, (at) => {
        if (canBeAuthorised(payout)) lifeCycle.authorise(payout, at);
      });
    },
    cancelPayout(requestId) {
      const now = catchUp();
      const payout = findPayout(requestId);
      if (payout.phase === "published" || payout.phase === "cancelled") throw forbidden(payout, "cancelled");
      lifeCycle.cancel(payout, now);
    },
    setItemStatus(referenceCode, status) {
      const now = catchUp();
      const found = payouts.findAttempt(referenceCode);
      if (found === undefined) throw new TypeError("referenceCode must be the id of a received item.");
      if (typeof status !== "string" || status === "") throw new TypeError("status must be a non-empty string.");
      const { payout, attempt } = found;
      if (payout.phase !== "published" || attempt.outcome === "rejected")
        throw forbidden(payout, "corrected in this item");
      if (attempt !== lastAttemptOf(attempt.item))
        throw new Error("Only the last attempt of an item can be corrected.");
      if (!lifeCycle.correctItem(payout, attempt.item, status, now))
        throw new Error("The balance does not cover the correction.");
    },
    withdraw(amount) {
      if (!isMoney(amount)) throw new TypeError('amount must be a non-negative decimal string, such as "100.50".');
      const now = catchUp();
      if (!balance.take(parseMoney(amount), now)) {
        throw new RangeError(`amount must be at most the balance, ${balance.value()}.`);
      }
    },
  };
}

function canBeAuthorised({ phase, accepted }: Payout): boolean {
  return phase === "insufficient" || (phase === "received" && accepted.length > 0);
}

function forbidden({ externalId, requestId, status }: Payout, action: string): Error {
  return new Error(`The payout ${externalId} (${requestId}) is ${status}: it can't be ${action}.`);
}
