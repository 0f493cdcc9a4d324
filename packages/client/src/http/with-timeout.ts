import { onAbort } from "./on-abort.js";

/** The reason of a signal that was aborted because the time limit was reached. */
export class TimeoutReached extends Error {}

/** The maximum delay of a timer, about 24 days: with one millisecond more it would fire at once. */
export const maxTimerMs: number = 2 ** 31 - 1;

/**
 * Runs a function with a signal and a time limit. When the limit is reached or the caller aborts, the signal is aborted
 * and the promise rejects at once, even if the function ignores its signal. No timer and no listener is left behind.
 *
 * `AbortSignal.any` and `AbortSignal.timeout` are not used: what they link to a long-lived signal stays in memory with
 * it. For the same reason no listener may be added to the signal that is handed out: Node holds that signal until the
 * request is collected, and a listener that refers to the promise would hold the response, and with it the request.
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
      end();
      reject(reason);
      controller.abort(reason);
    };
    const timer =
      milliseconds <= maxTimerMs
        ? setTimeout(() => stop(new TimeoutReached("time limit reached")), milliseconds)
        : undefined;
    const release = onAbort(signal, () => stop(signal?.reason));
    const end = () => {
      clearTimeout(timer);
      release();
    };
    // `async` because a limiter or fetch of the caller may throw synchronously or return no promise.
    const running = (async () => run(controller.signal))();
    running.then(resolve, reject).finally(end);
  });
}
