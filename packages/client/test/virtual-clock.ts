import type { Clock } from "../src/index.ts";

/** A clock on which a pause is over at once and the time has passed. Remembers the pauses. */
export function virtualClock(): Clock & { pauses: number[] } {
  let time = 0;
  const pauses: number[] = [];
  return {
    pauses,
    now: () => time,
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      // Lets the others take their turns, as a real pause would.
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
      pauses.push(milliseconds);
      time += milliseconds;
    },
  };
}
