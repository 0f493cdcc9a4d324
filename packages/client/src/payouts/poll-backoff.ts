const maxPauseMs = 60_000;
const growth = 1.5;

/**
 * The pause after a poll, in milliseconds: `firstMs` after the first, half as much again after each further poll. The
 * maximum is a minute, or `firstMs` if that is longer.
 *
 * @param polls how many polls were made before that one.
 */
export function pollPauseMs(polls: number, firstMs: number): number {
  return Math.min(Math.max(maxPauseMs, firstMs), Math.round(firstMs * growth ** polls));
}
