import { onAbort } from "./on-abort.js";

/**
 * The client's source of time. Replace it to test a program without waiting: `sleep` decides how long a pause takes.
 * The time limit of a request in flight always uses the runtime's timer.
 */
export interface Clock {
  /** Milliseconds since any fixed moment. Must never decrease. */
  now(): number;
  /** Resolves after that many milliseconds; rejects with the signal's reason as soon as the signal is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /**
   * The wall time, in milliseconds since 1970. It may jump. `Date.now()` by default: give it with a clock for tests, so
   * that dates follow the clock's time.
   */
  date?(): number;
}

/** The wall time of a clock, in milliseconds since 1970. */
export function dateOf(clock: Clock): number {
  return clock.date?.() ?? Date.now();
}

/**
 * Pauses. If the signal ends the pause, throws what `toError` makes of the signal's reason. A clock that rejects for any
 * other reason has failed: its error is thrown as it is.
 */
export async function pause(
  clock: Clock,
  milliseconds: number,
  signal: AbortSignal | undefined,
  toError: (reason: unknown) => Error,
): Promise<void> {
  try {
    await clock.sleep(milliseconds, signal);
  } catch (error) {
    throw signal?.aborted ? toError(signal.reason) : error;
  }
}

/** The runtime's clock. Monotonic: it does not jump when the system time is set. */
export const systemClock: Clock = {
  now: () => performance.now(),
  sleep(milliseconds, signal) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const timer = setTimeout(() => {
        release();
        resolve();
      }, milliseconds);
      const release = onAbort(signal, () => {
        clearTimeout(timer);
        reject(signal?.reason);
      });
    });
  },
};
