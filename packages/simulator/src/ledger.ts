import { type Money, money, textOf } from "./money.js";

/** The merchant's mass payout balance. It has no currency, as the answer of iyzico has none. */
export interface Ledger {
  /** Exact, with all digits. */
  balance(): string;
  /** Takes the amount out, or nothing when it is not covered. */
  take(amount: Money): boolean;
  put(amount: Money): void;
}

export function createLedger(initial: string): Ledger {
  let balance = money(initial);
  return {
    balance: () => textOf(balance),
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
