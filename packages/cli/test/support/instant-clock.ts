import { setImmediate as nextTick } from "node:timers/promises";
import type { Clock } from "@iyzico-mass-payout/client";

/**
 * A clock that only pauses move, from 2026-11-26T09:30:00Z. A pause takes no time: what a test shows after hours does not
 * depend on the machine.
 */
export function createInstantClock(): Clock {
  let time = Date.UTC(2026, 10, 26, 9, 30);
  return {
    now: () => time,
    date: () => time,
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      time += milliseconds;
      await nextTick();
    },
  };
}
