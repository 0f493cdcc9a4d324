import { type Amount, compareAmounts, fromMinorUnits, sumAmounts, toMinorUnits } from "@iyzico-mass-payout/client";
import type { Journal } from "./journal.js";

/** The least that a run with so many items to pay needs. */
export function minSpendOf(units: number): Amount {
  return fromMinorUnits(BigInt(2 * units), "TRY");
}

/** The money that auths may move in the worst case. */
export interface Budget {
  /**
   * What an auth of items with these amounts pays in the worst case. The commission of an item counts as the largest of what is
   * shown, what was shown for another one once it was authorised, and, because it may be shown only then, the item's amount or
   * the usual one.
   */
  costOf(amounts: readonly Amount[], commissions: readonly Amount[]): Amount;
  /** Whether an auth that pays this in the worst case may be sent too, besides every one that may have been sent before. */
  covers(cost: Amount): boolean;
  /** Whether the balance has fallen by more than the auths that were sent can cost: then it is not known what another one costs. */
  isExceededAt(balance: Amount): boolean;
}

/**
 * @param limit the most that all auths together may pay; "0" without `--spend`.
 * @param unit the amount of an item.
 * @param journal has the auths that were sent or may have been. Each counts as paid, for ever.
 */
export function createBudget(limit: Amount, unit: Amount, { events }: Pick<Journal, "events">): Budget {
  const auths = () => events.filter((event) => event.type === "auth");
  const shownLater = () => maxAmount(events.flatMap((event) => (event.type === "commission" ? event.amount : [])));
  const costOf: Budget["costOf"] = (amounts, commissions) => {
    const reserved = amounts.map((amount) => {
      const usual = compareAmounts(amount, unit) < 0 ? amount : unit;
      return maxAmount([usual, shownLater()]);
    });
    return sumAmounts([...amounts, maxAmount([sumAmounts(commissions), sumAmounts(reserved)])]);
  };
  // Also for auths that were sent before a commission was shown.
  const spent = () => sumAmounts(auths().map(({ amounts, cost }) => maxAmount([cost, costOf(amounts, [])])));
  return {
    costOf,
    covers: (cost) => compareAmounts(cost, "0") > 0 && compareAmounts(sumAmounts([spent(), cost]), limit) <= 0,
    isExceededAt(balance) {
      const [before] = auths().flatMap((auth) => auth.balance ?? []);
      return before !== undefined && compareAmounts(sumAmounts([balance, spent()]), before) < 0;
    },
  };
}

function maxAmount(amounts: readonly Amount[]): Amount {
  return amounts.reduce((max, amount) => (compareAmounts(amount, max) > 0 ? amount : max), "0");
}

/** What an item is ordered with at most, so that small budgets are spent in small items. */
const maxUnit = 100n;

/** The amount of an item: half of the budget, in as many parts as items are paid in the worst case. Commissions have the rest. */
export function unitOf(limit: Amount, units: number): Amount {
  if (units === 0) return "1.00";
  const share = toMinorUnits(limit, "TRY") / BigInt(2 * units);
  return fromMinorUnits(share > maxUnit ? maxUnit : share, "TRY");
}
