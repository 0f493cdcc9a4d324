const minute = 60_000;

/** Whether another request is let through. Those that are refused don't count. */
export type RateLimit = (now: number) => boolean;

/** Lets so many requests through in any minute. */
export function createRateLimit(perMinute: number | false): RateLimit {
  const times: number[] = [];
  return (now) => {
    if (perMinute === false) return true;
    while (times[0] !== undefined && times[0] <= now - minute) times.shift();
    if (times.length >= perMinute) return false;
    times.push(now);
    return true;
  };
}
