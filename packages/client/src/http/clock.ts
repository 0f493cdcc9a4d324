/**
 * The client's source of time. Replace it to test a program without waiting: `sleep` decides how long a pause takes.
 * The time limit of a request in flight always uses the runtime's timer.
 */
export interface Clock {
  /** Milliseconds since any fixed moment. Must never decrease. */
  now(): number;
  /** Resolves after that many milliseconds; rejects with the signal's reason as soon as the signal is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The runtime's clock. Monotonic: it does not jump when the system time is set. */
export const systemClock: Clock = {
  now: () => performance.now(),
  sleep(milliseconds, signal) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const onAbort = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener("abort", onAbort);
        resolve();
      }, milliseconds);
      signal?.addEventListener("abort", onAbort, { once: true });
    });
  },
};
