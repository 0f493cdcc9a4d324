import type { Balance } from "./balance.js";
import type { Delays } from "./delays.js";
import type { EventQueue } from "./event-queue.js";
import { parseMoney, sumOf } from "./money.js";
import type { Settings } from "./options.js";
import {
  type Attempt,
  attemptOutcomesOf,
  beginAttempt,
  changeAsOf,
  changeItemStatus,
  changePayoutStatus,
  costOf,
  type Item,
  isItemFinal,
  lastAttemptOf,
  type MoneyPlace,
  type Payout,
} from "./payout.js";
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
  /** Sets the status of an item's last attempt, and moves the money to where it says. Returns whether the balance covered it. */
  correctItem(payout: Payout, item: Item, status: string, at: number): boolean;
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
  const scheduleAttemptStep = (step: keyof Delays, at: number, attempt: Attempt, act: (at: number) => void) =>
    scheduleAfter(step, at, (dueAt) => {
      if (!attempt.isCorrected) act(dueAt);
    });

  const takeCost = (items: readonly Item[], at: number, cost = sumOf(items.map(costOf))): boolean => {
    const isTaken = balance.take(cost, at);
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
    if (!takeCost(payout.accepted, at, costOf(payout.acceptedSums))) {
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
      const attempt = lastAttemptOf(item);
      scheduleAttemptStep("itemsQueued", at, attempt, (queuedAt) => {
        changeItemStatus(payout, attempt, { at: queuedAt, status: "QUEUED" });
        sendQueued(payout, attempt, queuedAt);
      });
    }
    for (let repeats = payout.openRepeats; repeats > 0; repeats -= 1) repeatPayments(payout, at);
  };

  const sendQueued = (payout: Payout, attempt: Attempt, at: number): void =>
    scheduleAttemptStep("sent", at, attempt, (sentAt) => {
      changeItemStatus(payout, attempt, { at: sentAt, status: "PROCESSING" });
      if (attempt.outcome === "stuck-processing") attempt.isFinal = true;
      else scheduleAttemptStep("processing", sentAt, attempt, (resultAt) => applyBankResult(payout, attempt, resultAt));
    });

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

  const applyBankResult = (payout: Payout, attempt: Attempt, at: number): void => {
    const { item, outcome } = attempt;
    if (outcome === "paid") {
      payout.bankResults.paid += 1;
      changeItemStatus(payout, attempt, { at, status: "SUCCESS" });
      attempt.isFinal = true;
      moveMoney(item, "recipient", at);
    } else if (typeof outcome === "object") {
      payout.bankResults.other += 1;
      changeItemStatus(payout, attempt, { at, status: outcome.status });
      attempt.isFinal = true;
      if (outcome.isPaid) moveMoney(item, "recipient", at);
    } else {
      changeItemStatus(payout, attempt, { at, status: "FAILED", message: "The bank refused the transfer." });
      if (outcome === "stuck-failed") attempt.isFinal = true;
      else {
        scheduleAttemptStep("refund", at, attempt, (endedAt) =>
          finishRefund(payout, attempt, outcome === "failed-refunded", endedAt),
        );
      }
      if (item.attempts.length === attemptOutcomesOf(item.outcome).length) payout.bankResults.failed += 1;
      else sendQueued(payout, beginAttempt(payout, item, { at, status: "QUEUED", message: undefined }), at);
    }
    // No status exists for a mixture of paid and failed items: such a payout stays PUBLISHED_TO_QUEUE.
    const { accepted, bankResults } = payout;
    const status =
      bankResults.paid === accepted.length ? "COMPLETED" : bankResults.failed === accepted.length ? "FAIL" : undefined;
    if (status === undefined) return;
    changePayoutStatus(payout, status, at);
    payout.completedAt = at;
  };

  const finishRefund = (payout: Payout, attempt: Attempt, isRefunded: boolean, at: number): void => {
    attempt.isFinal = true;
    if (isRefunded) {
      changeItemStatus(payout, attempt, { at, status: "DEPOSIT_SUCCESS", message: changeAsOf(attempt).message });
      // Of an attempt that another one followed, that one has the money.
      if (attempt === lastAttemptOf(attempt.item)) moveMoney(attempt.item, "balance", at);
    } else {
      changeItemStatus(payout, attempt, { at, status: "DEPOSIT_FAIL", message: "The refund to the balance failed." });
    }
  };

  /** Lets every payout proceed that waited for the balance and is covered now. */
  const publishWaiting = (at: number): void => {
    for (const payout of [...waitingForBalance]) {
      if (!balance.covers(costOf(payout.acceptedSums))) continue;
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
        const attempt = lastAttemptOf(item);
        changeItemStatus(payout, attempt, { at, status: "MASS_PAYOUT_CANCELED" });
        attempt.isFinal = true;
      }
    },
    correctItem(payout, item, status, at) {
      const isMoved = moveMoney(item, moneyPlaces.get(status) ?? item.money, at);
      if (isMoved) {
        const attempt = lastAttemptOf(item);
        const message = status === "SUCCESS" ? undefined : changeAsOf(attempt).message;
        changeItemStatus(payout, attempt, { at, status, message });
        attempt.isCorrected = true;
        attempt.isFinal = true;
      }
      return isMoved;
    },
    topUp(amount, at) {
      balance.put(parseMoney(amount), at);
      publishWaiting(at);
    },
    isAtEnd(payout) {
      const isStuck = payout.phase === "insufficient" && insufficientBalance === "stays";
      return payout.openRepeats === 0 && (isStuck || payout.items.every(isItemFinal));
    },
  };
}

function isPaid(item: Item): boolean {
  const outcome = attemptOutcomesOf(item.outcome).at(-1);
  return outcome === "paid" || (typeof outcome === "object" && outcome.isPaid === true);
}
