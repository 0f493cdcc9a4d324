import { invalidConfiguration } from "../errors/invalid.js";
import type { Clock } from "./clock.js";

/**
 * Says when the next request may be sent. Give the client one of your own to share a limit between machines.
 *
 * @example
 * ```ts
 * import type { RateLimiter } from "@iyzico-mass-payout/client";
 *
 * export function sharedLimiter(askForASlot: (signal?: AbortSignal) => Promise<void>): RateLimiter {
 *   return { acquire: ({ signal }) => askForASlot(signal) };
 * }
 * ```
 */
export interface RateLimiter {
  /** Resolves when one request may be sent. Should reject when the signal is aborted, and then count nothing. */
  acquire(options: { signal?: AbortSignal | undefined }): Promise<void>;
}

/** A number of requests a minute, a limiter of the caller's own, or no limit. */
export type RateLimit = { perMinute: number } | RateLimiter | false;

const minute = 60_000;

/** At most so many requests in any sixty seconds, in the order in which they were asked for. */
function createRateLimiter(perMinute: number, clock: Clock): RateLimiter {
  const starts: number[] = [];
  const waiting: { start: () => void }[] = [];
  let pause: AbortController | undefined;

  /** How long until the next slot is free. */
  const untilFree = () => {
    const [oldest] = starts;
    return oldest !== undefined && starts.length === perMinute ? oldest + minute - clock.now() : 0;
  };
  const take = () => {
    if (starts.length === perMinute) starts.shift();
    starts.push(clock.now());
  };
  /** Lets those who wait go, one after the other; one pause at a time for all of them. */
  const serve = async () => {
    const ending = new AbortController();
    pause = ending;
    try {
      while (waiting.length > 0) {
        // A timer may fire a little early, and a limit that is only nearly kept is none.
        for (let wait = untilFree(); wait > 0; wait = untilFree()) await clock.sleep(wait, ending.signal);
        waiting.shift()?.start();
      }
    } finally {
      // In the same moment in which nobody was left: who asks in the next must find that nobody serves.
      if (pause === ending) pause = undefined;
    }
  };

  return {
    acquire({ signal }) {
      if (waiting.length === 0 && untilFree() <= 0) {
        take();
        return Promise.resolve();
      }
      return new Promise((resolve, reject) => {
        const onAbort = () => {
          waiting.splice(waiting.indexOf(waiter), 1);
          // Nobody is left to pause for: the timer must not keep the process alive.
          if (waiting.length === 0) {
            pause?.abort();
            pause = undefined;
          }
          reject(signal?.reason);
        };
        const waiter = {
          start: () => {
            signal?.removeEventListener("abort", onAbort);
            take();
            resolve();
          },
        };
        waiting.push(waiter);
        signal?.addEventListener("abort", onAbort, { once: true });
        if (pause === undefined) void Promise.allSettled([serve()]);
      });
    },
  };
}

const unlimited: RateLimiter = { acquire: () => Promise.resolve() };

/** The limiter that the client's option asks for. Throws when it can't be used. */
export function rateLimiterOf(option: RateLimit | undefined, clock: Clock): RateLimiter {
  if (option === false) return unlimited;
  if (option !== undefined && (typeof option !== "object" || option === null)) {
    throw invalidConfiguration("rateLimit is neither { perMinute } nor a limiter.", "Use false for no limit.");
  }
  if (option !== undefined && "acquire" in option) return option;
  const { perMinute } = option ?? { perMinute: 50 };
  if (!Number.isSafeInteger(perMinute) || perMinute < 1) {
    throw invalidConfiguration("rateLimit.perMinute is not a whole number from 1.", "Use false for no limit.");
  }
  return createRateLimiter(perMinute, clock);
}
