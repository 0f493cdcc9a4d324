import { checkSignal } from "./call-options.js";

/**
 * An async generator that ends at once when its consumer stops: `return()` aborts what is under way. By itself a
 * generator would first wait for it.
 *
 * @param signal the caller's; its abort reaches the generator too.
 */
export function abortableGenerator<Value>(
  signal: AbortSignal | undefined,
  make: (signal: AbortSignal) => AsyncGenerator<Value, void, undefined>,
): AsyncGenerator<Value, void, undefined> {
  checkSignal(signal);
  const stop = new AbortController();
  const generator = linked();
  const end = generator.return.bind(generator);
  generator.return = (value) => {
    stop.abort();
    return end(value);
  };
  return generator;

  async function* linked(): AsyncGenerator<Value, void, undefined> {
    const onAbort = () => stop.abort(signal?.reason);
    if (signal?.aborted) onAbort();
    signal?.addEventListener("abort", onAbort, { once: true });
    try {
      yield* make(stop.signal);
    } finally {
      signal?.removeEventListener("abort", onAbort);
    }
  }
}
