import type { MassPayoutError } from "../errors/mass-payout-error.js";
import type { ItemType, MassPayoutReference, RetrievedPage, RetrieveRequest } from "../operations/retrieve.js";
import { itemWithoutId } from "../payouts/items.js";
import { incompleteListingError, isNotFound } from "../payouts/not-found.js";
import { type PageSize, pageSizeOf } from "../payouts/pages.js";
import { readAhead } from "../payouts/read-ahead.js";
import type { ListedRows } from "./listed-rows.js";

/** Reads one page within the limits of a poll. */
export type PageReader = (request: RetrieveRequest, signal: AbortSignal | undefined) => Promise<RetrievedPage>;

/** How to read a listing of iyzico. */
export interface ListingRequest {
  reference: MassPayoutReference;
  itemType: ItemType;
  /** The first page to read, counted from 0. The pages before it are read after the last one. */
  from: number;
  size: number;
  concurrency: number;
  signal: AbortSignal | undefined;
  /** Receives the rows. Those that it has already are not new. */
  rows: ListedRows;
}

/** What one reading of a listing has shown, beside its rows. */
export interface ListingReading {
  /** The answer that there is no payout, to a page that should exist: what is counted may not be listed. */
  cutBy: MassPayoutError | undefined;
  /** How many rows iyzico counted. */
  total: number;
  /** Whether the listing showed fewer rows than that. */
  isShort: boolean;
  /** Whether the total moved: items may have moved to pages that were read already. */
  isVoid: boolean;
  /** The number of rows on a full page, if the answers repeat a larger size: their pages may lack rows between them. */
  limitedSize: number | undefined;
}

/**
 * Reads one listing once. It ends at a page with fewer rows than a full one, or with nothing new, and never because of what
 * was found or of the total alone: what iyzico's total counts is undocumented, and an item may have several rows.
 *
 * @param isEnough receives each page and its number, and ends the reading if it returns true.
 */
export async function readListing(
  read: PageReader,
  { reference, itemType, from, size: requestedSize, concurrency, signal, rows }: ListingRequest,
  isEnough: (page: RetrievedPage, at: number) => boolean,
): Promise<ListingReading> {
  const totals = new Set<number>();
  let counted = 0;
  let shown = 0;
  let cutBy: MassPayoutError | undefined;
  let pageSize: PageSize | undefined;

  /** Reads the pages from one on, up to another. Returns whether the caller has enough. */
  const readPages = async (first: number, limit: number): Promise<boolean> => {
    let end = first + 1;
    // A page that does not exist may be answered as a payout that does not exist.
    let mayBeOver = first > 0;
    const readPage = (page: number, pageSignal: AbortSignal) =>
      read({ ...reference, page, size: pageSize?.nextSize ?? requestedSize, itemType }, pageSignal);
    let at = first;
    try {
      for await (const page of readAhead({ from: first, end: () => end, concurrency, signal }, readPage)) {
        const { items, total } = page;
        // A page after the last one may count nothing.
        if (items.length > 0 || total > 0) totals.add(total);
        counted = Math.max(counted, total);
        shown += items.length;
        if (items.length > 0) pageSize ??= pageSizeOf(page, at, requestedSize);
        if (items.some(({ itemExternalId, referenceCode }) => !itemExternalId && !referenceCode)) {
          throw incompleteListingError(itemWithoutId);
        }
        const isNew = rows.addPage(items);
        if (isEnough(page, at)) return true;
        const rowsPerPage = pageSize?.rowsPerPage ?? requestedSize;
        const isCounted = at * rowsPerPage + items.length >= total;
        const isShort = items.length < rowsPerPage;
        // A short page is not the last one if iyzico counts more rows: it may leave rows out after it has paged.
        if (!isNew || (isShort && isCounted)) return false;
        mayBeOver = isShort || isCounted;
        at += 1;
        end = Math.min(limit, Math.max(at + 1, Math.ceil(total / rowsPerPage)));
      }
    } catch (error) {
      if (!isNotFound(error) || (first === 0 && at === 0)) throw error;
      if (!mayBeOver) cutBy = error;
    }
    return false;
  };

  if (!(await readPages(from, Number.POSITIVE_INFINITY)) && from > 0) await readPages(0, from);
  const { nextSize, rowsPerPage = 0 } = pageSize ?? {};
  return {
    cutBy,
    total: counted,
    isShort: shown < counted,
    isVoid: totals.size > 1,
    limitedSize: nextSize !== rowsPerPage && rowsPerPage > 0 ? rowsPerPage : undefined,
  };
}
