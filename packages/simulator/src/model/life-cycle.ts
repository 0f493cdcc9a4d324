import type { Delays } from "./delays.js";
import type { EventQueue } from "./event-queue.js";
import type { Ledger } from "./ledger.js";
import { parseMoney, sumOf } from "./money.js";
import type { Settings } from "./options.js";
import { costOf, type Item, type Payout } from "./payout.js";
import type { Random } from "./random.js";

/** Moves payouts and items through their statuses, and their money out of the balance and back into it. */
export interface LifeCycle {
  /** Draws the duration of one step, in milliseconds. */
  drawDelay(step: keyof Delays): number;
  /** Starts everything that follows an auth. */
  authorise(payout: Payout, at: number): void;
  /** Repeats an executed auth: each item that the bank pays is paid once more, and no status shows it. */
  payAgain(payout: Payout, at: number): void;
  cancel(payout: Payout, at: number): void;
  topUp(amount: string, at: number): void;
  /** Whether no further change is to come. True also for a payout that can only stay INSUFFICIENT_BALANCE. */
  isAtEnd(payout: Payout): boolean;
}

export function createLifeCycle(
  { delays, insufficientBalance }: Settings,
  { eventQueue, ledger, random }: { eventQueue: EventQueue; ledger: Ledger; random: Random },
): LifeCycle {
  const waitingForBalance = new Set<Payout>();

  const drawDelay = (step: keyof Delays) => Math.round(delays[step] * (0.5 + random.nextFraction() / 2));
  const scheduleAfter = (step: keyof Delays, at: number, act: (at: number) => void) =>
    eventQueue.schedule(at + drawDelay(step), act);

  const takeCost = (items: readonly Item[]): boolean => {
    const isTaken = ledger.take(sumOf(items.map(costOf)));
    if (isTaken) for (const item of items) item.taken += costOf(item);
    return isTaken;
  };

  const publish = (payout: Payout, at: number): void => {
    // What iyzico does with a payout that the balance covers in part is unknown. Here all items are paid, or none.
    if (!takeCost(payout.accepted)) {
      payout.phase = "insufficient";
      payout.status = "INSUFFICIENT_BALANCE";
      payout.openRepeats = 0;
      if (insufficientBalance === "goes-on") waitingForBalance.add(payout);
      return;
    }
    payout.phase = "published";
    payout.status = "PUBLISHED_TO_QUEUE";
    for (const item of payout.accepted) {
      scheduleAfter("itemsQueued", at, (queuedAt) => {
        item.status = "QUEUED";
        scheduleAfter("sent", queuedAt, (sentAt) => {
          item.status = "PROCESSING";
          scheduleAfter("processing", sentAt, (resultAt) => applyBankResult(payout, item, resultAt));
        });
      });
    }
    for (let repeats = payout.openRepeats; repeats > 0; repeats -= 1) repeatPayments(payout, at);
  };

  const repeatPayments = (payout: Payout, at: number): void => {
    const items = payout.accepted.filter(isPaid);
    if (!takeCost(items)) payout.openRepeats -= 1;
    else {
      scheduleAfter("processing", at, () => {
        for (const item of items) item.timesPaid += 1;
        payout.openRepeats -= 1;
      });
    }
  };

  const applyBankResult = (payout: Payout, item: Item, at: number): void => {
    const { outcome } = item;
    if (outcome === "paid") {
      payout.bankResults.paid += 1;
      item.status = "SUCCESS";
      item.isFinal = true;
      item.timesPaid += 1;
    } else if (typeof outcome === "object") {
      payout.bankResults.other += 1;
      item.status = outcome.status;
      item.isFinal = true;
      if (outcome.isPaid) item.timesPaid += 1;
    } else {
      payout.bankResults.failed += 1;
      item.status = "FAILED";
      item.message = "The bank refused the transfer.";
      scheduleAfter("refund", at, (endedAt) => finishRefund(item, outcome === "failed-refunded", endedAt));
    }
    // No status exists for a mixture of paid and failed items: such a payout stays PUBLISHED_TO_QUEUE.
    const { accepted, bankResults } = payout;
    const status =
      bankResults.paid === accepted.length ? "COMPLETED" : bankResults.failed === accepted.length ? "FAIL" : undefined;
    if (status === undefined) return;
    payout.status = status;
    payout.completedAt = at;
  };

  const finishRefund = (item: Item, isRefunded: boolean, at: number): void => {
    item.isFinal = true;
    if (isRefunded) {
      item.status = "DEPOSIT_SUCCESS";
      item.refunded += costOf(item);
      ledger.put(costOf(item));
      publishWaiting(at);
    } else {
      item.status = "DEPOSIT_FAIL";
      item.message = "The refund to the balance failed.";
    }
  };

  /** Retries every payout that waits for balance. */
  const publishWaiting = (at: number): void => {
    for (const payout of [...waitingForBalance]) {
      waitingForBalance.delete(payout);
      publish(payout, at);
    }
  };

  return {
    drawDelay,
    authorise(payout, at) {
      payout.phase = "authorised";
      payout.auths += 1;
      scheduleAfter("authorised", at, (authorisedAt) => {
        payout.status = "IN_PROGRESS";
        scheduleAfter("queued", authorisedAt, (queuedAt) => publish(payout, queuedAt));
      });
    },
    payAgain(payout, at) {
      payout.auths += 1;
      payout.openRepeats += 1;
      // Before it is published, it is not known whether the balance covers the first payment. publish() then repeats it.
      if (payout.phase === "published") repeatPayments(payout, at);
    },
    cancel(payout, at) {
      payout.phase = "cancelled";
      payout.status = "CANCELED";
      payout.canceledAt = at;
      for (const item of payout.accepted) {
        item.status = "MASS_PAYOUT_CANCELED";
        item.isFinal = true;
      }
    },
    topUp(amount, at) {
      ledger.put(parseMoney(amount));
      publishWaiting(at);
    },
    isAtEnd(payout) {
      const isStuck = payout.phase === "insufficient" && insufficientBalance === "stays";
      return payout.openRepeats === 0 && (isStuck || payout.items.every(({ isFinal }) => isFinal));
    },
  };
}

function isPaid({ outcome }: Item): boolean {
  return outcome === "paid" || (typeof outcome === "object" && outcome.isPaid === true);
}
