import type { Clock } from "./clock.js";
import { invalidConfiguration } from "./invalid-configuration.js";

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
  let queue: Promise<void> = Promise.resolve();

  async function takeTurn(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    const [oldest] = starts;
    if (oldest !== undefined && starts.length === perMinute) {
      const free = oldest + minute;
      // A timer may fire a little early, and a limit that is only nearly kept is none.
      for (let wait = free - clock.now(); wait > 0; wait = free - clock.now()) await clock.sleep(wait, signal);
      starts.shift();
    }
    starts.push(clock.now());
  }

  return {
    acquire({ signal }) {
      const turn = queue.then(() => takeTurn(signal));
      queue = turn.catch(() => undefined);
      return turn;
    },
  };
}

const unlimited: RateLimiter = { acquire: () => Promise.resolve() };

/** The limiter that the client's option asks for. Throws when it can't be used. */
export function rateLimiterOf(option: RateLimit | undefined, clock: Clock): RateLimiter {
  if (option === false) return unlimited;
  if (option !== undefined && "acquire" in option) return option;
  const { perMinute } = option ?? { perMinute: 50 };
  if (!Number.isSafeInteger(perMinute) || perMinute < 1) {
    throw invalidConfiguration("rateLimit.perMinute is not a whole number from 1.", "Use false for no limit.");
  }
  return createRateLimiter(perMinute, clock);
}
