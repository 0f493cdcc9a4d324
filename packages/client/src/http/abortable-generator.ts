import { checkSignal } from "./call-options.js";
import { onAbort } from "./on-abort.js";

/**
 * Makes an async generator that ends at once when its consumer stops: `return()` aborts the requests in flight. By
 * default an async generator would wait for them.
 *
 * @param signal the caller's signal; its abort is passed on.
 * @param make makes a generator of lists, whose values are yielded one by one. Its signal is aborted by the consumer or the
 * caller. Lists, because a value costs a promise in each generator that it passes through.
 */
export function abortableGenerator<Value>(
  signal: AbortSignal | undefined,
  make: (signal: AbortSignal) => AsyncGenerator<readonly Value[], void, undefined>,
): AsyncGenerator<Value, void, undefined> {
  checkSignal(signal);
  const stop = new AbortController();
  const generator = generateLinked();
  const end = generator.return.bind(generator);
  generator.return = (value) => {
    stop.abort();
    return end(value);
  };
  return generator;

  async function* generateLinked(): AsyncGenerator<Value, void, undefined> {
    const abort = () => stop.abort(signal?.reason);
    if (signal?.aborted) abort();
    const release = onAbort(signal, abort);
    try {
      for await (const values of make(stop.signal)) for (const value of values) yield value;
    } finally {
      release();
    }
  }
}
