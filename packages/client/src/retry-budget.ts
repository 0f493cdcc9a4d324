/**
 * Bounds what all calls of a client repeat together. Each repetition costs ten successes: when iyzico is down, ten
 * calls may try again and the others fail at once, instead of adding to what it has to bear.
 */
export interface RetryBudget {
  /** Takes what one repetition costs, and says whether there was enough. */
  spend(): boolean;
  /** Adds what one success is worth. */
  earn(): void;
}

const cost = 10;
const largest = 100;

export function createRetryBudget(): RetryBudget {
  let successes = largest;
  return {
    spend() {
      if (successes < cost) return false;
      successes -= cost;
      return true;
    },
    earn() {
      successes = Math.min(largest, successes + 1);
    },
  };
}
