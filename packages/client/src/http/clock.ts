/**
 * Where the client takes its time from. Replace it to test a program without waiting: `sleep` decides how long a pause
 * really takes. The limit of a request in flight is always kept by the runtime's own timer.
 */
export interface Clock {
  /** Milliseconds since any fixed moment. Must never go back. */
  now(): number;
  /** Resolves after so many milliseconds; rejects with the signal's reason as soon as it is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The runtime's clock. Monotonic: it does not jump when somebody sets the time. */
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
