/** The largest pause between polls that grow, in milliseconds, where no other one is given: a minute. */
export const defaultMaxPauseMs = 60_000;
const growth = 1.5;

/**
 * The pause after a poll, in milliseconds: `firstMs` after the first, half as much again after each further poll. The
 * maximum is `maxMs`, or `firstMs` if that is longer.
 *
 * @param polls how many polls were made before that one.
 */
export function pollPauseMs(polls: number, firstMs: number, maxMs: number = defaultMaxPauseMs): number {
  return Math.min(Math.max(maxMs, firstMs), Math.round(firstMs * growth ** polls));
}

/**
 * How long before the end of a wait its last poll begins, in milliseconds: twice as long as the poll before took and at
 * least 1 s, so that the last one ends in time; but a tenth of the wait at most.
 */
export function lastPollLeadMs(durationMs: number, maxWaitMs: number): number {
  return Math.min(Math.max(1_000, 2 * durationMs), maxWaitMs / 10);
}
