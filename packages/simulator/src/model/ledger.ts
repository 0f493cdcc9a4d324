import { formatMoney, type Money, parseMoney } from "./money.js";

/** The merchant's mass payout balance. It has no currency, because iyzico's answer has none. */
export interface Ledger {
  /** The exact balance in lira, with all digits. */
  balance(): string;
  /** Takes the whole amount out, or nothing if the balance does not cover it. Returns whether it was taken. */
  take(amount: Money): boolean;
  put(amount: Money): void;
}

export function createLedger(initialBalance: string): Ledger {
  let balance = parseMoney(initialBalance);
  return {
    balance: () => formatMoney(balance),
    take(amount) {
      const isCovered = balance >= amount;
      if (isCovered) balance -= amount;
      return isCovered;
    },
    put(amount) {
      balance += amount;
    },
  };
}
