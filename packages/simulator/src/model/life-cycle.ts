import type { Balance } from "./balance.js";
import type { Delays } from "./delays.js";
import type { EventQueue } from "./event-queue.js";
import { type Money, parseMoney, sumOf } from "./money.js";
import type { Settings } from "./options.js";
import { changeItemStatus, changePayoutStatus, costOf, type Item, type MoneyPlace, type Payout } from "./payout.js";
import type { Random } from "./random.js";

/** Moves payouts and items through their statuses, and their money out of the balance and back into it. */
export interface LifeCycle {
  /** Draws the duration of one step, in milliseconds. */
  drawDelay(step: keyof Delays): number;
  /** Starts everything that follows an auth. */
  authorise(payout: Payout, at: number): void;
  /** Repeats an executed auth: each item that the bank pays is paid once more, and no status shows it. */
  payAgain(payout: Payout, at: number): void;
  /** Cancels a payout whose money has not left the balance. */
  cancel(payout: Payout, at: number): void;
  /** Sets an item's status, and moves its money to where the status says that it is. Returns whether the balance covered it. */
  correctItem(item: Item, status: string, at: number): boolean;
  topUp(amount: string, at: number): void;
  /** Whether no further change is to come. True also for a payout that can only stay INSUFFICIENT_BALANCE. */
  isAtEnd(payout: Payout): boolean;
}

/** Where the money of a published payout's item is, by its status. Other statuses don't tell. */
const moneyPlaces: ReadonlyMap<string, MoneyPlace> = new Map([
  ["INIT", "held"],
  ["QUEUED", "held"],
  ["PROCESSING", "held"],
  ["FAILED", "held"],
  ["DEPOSIT_FAIL", "held"],
  ["SUCCESS", "recipient"],
  ["DEPOSIT_SUCCESS", "balance"],
  ["MASS_PAYOUT_CANCELED", "balance"],
  ["INVALID", "balance"],
]);

