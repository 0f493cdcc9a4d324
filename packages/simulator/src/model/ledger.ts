import { formatMoney, type Money, parseMoney } from "./money.js";

/** The merchant's mass payout balance. It has no currency, because iyzico's answer has none. */
export interface Ledger {
  /** The exact balance in lira, with all digits. */
  balance(): string;
  /** The same, as it was at an earlier time. */
  balanceAsOf(time: number): string;
  covers(amount: Money): boolean;
  /** Takes the whole amount out, or nothing if the balance does not cover it. Returns whether it was taken. */
  take(amount: Money, at: number): boolean;
  put(amount: Money, at: number): void;
}

export function createLedger(initialBalance: string): Ledger {
  let balance = parseMoney(initialBalance);
  const changes = [{ at: Number.NEGATIVE_INFINITY, balance }];
  const change = (difference: Money, at: number) => {
    balance += difference;
    changes.push({ at, balance });
  };
  const covers = (amount: Money) => balance >= amount;
  return {
    balance: () => formatMoney(balance),
    balanceAsOf: (time) => formatMoney((changes.findLast(({ at }) => at <= time) as { balance: Money }).balance),
    covers,
    take(amount, at) {
      const isCovered = covers(amount);
      if (isCovered) change(-amount, at);
      return isCovered;
    },
    put: change,
  };
}
