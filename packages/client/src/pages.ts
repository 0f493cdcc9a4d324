import { type CallOptions, limitsOf } from "./call-options.js";
import type { Context } from "./context.js";
import { MassPayoutError } from "./error.js";
import { type MassPayoutReference, type RetrievedPage, type RetrieveRequest, retrieve } from "./retrieve.js";

/** Which items of a payout to list, and how. */
export interface ListingOptions {
  /** Items a page, 40 by default as in the documents' examples. The largest that iyzico takes is undocumented. */
  size?: number | undefined;
  /** How many requests may be under way at once, 1 by default. Pages come in order all the same. */
  concurrency?: number | undefined;
  /**
   * Which items to list; "ALL" lists the VALID ones and then the INVALID ones. Left out, iyzico decides, and whether it
   * then lists those that it refused is undocumented.
   */
  itemType?: "VALID" | "INVALID" | "ALL" | undefined;
}

/** The listings of iyzico that make up what was asked for. */
export function listingsOf({ itemType }: ListingOptions): ("VALID" | "INVALID" | undefined)[] {
  return itemType === "ALL" ? ["VALID", "INVALID"] : [itemType];
}

/** See `MassPayoutClient.pages`. */
export async function* pages(
  context: Context,
  reference: MassPayoutReference,
  options: ListingOptions & CallOptions,
): AsyncGenerator<RetrievedPage, void, undefined> {
  const limits = limitsOf(options, context);
  for (const itemType of listingsOf(options)) yield* listing(context, reference, { ...options, itemType }, limits);
}

/**
 * Reads every page of one listing in order, ahead of the consumer by at most `concurrency` requests. When the consumer
 * stops, what is under way is aborted.
 *
 * iyzico's own `size` counts, which may be another than the one that was asked for, and its latest `total`.
 */
export async function* listing(
  context: Context,
  reference: MassPayoutReference,
  { itemType, size = 40, concurrency = 1 }: ListingOptions & { itemType: "VALID" | "INVALID" | undefined },
  limits: ReturnType<typeof limitsOf>,
): AsyncGenerator<RetrievedPage, void, undefined> {
  if (!Number.isSafeInteger(concurrency) || concurrency < 1) {
    const hint = "Leave it out for one request at a time.";
    const message = "retrieve: concurrency is not a whole number from 1.";
    throw new MassPayoutError("invalid_request", message, { outcome: "not-sent", operation: "retrieve", hint });
  }
  const stop = new AbortController();
  const onAbort = () => stop.abort(limits.signal?.reason);
  if (limits.signal?.aborted) onAbort();
  limits.signal?.addEventListener("abort", onAbort, { once: true });
  const read = (page: number, pageSize: number): Promise<RetrievedPage> => {
    const request: RetrieveRequest = { ...reference, page, size: pageSize, itemType };
    const reading = retrieve(context, request, { ...limits, signal: stop.signal });
    // A page that was read ahead may fail before anybody waits for it.
    reading.catch(() => undefined);
    return reading;
  };

  try {
    const first = await read(0, size);
    yield first;
    // A size that is none can't be counted with.
    const pageSize = first.size > 0 ? first.size : size;
    let count = Math.ceil(first.total / pageSize);
    const ahead: Promise<RetrievedPage>[] = [];
    for (let at = 1; at < count; at += 1) {
      while (ahead.length < concurrency && at + ahead.length < count) ahead.push(read(at + ahead.length, pageSize));
      const page = await (ahead.shift() as Promise<RetrievedPage>);
      count = Math.ceil(page.total / pageSize);
      yield page;
    }
  } finally {
    limits.signal?.removeEventListener("abort", onAbort);
    stop.abort();
  }
}