export function createLifeCycle(
  { delays, insufficientBalance }: Settings,
  { eventQueue, balance, random }: { eventQueue: EventQueue; balance: Balance; random: Random },
): LifeCycle {
  const waitingForBalance = new Set<Payout>();

  const drawDelay = (step: keyof Delays) => Math.round(delays[step] * (0.5 + random.nextFraction() / 2));
  const scheduleAfter = (step: keyof Delays, at: number, act: (at: number) => void) =>
    eventQueue.schedule(at + drawDelay(step), act);
  const scheduleItemStep = (step: keyof Delays, at: number, item: Item, act: (at: number) => void) =>
    scheduleAfter(step, at, (dueAt) => {
      if (!item.isCorrected) act(dueAt);
    });

  const takeCost = (items: readonly Item[], at: number): boolean => {
    const isTaken = balance.take(costOfAll(items), at);
    if (isTaken) for (const item of items) item.taken += costOf(item);
    return isTaken;
  };

  /** Returns false, and moves nothing, if the balance does not cover what must leave it. */
  const moveMoney = (item: Item, place: MoneyPlace, at: number): boolean => {
    if (item.money === place) return true;
    if (item.money === "balance" && !takeCost([item], at)) return false;
    item.money = place;
    if (place === "balance") {
      item.refunded += costOf(item);
      balance.put(costOf(item), at);
      publishWaiting(at);
    }
    return true;
  };

  const publish = (payout: Payout, at: number): void => {
    waitingForBalance.delete(payout);
    // What iyzico does with a payout that the balance covers in part is unknown. Here all items are paid, or none.
    if (!takeCost(payout.accepted, at)) {
      payout.phase = "insufficient";
      changePayoutStatus(payout, "INSUFFICIENT_BALANCE", at);
      if (insufficientBalance === "goes-on") waitingForBalance.add(payout);
      else payout.openRepeats = 0;
      return;
    }
    payout.phase = "published";
    changePayoutStatus(payout, "PUBLISHED_TO_QUEUE", at);
    for (const item of payout.accepted) {
      item.money = "held";
      scheduleItemStep("itemsQueued", at, item, (queuedAt) => {
        changeItemStatus(item, "QUEUED", queuedAt, undefined);
        scheduleItemStep("sent", queuedAt, item, (sentAt) => {
          changeItemStatus(item, "PROCESSING", sentAt, undefined);
          if (item.outcome === "stuck-processing") item.isFinal = true;
          else scheduleItemStep("processing", sentAt, item, (resultAt) => applyBankResult(payout, item, resultAt));
        });
      });
    }
    for (let repeats = payout.openRepeats; repeats > 0; repeats -= 1) repeatPayments(payout, at);
  };

  const repeatPayments = (payout: Payout, at: number): void => {
    const items = payout.accepted.filter(isPaid);
    if (!takeCost(items, at)) payout.openRepeats -= 1;
    else {
      scheduleAfter("processing", at, () => {
        for (const item of items) item.repeatedPayments += 1;
        payout.openRepeats -= 1;
      });
    }
  };

  const applyBankResult = (payout: Payout, item: Item, at: number): void => {
    const { outcome } = item;
    if (outcome === "paid") {
      payout.bankResults.paid += 1;
      changeItemStatus(item, "SUCCESS", at, undefined);
      item.isFinal = true;
      moveMoney(item, "recipient", at);
    } else if (typeof outcome === "object") {
      payout.bankResults.other += 1;
      changeItemStatus(item, outcome.status, at, undefined);
      item.isFinal = true;
      if (outcome.isPaid) moveMoney(item, "recipient", at);
    } else {
      payout.bankResults.failed += 1;
      changeItemStatus(item, "FAILED", at, "The bank refused the transfer.");
      if (outcome === "stuck-failed") item.isFinal = true;
      else {
        scheduleItemStep("refund", at, item, (endedAt) => finishRefund(item, outcome === "failed-refunded", endedAt));
      }
    }
    // No status exists for a mixture of paid and failed items: such a payout stays PUBLISHED_TO_QUEUE.
    const { accepted, bankResults } = payout;
    const status =
      bankResults.paid === accepted.length ? "COMPLETED" : bankResults.failed === accepted.length ? "FAIL" : undefined;
    if (status === undefined) return;
    changePayoutStatus(payout, status, at);
    payout.completedAt = at;
  };

  const finishRefund = (item: Item, isRefunded: boolean, at: number): void => {
    item.isFinal = true;
    if (isRefunded) {
      changeItemStatus(item, "DEPOSIT_SUCCESS", at, item.message);
      moveMoney(item, "balance", at);
    } else {
      changeItemStatus(item, "DEPOSIT_FAIL", at, "The refund to the balance failed.");
    }
  };

  /** Lets every payout proceed that waited for the balance and is covered now. */
  const publishWaiting = (at: number): void => {
    for (const payout of [...waitingForBalance]) {
      if (!balance.covers(costOfAll(payout.accepted))) continue;
      // No delay is drawn without one: the draws after it must not depend on the top-ups.
      if (delays.resumed === 0) publish(payout, at);
      else {
        waitingForBalance.delete(payout);
        scheduleAfter("resumed", at, (resumedAt) => {
          if (payout.phase === "insufficient") publish(payout, resumedAt);
        });
      }
    }
  };

  return {
    drawDelay,
    authorise(payout, at) {
      waitingForBalance.delete(payout);
      payout.phase = "authorised";
      payout.auths += 1;
      const scheduleStep = (step: keyof Delays, from: number, act: (at: number) => void) =>
        scheduleAfter(step, from, (dueAt) => {
          // An operator can have cancelled it.
          if (payout.phase === "authorised") act(dueAt);
        });
      scheduleStep("authorised", at, (authorisedAt) => {
        changePayoutStatus(payout, "IN_PROGRESS", authorisedAt);
        scheduleStep("queued", authorisedAt, (queuedAt) => publish(payout, queuedAt));
      });
    },
    payAgain(payout, at) {
      payout.auths += 1;
      payout.openRepeats += 1;
      // Before it is published, it is not known whether the balance covers the first payment. publish() then repeats it.
      if (payout.phase === "published") repeatPayments(payout, at);
    },
    cancel(payout, at) {
      waitingForBalance.delete(payout);
      payout.phase = "cancelled";
      payout.openRepeats = 0;
      changePayoutStatus(payout, "CANCELED", at);
      payout.canceledAt = at;
      for (const item of payout.accepted) {
        changeItemStatus(item, "MASS_PAYOUT_CANCELED", at, undefined);
        item.isFinal = true;
      }
    },
    correctItem(item, status, at) {
      const isMoved = moveMoney(item, moneyPlaces.get(status) ?? item.money, at);
      if (isMoved) {
        changeItemStatus(item, status, at, status === "SUCCESS" ? undefined : item.message);
        item.isCorrected = true;
        item.isFinal = true;
      }
      return isMoved;
    },
    topUp(amount, at) {
      balance.put(parseMoney(amount), at);
      publishWaiting(at);
    },
    isAtEnd(payout) {
      const isStuck = payout.phase === "insufficient" && insufficientBalance === "stays";
      return payout.openRepeats === 0 && (isStuck || payout.items.every(({ isFinal }) => isFinal));
    },
  };
}

function costOfAll(items: readonly Item[]): Money {
  return sumOf(items.map(costOf));
}

function isPaid({ outcome }: Item): boolean {
  return outcome === "paid" || (typeof outcome === "object" && outcome.isPaid === true);
}
