import type { SimulatedPayout } from "./payout.js";

/** What is left to be done, a line each. */
export function unfinished(payouts: readonly SimulatedPayout[], faults: readonly string[]): string[] {
  return [
    ...faults.map((fault) => `The fault ${fault} met no request.`),
    ...payouts.filter(({ isAtEnd }) => !isAtEnd).map(lineOf),
  ];
}

function lineOf({ externalId, requestId, status, items }: SimulatedPayout): string {
  const open = items.filter(({ isFinal }) => !isFinal).length;
  return `The payout ${externalId} (${requestId}) is ${status}: ${open} of ${items.length} items are not at their end.`;
}
