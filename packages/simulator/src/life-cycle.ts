import type { Agenda } from "./agenda.js";
import type { Lags } from "./lags.js";
import type { Ledger } from "./ledger.js";
import { money, sumOf } from "./money.js";
import type { Settings } from "./options.js";
import { costOf, type Item, type Payout } from "./payout.js";
import type { Random } from "./random.js";

/** What payouts and their items go through, and what it does to the balance. */
export interface LifeCycle {
  /** How long a step takes this time. */
  draw(lag: keyof Lags): number;
  /** From INIT: everything that follows an auth. */
  authorise(payout: Payout, at: number): void;
  /** From an auth that was carried out: everybody is paid once more whom the bank pays, and nothing is shown of it. */
  payAgain(payout: Payout, at: number): void;
  cancel(payout: Payout, at: number): void;
  topUp(amount: string, at: number): void;
  /** Whether nothing more is to come, and nobody has to do anything before it can. */
  isAtEnd(payout: Payout): boolean;
}

export function createLifeCycle(
  { lags, insufficientBalance }: Settings,
  { agenda, ledger, random }: { agenda: Agenda; ledger: Ledger; random: Random },
): LifeCycle {
  const waitingForBalance = new Set<Payout>();

  const draw = (lag: keyof Lags) => Math.round(lags[lag] * (0.5 + random.fraction() / 2));
  const after = (lag: keyof Lags, at: number, act: (at: number) => void) => agenda.schedule(at + draw(lag), act);

  const take = (items: readonly Item[]): boolean => {
    const isTaken = ledger.take(sumOf(items.map(costOf)));
    if (isTaken) for (const item of items) item.taken += costOf(item);
    return isTaken;
  };

  const publish = (payout: Payout, at: number): void => {
    // Nothing is known of payouts that the balance covers in part: all or nobody.
    if (!take(payout.accepted)) {
      payout.phase = "insufficient";
      payout.status = "INSUFFICIENT_BALANCE";
      payout.openRepeats = 0;
      if (insufficientBalance === "goes-on") waitingForBalance.add(payout);
      return;
    }
    payout.phase = "published";
    payout.status = "PUBLISHED_TO_QUEUE";
    for (const item of payout.accepted) {
      after("itemsQueued", at, (queuedAt) => {
        item.status = "QUEUED";
        after("sent", queuedAt, (sentAt) => {
          item.status = "PROCESSING";
          after("processing", sentAt, (answeredAt) => answer(payout, item, answeredAt));
        });
      });
    }
    for (let repeats = payout.openRepeats; repeats > 0; repeats -= 1) repeat(payout, at);
  };

  /** Pays everybody once more whom the bank pays, and shows nothing of it. */
  const repeat = (payout: Payout, at: number): void => {
    const items = payout.accepted.filter(isPaid);
    if (!take(items)) payout.openRepeats -= 1;
    else {
      after("processing", at, () => {
        for (const item of items) item.timesPaid += 1;
        payout.openRepeats -= 1;
      });
    }
  };

  const answer = (payout: Payout, item: Item, at: number): void => {
    const { outcome } = item;
    if (outcome === "paid") {
      payout.answers.paid += 1;
      item.status = "SUCCESS";
      item.isFinal = true;
      item.timesPaid += 1;
    } else if (typeof outcome === "object") {
      payout.answers.other += 1;
      item.status = outcome.status;
      item.isFinal = true;
      if (outcome.isPaid) item.timesPaid += 1;
    } else {
      payout.answers.failed += 1;
      item.status = "FAILED";
      item.message = "The bank refused the transfer.";
      after("refund", at, (endedAt) => refund(item, outcome === "failed-refunded", endedAt));
    }
    // No status exists for a mixture: the payout then says PUBLISHED_TO_QUEUE for ever.
    const { accepted, answers } = payout;
    const status =
      answers.paid === accepted.length ? "COMPLETED" : answers.failed === accepted.length ? "FAIL" : undefined;
    if (status === undefined) return;
    payout.status = status;
    payout.completedAt = at;
  };

  const refund = (item: Item, isRefunded: boolean, at: number): void => {
    item.isFinal = true;
    if (isRefunded) {
      item.status = "DEPOSIT_SUCCESS";
      item.refunded += costOf(item);
      ledger.put(costOf(item));
      goOn(at);
    } else {
      item.status = "DEPOSIT_FAIL";
      item.message = "The refund to the balance failed.";
    }
  };

  /** Lets those go on who waited for balance. */
  const goOn = (at: number): void => {
    for (const payout of [...waitingForBalance]) {
      waitingForBalance.delete(payout);
      publish(payout, at);
    }
  };

  return {
    draw,
    authorise(payout, at) {
      payout.phase = "authorised";
      payout.auths += 1;
      after("authorised", at, (authorisedAt) => {
        payout.status = "IN_PROGRESS";
        after("queued", authorisedAt, (queuedAt) => publish(payout, queuedAt));
      });
    },
    payAgain(payout, at) {
      payout.auths += 1;
      payout.openRepeats += 1;
      // Until then it is not known whether the balance covers even the first.
      if (payout.phase === "published") repeat(payout, at);
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
      ledger.put(money(amount));
      goOn(at);
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
