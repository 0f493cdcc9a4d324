import { invalidConfiguration } from "../errors/invalid.js";
import { checkMethods } from "./call-options.js";
import type { Clock } from "./clock.js";
import type { MerchantShare } from "./merchant-share.js";

/**
 * Decides when the next request may be sent. Implement it to share a limit between machines.
 *
 * @example
 * ```ts
 * import type { RateLimiter } from "@iyzico-mass-payout/client";
 *
 * export function sharedLimiter(requestSlot: (signal?: AbortSignal) => Promise<void>): RateLimiter {
 *   return { acquire: ({ signal }) => requestSlot(signal) };
 * }
 * ```
 */
export interface RateLimiter {
  /** Resolves when one request may be sent. Should reject if the signal is aborted, and then count no request. */
  acquire(options: { signal?: AbortSignal | undefined }): Promise<void>;
}

/** The maximum of requests in any minute, a limiter of the caller, or `false` for no limit. */
export type RateLimit = { perMinute: number } | RateLimiter | false;

const minute = 60_000;

/** Allows at most `perMinute` requests in any 60 seconds, first come, first served. */
function createRateLimiter(perMinute: number, clock: Clock): RateLimiter {
  const starts: number[] = [];
  const waiting: { start: () => void }[] = [];
  let pause: AbortController | undefined;

  /** The milliseconds until the next slot is free. */
  const untilFree = () => {
    const [oldest] = starts;
    return oldest !== undefined && starts.length === perMinute ? oldest + minute - clock.now() : 0;
  };
  const take = () => {
    if (starts.length === perMinute) starts.shift();
    starts.push(clock.now());
  };
  /** Gives slots to the waiting calls in order, with one timer for all of them. */
  const serve = async () => {
    const ending = new AbortController();
    pause = ending;
    try {
      while (waiting.length > 0) {
        // A timer may fire early, and the limit must be kept exactly: check again.
        for (let wait = untilFree(); wait > 0; wait = untilFree()) await clock.sleep(wait, ending.signal);
        waiting.shift()?.start();
      }
    } finally {
      // Clear synchronously; otherwise an acquire() in the next tick waits for a loop that has ended.
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
          // With no call left waiting, the timer must not keep the process alive.
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

/** iyzico publishes no limit for mass payout. Its neighbours have 50 to 100. */
const defaultPerMinute = 50;

/** The limiter of a client without the option. All of the merchant's share one: iyzico counts their requests together. */
export function defaultRateLimiter(clock: Clock, share: MerchantShare): RateLimiter {
  return share("rate-limiter", () => createRateLimiter(defaultPerMinute, clock), clock);
}

/** The limiter for the client's option. Throws a MassPayoutError if the option cannot be used. */
export function rateLimiterOf(option: RateLimit, clock: Clock): RateLimiter {
  if (option === false) return unlimited;
  if (typeof option !== "object" || option === null) {
    throw invalidConfiguration("rateLimit must be { perMinute }, a limiter or false.", "Use false for no limit.");
  }
  if ("acquire" in option) {
    checkMethods("rateLimit", option, "acquire");
    return option;
  }
  const { perMinute } = option;
  if (!Number.isSafeInteger(perMinute) || perMinute < 1) {
    throw invalidConfiguration("rateLimit.perMinute must be a positive integer.", "Use false for no limit.");
  }
  return createRateLimiter(perMinute, clock);
}
