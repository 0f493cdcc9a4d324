import { type CallOptions, type Limits, limitsOf } from "./call-options.js";
import type { Context } from "./context.js";
import { MassPayoutError } from "./error.js";
import { type ListingOptions, listing, listingsOf } from "./pages.js";
import type { MassPayoutItem, MassPayoutReference, RetrievedPage } from "./retrieve.js";

/** How often a listing is read before it is given up. */
const mostReadings = 3;

/** See `MassPayoutClient.items`. */
export function items(
  context: Context,
  reference: MassPayoutReference,
  options: ListingOptions & CallOptions,
): AsyncGenerator<MassPayoutItem, void, undefined> {
  return itemsWithin(context, reference, options, () => limitsOf(options, context));
}

/**
 * Every item once, over all listings that were asked for. `onPage` is told each page as it comes.
 *
 * @param limits is asked when the first item is, so that a deadline begins with the work.
 */
export async function* itemsWithin(
  context: Context,
  reference: MassPayoutReference,
  options: ListingOptions,
  limits: () => Limits,
  onPage: (page: RetrievedPage) => unknown = () => undefined,
): AsyncGenerator<MassPayoutItem, void, undefined> {
  const begun = limits();
  // iyzico may list an item in both listings, or ignore which was asked for.
  const yielded = new Set<string>();
  for (const itemType of listingsOf(options)) {
    for await (const [key, item] of wholeListing(context, reference, { ...options, itemType }, begun, onPage)) {
      if (yielded.has(key)) continue;
      yielded.add(key);
      yield item;
    }
  }
}

/**
 * Each item of one listing once, and an end only when there were as many as iyzico counts. Pages that repeat, shrink or
 * drift, and a total that moves, are made good by reading again; what can't be made good is an error.
 */
async function* wholeListing(
  context: Context,
  reference: MassPayoutReference,
  options: Parameters<typeof listing>[2],
  limits: Limits,
  onPage: (page: RetrievedPage) => unknown,
): AsyncGenerator<[key: string, item: MassPayoutItem], void, undefined> {
  const seen = new Set<string>();
  let total = 0;
  for (let reading = 1; reading <= mostReadings; reading += 1) {
    const totals = new Set<number>();
    for await (const page of listing(context, reference, options, limits)) {
      onPage(page);
      total = page.total;
      totals.add(total);
      for (const item of page.items) {
        const key = keyOf(item);
        if (seen.has(key)) continue;
        seen.add(key);
        yield [key, item];
      }
    }
    // A total that moved within a reading may have moved items past the pages that were read.
    if (totals.size === 1 && seen.size === total) return;
  }
  throw new MassPayoutError("incomplete_listing", `retrieve: ${seen.size} items were found where there are ${total}.`, {
    outcome: "unknown",
    operation: "retrieve",
    hint: "The payout changes, or its pages don't fit together. List it again later, and act on nobody until then.",
  });
}

/** What tells an item from the others: iyzico's id, else the merchant's, else everything that is known of it. */
function keyOf(item: MassPayoutItem): string {
  if (item.referenceCode !== undefined) return `r${item.referenceCode}`;
  if (item.itemExternalId !== undefined) return `e${item.itemExternalId}`;
  return `j${JSON.stringify(item)}`;
}
