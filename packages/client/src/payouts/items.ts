import { MassPayoutError } from "../errors/mass-payout-error.js";
import { abortableGenerator } from "../http/abortable-generator.js";
import { type CallOptions, type Limits, limitsOf } from "../http/call-options.js";
import type { Context } from "../http/context.js";
import type { MassPayoutItem, MassPayoutReference, RetrievedPage } from "../operations/retrieve.js";
import { type Listing, type ListingOptions, listedPages, listingsOf } from "./pages.js";

/** How often a listing is read before it is given up. */
const maxReadings = 3;

/** See `MassPayoutClient.items`. */
export function items(
  context: Context,
  reference: MassPayoutReference,
  options: ListingOptions & CallOptions,
): AsyncGenerator<MassPayoutItem, void, undefined> {
  return abortableGenerator(options.signal, (signal) =>
    allItems(context, listingsOf(reference, options), limitsOf({ ...options, signal }, context)),
  );
}

/** Every item once, over all listings. `onPage` is told each page as it comes. */
export async function* allItems(
  context: Context,
  listings: readonly Listing[],
  limits: Limits,
  onPage: (page: RetrievedPage) => unknown = () => undefined,
): AsyncGenerator<MassPayoutItem, void, undefined> {
  // iyzico may list an item in both listings, or ignore which was asked for.
  const yielded = new DistinctItems();
  for (const listing of listings) {
    for await (const item of wholeListing(context, listing, limits, onPage)) if (yielded.add(item)) yield item;
  }
}

/**
 * Each item of one listing once, and an end only when there were as many as iyzico counts. Pages that repeat, shrink or
 * drift, and a total that moves, are made good by reading again; what can't be made good is an error.
 */
async function* wholeListing(
  context: Context,
  listing: Listing,
  limits: Limits,
  onPage: (page: RetrievedPage) => unknown,
): AsyncGenerator<MassPayoutItem, void, undefined> {
  const seen = new DistinctItems();
  let total = 0;
  let attempts = 0;
  const incomplete = (message: string) =>
    new MassPayoutError("incomplete_listing", `retrieve: ${message}.`, {
      outcome: "unknown",
      operation: "retrieve",
      attempts,
      hint: "The payout changes, or its pages don't fit together. List it again later, and act on nobody until then.",
    });

  for (let reading = 1; reading <= maxReadings; reading += 1) {
    const totals = new Set<number>();
    const read = new DistinctItems();
    for await (const page of listedPages(context, listing, limits)) {
      onPage(page);
      attempts += 1;
      total = page.total;
      totals.add(total);
      const before = read.count;
      for (const item of page.items) {
        if (read.add(item) === undefined) throw incomplete("an item has no id to tell it from the others");
        if (seen.add(item)) yield item;
      }
      // A page that has nothing new is one that comes again: there may be no end of it.
      if (read.count === before) break;
    }
    // A total that moved within a reading may have moved items past the pages that were read.
    if (totals.size <= 1 && seen.count === total) return;
  }
  throw incomplete(`${seen.count} items were found where there are ${total}`);
}

/**
 * Remembers items by both of their ids: an item that shows one of them now and the other later is still the same. One
 * that has neither can't be told from others.
 */
export class DistinctItems {
  readonly #ids = new Set<string>();
  #count = 0;

  /** How many different items there were. */
  get count(): number {
    return this.#count;
  }

  /** Adds an item and says whether it is new; `undefined` when it has no id to know it by. */
  add({ referenceCode, itemExternalId }: MassPayoutItem): boolean | undefined {
    const ids = [...(referenceCode ? [`r${referenceCode}`] : []), ...(itemExternalId ? [`e${itemExternalId}`] : [])];
    if (ids.length === 0) return undefined;
    const isNew = !ids.some((id) => this.#ids.has(id));
    for (const id of ids) this.#ids.add(id);
    if (isNew) this.#count += 1;
    return isNew;
  }
}
