import { type Amount, compareAmounts, fromMinorUnits, sumAmounts, toMinorUnits } from "@iyzico-mass-payout/client";

/** The money that auths may move in the worst case. */
export interface Budget {
  /** The most that all auths together may pay. "0" without `--spend`. */
  readonly limit: Amount;
  /** What is reserved so far: every auth that may have been sent counts as paid, for ever. */
  reserved(): Amount;
  /** Whether an auth that pays this in the worst case may be sent too. */
  covers(cost: Amount): boolean;
}

/** @param costs of the auths that were sent or may have been, as the journal has them. */
export function createBudget(limit: Amount, costs: () => readonly Amount[]): Budget {
  const reserved = () => sumAmounts(costs());
  return {
    limit,
    reserved,
    covers: (cost) => compareAmounts(cost, "0") > 0 && compareAmounts(sumAmounts([...costs(), cost]), limit) <= 0,
  };
}

/** What an item is ordered with at most, so that small budgets are spent in small items. */
const maxUnit = 100n;

/** The amount of an item: the budget in as many parts as the planned series pay in the worst case. */
export function unitOf(limit: Amount, units: number): Amount {
  if (units === 0) return "1.00";
  const share = toMinorUnits(limit, "TRY") / BigInt(units);
  return fromMinorUnits(share > maxUnit ? maxUnit : share, "TRY");
}
