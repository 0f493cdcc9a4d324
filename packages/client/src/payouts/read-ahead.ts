import { invalidRequest } from "../errors/invalid.js";
import { fieldFault } from "../errors/request-fault.js";
import { onAbort } from "../http/on-abort.js";

/** Which pages to read ahead. */
export interface ReadAhead {
  /** The first page. */
  from: number;
  /** The page that is not read any more. It is asked again after each page, because the pages that were read decide it. */
  end(): number;
  /** The maximum of requests in flight at once. */
  concurrency: number;
  signal: AbortSignal | undefined;
}

/**
 * Reads pages in order, at most `concurrency` requests ahead of the consumer. When the consumer stops, the requests in
 * flight are aborted.
 */
export async function* readAhead<Page>(
  { from, end, concurrency, signal }: ReadAhead,
  read: (page: number, signal: AbortSignal) => Promise<Page>,
): AsyncGenerator<Page, void, undefined> {
  if (!Number.isSafeInteger(concurrency) || concurrency < 1) {
    throw invalidRequest("retrieve", [fieldFault("concurrency", "out-of-range", "must be a positive integer")]);
  }
  // One controller per request: Node warns of a leak for a signal with many listeners.
  const running = new Set<AbortController>();
  const abortAll = () => {
    for (const controller of running) controller.abort(signal?.reason);
  };
  const begin = (page: number): Promise<Page> => {
    const controller = new AbortController();
    if (signal?.aborted) controller.abort(signal.reason);
    running.add(controller);
    const reading = read(page, controller.signal);
    // Handles the rejection of a page that was read ahead and is not awaited yet.
    void Promise.allSettled([reading]).then(() => running.delete(controller));
    return reading;
  };

  const release = onAbort(signal, abortAll);
  try {
    const ahead: Promise<Page>[] = [];
    for (let at = from; at < end(); at += 1) {
      while (ahead.length < concurrency && at + ahead.length < end()) ahead.push(begin(at + ahead.length));
      yield await (ahead.shift() as Promise<Page>);
    }
  } finally {
    release();
    abortAll();
  }
}
