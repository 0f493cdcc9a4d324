/** The reason of a signal that was aborted because the time was up. */
export class TimeoutReached extends Error {}

/** The longest that a timer can wait: one millisecond more and it would fire at once. About 24 days. */
export const maxTimerMs: number = 2 ** 31 - 1;

/**
 * Runs something that takes a signal and ends it when the time is up or the caller aborts: the signal is aborted, and
 * the promise rejects at once, whether or not what runs listens to its signal. Neither a timer nor a listener stays.
 *
 * Not `AbortSignal.any` or `AbortSignal.timeout`: what they link to a signal that lives long stays in memory with it.
 * For the same reason nothing may listen to the signal that is handed out: Node holds it until the request is collected,
 * and a listener that knows the promise would hold the response, and with it the request.
 */
export function withTimeout<Result>(
  run: (signal: AbortSignal) => Promise<Result>,
  milliseconds: number,
  signal: AbortSignal | undefined,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const controller = new AbortController();
    const stop = (reason: unknown) => {
      release();
      reject(reason);
      controller.abort(reason);
    };
    const onAbort = () => stop(signal?.reason);
    const timer =
      milliseconds <= maxTimerMs ? setTimeout(() => stop(new TimeoutReached("time is up")), milliseconds) : undefined;
    signal?.addEventListener("abort", onAbort, { once: true });
    const release = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    };
    // What throws before it gives a promise, or gives none, is released all the same.
    const running = (async () => run(controller.signal))();
    running.then(resolve, reject).finally(release);
  });
}
