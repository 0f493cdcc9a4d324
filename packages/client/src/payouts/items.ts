import { abortableGenerator } from "../http/abortable-generator.js";
import { type CallOptions, type Limits, limitsOf } from "../http/call-options.js";
import type { Context } from "../http/context.js";
import type { MassPayoutItem, MassPayoutReference, RetrievedPage } from "../operations/retrieve.js";
import { incompleteListingError } from "./not-found.js";
import { type Listing, type ListingOptions, listingNames, listingsOf, readPages } from "./pages.js";

/** How many times a listing is read before it counts as incomplete. */
export const maxReadings = 3;

/** Such an item cannot be told from others. */
export const itemWithoutId = "an item has neither a referenceCode nor an itemExternalId";

/** See `MassPayoutClient.items`. */
export function items(
  context: Context,
  reference: MassPayoutReference,
  options: ListingOptions & CallOptions,
): AsyncGenerator<MassPayoutItem, void, undefined> {
  return abortableGenerator(options.signal, (signal) =>
    readItems(context, listingsOf(reference, options), limitsOf({ ...options, signal }, listingNames, context)),
  );
}

/**
 * Reads every item of all listings once: iyzico may list an item in both of them, or ignore itemType. Yields the new items of
 * each page together.
 *
 * @param onPage receives each page as it is read.
 * @param yielded the items that were read before; those are not yielded again.
 */
export async function* readItems(
  context: Context,
  listings: readonly Listing[],
  limits: Limits,
  onPage: (page: RetrievedPage) => unknown = () => undefined,
  yielded: DistinctItems = new DistinctItems(),
): AsyncGenerator<MassPayoutItem[], void, undefined> {
  for (const listing of listings) yield* readWholeListing(context, listing, limits, onPage, yielded);
}

/**
 * Reads each item of one listing once, and ends only if there are as many as iyzico counts. If pages repeat, shrink or
 * shift, or the total changes, the listing is read again; after the last reading that is an error.
 */
async function* readWholeListing(
  context: Context,
  listing: Listing,
  limits: Limits,
  onPage: (page: RetrievedPage) => unknown,
  yielded: DistinctItems,
): AsyncGenerator<MassPayoutItem[], void, undefined> {
  // Half of the work for an item is to add it to a set. The items of the first listing, and those of its first reading, are
  // all that was read: one set serves for all three.
  const listed = yielded.count === 0 ? yielded : new DistinctItems();
  let total = 0;
  for (let reading = 1; reading <= maxReadings; reading += 1) {
    const totals = new Set<number>();
    const read = reading === 1 ? listed : new DistinctItems();
    for await (const page of readPages(context, listing, limits)) {
      onPage(page);
      total = page.total;
      totals.add(total);
      const before = read.count;
      const items: MassPayoutItem[] = [];
      for (const item of page.items) {
        const isNew = read.add(item);
        if (isNew === undefined) {
          yield items;
          throw incompleteListingError(itemWithoutId);
        }
        const isNewInListing = listed === read ? isNew : listed.add(item);
        if (yielded === listed ? isNewInListing : yielded.add(item)) items.push(item);
      }
      yield items;
      // A page without a new item is repeated, and repeated pages may have no end.
      if (read.count === before) break;
    }
    // If the total changed during the reading, items may have moved to pages that were read already.
    if (totals.size <= 1 && listed.count === total) return;
  }
  throw incompleteListingError(`${listed.count} items were found, and iyzico counts ${total}`);
}

/**
 * A set of items. Items are told apart by their itemExternalId, because a referenceCode may be a placeholder that all of
 * them have. iyzico may show one id now and the other later: an item that was shown with a referenceCode alone is the one
 * that has it later. An item without an id cannot be told from others.
 */
export class DistinctItems {
  readonly #externalIds = new Set<string>();
  readonly #referenceCodes = new Set<string>();
  /** Those of items that have shown no itemExternalId. */
  readonly #unnamed = new Set<string>();
  #count = 0;

  /** The number of different items. */
  get count(): number {
    return this.#count;
  }

  /** Adds an item and returns whether it is new; `undefined` if it has no id. */
  add({ referenceCode = "", itemExternalId = "" }: MassPayoutItem): boolean | undefined {
    if (referenceCode === "" && itemExternalId === "") return undefined;
    const isNew =
      itemExternalId === ""
        ? !this.#referenceCodes.has(referenceCode)
        : !this.#externalIds.has(itemExternalId) && !this.#unnamed.delete(referenceCode);
    if (itemExternalId !== "") this.#externalIds.add(itemExternalId);
    else if (isNew) this.#unnamed.add(referenceCode);
    if (referenceCode !== "") this.#referenceCodes.add(referenceCode);
    if (isNew) this.#count += 1;
    return isNew;
  }
}
