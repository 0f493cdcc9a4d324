import { abortableGenerator } from "../http/abortable-generator.js";
import { type CallOptions, callNames, type Limits, limitsOf } from "../http/call-options.js";
import type { Context } from "../http/context.js";
import { type ItemType, type MassPayoutReference, type RetrievedPage, retrieve } from "../operations/retrieve.js";
import type { OptionNames } from "../validation/check-names.js";
import { readAhead } from "./read-ahead.js";

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

export const listingNames: OptionNames<ListingOptions & CallOptions> = {
  ...callNames,
  size: true,
  concurrency: true,
  itemType: true,
};

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
    const limits = limitsOf({ ...options, signal }, listingNames, context);
    for (const listing of listingsOf(reference, options)) {
      for await (const page of readPages(context, listing, limits)) yield [page];
    }
  });
}

/**
 * Reads every page of one listing in order, at most `concurrency` requests ahead of the consumer. When the consumer
 * stops, the requests in flight are aborted.
 *
 * The number of pages follows from the first answer: from its size and its `total`. A total that grows later counts for the
 * next reading only, so that every reading ends. A page without items ends it too.
 */
export async function* readPages(
  context: Context,
  { reference, itemType, size = 40, concurrency = 1 }: Listing,
  limits: Limits,
): AsyncGenerator<RetrievedPage, void, undefined> {
  let requestedSize = size;
  let count: number | undefined;
  const end = () => count ?? 1;
  const pages = readAhead({ from: 0, end, concurrency, signal: limits.signal }, (page, signal) =>
    retrieve(context, { ...reference, page, size: requestedSize, itemType }, { ...limits, signal }),
  );
  for await (const page of pages) {
    yield page;
    if (page.items.length === 0) return;
    if (count !== undefined) continue;
    const { nextSize, rowsPerPage } = pageSizeOf(page, 0, size);
    requestedSize = nextSize;
    count = Math.ceil(page.total / rowsPerPage);
  }
}

/** The size of the pages of a listing, from the first that was read. */
export interface PageSize {
  /** The size to request the next pages with. */
  nextSize: number;
  /** How many rows a full page has. */
  rowsPerPage: number;
}

/**
 * iyzico may limit the size of a page, and the answer may have the smaller size, or repeat the requested one beside fewer
 * rows. In the first case the reading goes on with the smaller size. In the second it goes on as before, because which rows
 * a page has then depends on the requested size.
 *
 * @param at the number of the page.
 */
export function pageSizeOf({ items, size, total }: RetrievedPage, at: number, requested: number): PageSize {
  // A size that the page itself contradicts is none: it may be 0.
  if (size > 0 && size < requested && items.length <= size) return { nextSize: size, rowsPerPage: size };
  const rowsUntilHere = at * requested + items.length;
  // Of a later page: fewer rows can come before it than full pages would have.
  const isLimited = items.length < requested && (at === 0 ? rowsUntilHere < total : rowsUntilHere > total);
  return { nextSize: requested, rowsPerPage: isLimited && items.length > 0 ? items.length : requested };
}
