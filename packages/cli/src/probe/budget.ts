import { type Amount, compareAmounts, fromMinorUnits, sumAmounts, toMinorUnits } from "@iyzico-mass-payout/client";

/** The least that a run with so many items to pay needs. */
export function minSpendOf(units: number): Amount {
  return fromMinorUnits(BigInt(2 * units), "TRY");
}

/** The money that auths may move in the worst case. */
export interface Budget {
  /** Whether an auth that pays this in the worst case may be sent too, besides every one that may have been sent before. */
  covers(cost: Amount): boolean;
}

/**
 * @param limit the most that all auths together may pay; "0" without `--spend`.
 * @param costs of the auths that were sent or may have been, as the journal has them. Each counts as paid, for ever.
 */
export function createBudget(limit: Amount, costs: () => readonly Amount[]): Budget {
  return {
    covers: (cost) => compareAmounts(cost, "0") > 0 && compareAmounts(sumAmounts([...costs(), cost]), limit) <= 0,
  };
}

/** What an item is ordered with at most, so that small budgets are spent in small items. */
const maxUnit = 100n;

/** The amount of an item: half of the budget, in as many parts as items are paid in the worst case. Commissions have the rest. */
export function unitOf(limit: Amount, units: number): Amount {
  if (units === 0) return "1.00";
  const share = toMinorUnits(limit, "TRY") / BigInt(2 * units);
  return fromMinorUnits(share > maxUnit ? maxUnit : share, "TRY");
}
