import { invalidRequest } from "../errors/invalid.js";
import { abortableGenerator } from "../http/abortable-generator.js";
import { type CallOptions, type Limits, limitsOf } from "../http/call-options.js";
import type { Context } from "../http/context.js";
import {
  type MassPayoutReference,
  type RetrievedPage,
  type RetrieveRequest,
  retrieve,
} from "../operations/retrieve.js";

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
  itemType?: ItemType | "ALL" | undefined;
}

/** iyzico's two kinds of items: those that it accepted, and those that it refused. */
export type ItemType = "VALID" | "INVALID";

/** One listing as iyzico knows it. */
export interface Listing extends ListingOptions {
  reference: MassPayoutReference;
  itemType: ItemType | undefined;
}

/** The listings of iyzico that make up what was asked for. */
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
    for (const listing of listingsOf(reference, options)) yield* listedPages(context, listing, limits);
  });
}

/**
 * Reads every page of one listing in order, ahead of the consumer by at most `concurrency` requests. When the consumer
 * stops, what is under way is aborted.
 *
 * iyzico's own `size` counts, which may be another than the one that was asked for, and the `total` of the first page: a
 * total that grows is for the next reading, so that a reading ends. It ends at a page without items too.
 */
export async function* listedPages(
  context: Context,
  { reference, itemType, size = 40, concurrency = 1 }: Listing,
  limits: Limits,
): AsyncGenerator<RetrievedPage, void, undefined> {
  if (!Number.isSafeInteger(concurrency) || concurrency < 1) {
    const message = "concurrency is not a whole number from 1";
    throw invalidRequest("retrieve", [{ field: "concurrency", reason: "out-of-range", message }]);
  }
  // A controller for each request: a signal with many listeners would look like a leak.
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
    // A page that was read ahead may fail before anybody waits for it.
    void Promise.allSettled([reading]).then(() => running.delete(controller));
    return reading;
  };

  limits.signal?.addEventListener("abort", abortAll, { once: true });
  try {
    const first = await read(0, size);
    yield first;
    // A size that is none can't be counted with.
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
    limits.signal?.removeEventListener("abort", abortAll);
    abortAll();
  }
}
