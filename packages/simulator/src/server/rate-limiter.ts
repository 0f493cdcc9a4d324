const minute = 60_000;

export interface RateLimiter {
  /** Whether a request is within the limit. A request above it does not count. */
  tryAcquire(now: number): boolean;
}

/** Accepts so many requests in any minute. `false` accepts all. */
export function createRateLimiter(perMinute: number | false): RateLimiter {
  const times: number[] = [];
  return {
    tryAcquire(now) {
      if (perMinute === false) return true;
      while (times[0] !== undefined && times[0] <= now - minute) times.shift();
      if (times.length >= perMinute) return false;
      times.push(now);
      return true;
    },
  };
}
