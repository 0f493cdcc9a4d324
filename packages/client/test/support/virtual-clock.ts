import type { Clock } from "../../src/index.ts";

/** A clock whose pauses end at once and advance its time. It records them. */
export function virtualClock(): Clock & { pauses: number[] } {
  let time = 0;
  const pauses: number[] = [];
  return {
    pauses,
    now: () => time,
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      // Other tasks take their turns, as in a real pause.
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
      pauses.push(milliseconds);
      time += milliseconds;
    },
  };
}
