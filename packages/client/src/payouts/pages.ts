import { invalidRequest } from "../errors/invalid.js";
import { fieldFault } from "../errors/request-fault.js";
import { abortableGenerator } from "../http/abortable-generator.js";
import { type CallOptions, type Limits, limitsOf } from "../http/call-options.js";
import type { Context } from "../http/context.js";
import { onAbort } from "../http/on-abort.js";
import {
  type ItemType,
  type MassPayoutReference,
  type RetrievedPage,
  type RetrieveRequest,
  retrieve,
} from "../operations/retrieve.js";

/** How to list the items of a payout. */
export interface ListingOptions {
  /** Items per page. 40 by default, as in iyzico's examples; iyzico's maximum is undocumented. */
  size?: number | undefined;
  /** The maximum of requests in flight at once. 1 by default. Pages are yielded in order in any case. */
  concurrency?: number | undefined;
  /**
   * Which items to list; "ALL" lists the VALID ones and then the INVALID ones. By default iyzico decides, and whether
   * it then lists those that it rejected is undocumented.
   */
  itemType?: ItemType | "ALL" | undefined;
}

/** One listing of iyzico: of one kind of items, or without a kind. */
export interface Listing extends ListingOptions {
  reference: MassPayoutReference;
  itemType: ItemType | undefined;
}

/** The listings of iyzico that together have the requested items. */
export function listingsOf(reference: MassPayoutReference, options: ListingOptions): Listing[] {
  const itemTypes: (ItemType | undefined)[] = options.itemType === "ALL" ? ["VALID", "INVALID"] : [options.itemType];
  return itemTypes.map((itemType) => ({ ...options, reference, itemType }));
}

/** See `MassPayoutClient.pages`. */
export function pages(
  context: Context,
  reference: MassPayoutReference,
  options: ListingOptions & CallOptions,
): AsyncGenerator<RetrievedPage, void, undefined> {
  return abortableGenerator(options.signal, async function* (signal) {
    const limits = limitsOf({ ...options, signal }, context);
    for (const listing of listingsOf(reference, options)) yield* readPages(context, listing, limits);
  });
}

/**
 * Reads every page of one listing in order, at most `concurrency` requests ahead of the consumer. When the consumer
 * stops, the requests in flight are aborted.
 *
 * The number of pages follows from the first answer: from its `size`, which may differ from the requested one, and its
 * `total`. A total that grows later counts for the next reading only, so that every reading ends. A page without items
 * ends it too.
 */
export async function* readPages(
  context: Context,
  { reference, itemType, size = 40, concurrency = 1 }: Listing,
  limits: Limits,
): AsyncGenerator<RetrievedPage, void, undefined> {
  if (!Number.isSafeInteger(concurrency) || concurrency < 1) {
    throw invalidRequest("retrieve", [fieldFault("concurrency", "out-of-range", "must be a positive integer")]);
  }
  // One controller per request: Node warns of a leak for a signal with many listeners.
  const running = new Set<AbortController>();
  const abortAll = () => {
    for (const controller of running) controller.abort(limits.signal?.reason);
  };
  const read = (page: number, pageSize: number): Promise<RetrievedPage> => {
    const controller = new AbortController();
    if (limits.signal?.aborted) controller.abort(limits.signal.reason);
    running.add(controller);
    const request: RetrieveRequest = { ...reference, page, size: pageSize, itemType };
    const reading = retrieve(context, request, { ...limits, signal: controller.signal });
    // Handles the rejection of a page that was read ahead and is not awaited yet.
    void Promise.allSettled([reading]).then(() => running.delete(controller));
    return reading;
  };

  const release = onAbort(limits.signal, abortAll);
  try {
    const first = await read(0, size);
    yield first;
    // iyzico may answer a size of 0, from which no number of pages follows.
    const pageSize = first.size > 0 ? first.size : size;
    const count = first.items.length === 0 ? 1 : Math.ceil(first.total / pageSize);
    const ahead: Promise<RetrievedPage>[] = [];
    for (let at = 1; at < count; at += 1) {
      while (ahead.length < concurrency && at + ahead.length < count) ahead.push(read(at + ahead.length, pageSize));
      const page = await (ahead.shift() as Promise<RetrievedPage>);
      yield page;
      if (page.items.length === 0) return;
    }
  } finally {
    release();
    abortAll();
  }
}
