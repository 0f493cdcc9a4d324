import { formatMoney, type Money, parseMoney } from "./money.js";

/** The merchant's mass payout balance. It has no currency, because iyzico's answer has none. */
export interface Balance {
  /** The exact balance in lira, with all digits. */
  value(): string;
  /** The same, as it was at an earlier time. */
  valueAsOf(time: number): string;
  covers(amount: Money): boolean;
  /** Takes the whole amount out, or nothing if the balance does not cover it. Returns whether it was taken. */
  take(amount: Money, at: number): boolean;
  put(amount: Money, at: number): void;
}

export function createBalance(initialBalance: string): Balance {
  let balance = parseMoney(initialBalance);
  const changes = [{ at: Number.NEGATIVE_INFINITY, balance }];
  const change = (difference: Money, at: number) => {
    balance += difference;
    changes.push({ at, balance });
  };
  const covers = (amount: Money) => balance >= amount;
  return {
    value: () => formatMoney(balance),
    valueAsOf: (time) => formatMoney((changes.findLast(({ at }) => at <= time) as { balance: Money }).balance),
    covers,
    take(amount, at) {
      const isCovered = covers(amount);
      if (isCovered) change(-amount, at);
      return isCovered;
    },
    put: change,
  };
}
