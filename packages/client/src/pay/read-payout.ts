import type { MassPayout, MassPayoutItem, MassPayoutReference, RetrievedPage } from "../operations/retrieve.js";
import { maxReadings } from "../payouts/items.js";
import { incompleteListingError, isNotFound, payoutVanishedError } from "../payouts/not-found.js";
import { describeItemStatus, isOneOf } from "../payouts/status.js";
import { ListedRows } from "./listed-rows.js";
import { type ListingReading, type PageReader, readListing } from "./read-listing.js";

/** How to read a payout for a poll. */
export interface PayoutRequest {
  reference: MassPayoutReference;
  /** The ids of the plan's items. */
  plannedIds: ReadonlySet<string>;
  /** The page at which to look for an item in progress, counted from 0; without it, all pages are read. */
  fromPage: number | undefined;
  /** The number of rows to request for a page. */
  pageSize: number;
  /** The maximum of requests in flight at once. */
  concurrency: number;
  signal: AbortSignal | undefined;
}

/** What a poll has read of a payout. */
export interface PayoutReading {
  massPayout: MassPayout;
  rows: Iterable<MassPayoutItem>;
  /**
   * The first page of accepted items, of those that were read, with an item in progress. Missing also if there is one page
   * only: to read it alone would spare nothing.
   */
  openPage: number | undefined;
  /** Whether the reading ended at `openPage`. */
  isPartial: boolean;
  /** Whether pages overlapped, so that rows may be missing. */
  isIncomplete: boolean;
}

/**
 * Reads a payout: the accepted items, and then those that iyzico rejected. If `fromPage` is given, the reading begins there
 * and ends at the first page with an item in progress; if no page has one, it goes on until everything is read.
 *
 * It is whole when every planned id was shown. If some were not and pages overlapped, it is repeated, and the rows of all
 * readings count: a listing that comes in another order with each request shows more of its items each time. After the last
 * reading, the rows that there are count, and the payment decides what their lack means. But if the total moved within every
 * reading, rows may be missing that no id tells of: that is an error.
 *
 * @throws the error of a page; one that means "not found" only if no page has shown the payout.
 */
export async function readPayout(read: PageReader, request: PayoutRequest): Promise<PayoutReading> {
  const found = new Found(request.plannedIds);
  let rows = new ListedRows();
  let openPage: number | undefined;
  let isSteady = false;
  let isCounted = false;
  let { fromPage: from = 0, pageSize } = request;
  for (let reading = 1; reading <= maxReadings; reading += 1) {
    const once = await readOnce(read, { ...request, pageSize, from }, found);
    openPage = once.openPage;
    const isClear = !once.isVoid && !once.rows.hasRepeats;
    // A reading in which nothing overlapped is in place of those before.
    if (isClear) rows = once.rows;
    else rows.unite(once.rows);
    if (once.cutBy !== undefined && found.missing.size > 0) throw payoutVanishedError(once.cutBy);
    if (once.isPartial || found.hasOthers)
      return { massPayout: found.payout, rows, openPage, isPartial: once.isPartial, isIncomplete: false };
    isSteady ||= !once.isVoid;
    const isGapless = isClear && from === 0 && once.limitedSize === undefined;
    // Pages overlapped: a second row of an item may have been missed, though each planned id was shown.
    isCounted = (isClear && once.cutBy === undefined) || rows.count >= once.total;
    if (!once.isVoid && isCounted && (found.missing.size === 0 || isGapless)) break;
    from = 0;
    pageSize = once.limitedSize ?? pageSize;
  }
  if (!isSteady) throw incompleteListingError("the total changed within every reading");
  if (found.missing.size === 0 && !isCounted) throw incompleteListingError("pages overlapped, and rows are missing");
  return { massPayout: found.payout, rows, openPage, isPartial: false, isIncomplete: !isCounted };
}

/** What the pages of all readings have shown. */
class Found {
  readonly #plannedIds: ReadonlySet<string>;
  readonly missing: Set<string>;
  /** Whether there are items that the plan does not have. They decide: the payout is another one. */
  hasOthers = false;
  #payout: MassPayout | undefined;

  constructor(plannedIds: ReadonlySet<string>) {
    this.#plannedIds = plannedIds;
    this.missing = new Set(plannedIds);
  }

  get isPayoutShown(): boolean {
    return this.#payout !== undefined;
  }

  /** A reading that ends without an error has shown it. */
  get payout(): MassPayout {
    return this.#payout as MassPayout;
  }

  add({ massPayout, items }: RetrievedPage): void {
    this.#payout = massPayout;
    for (const { itemExternalId } of items) {
      if (!itemExternalId) continue;
      this.missing.delete(itemExternalId);
      this.hasOthers ||= !this.#plannedIds.has(itemExternalId);
    }
  }
}

/** How many rows an item may have at most. Enough for attempts; a listing with more has no end. */
const maxRowsPerItem = 10;

/** Reads both listings once, or one of them in part. */
async function readOnce(
  read: PageReader,
  { fromPage, pageSize: size, plannedIds, ...request }: PayoutRequest & { from: number },
  found: Found,
): Promise<Omit<ListingReading, "isShort"> & { rows: ListedRows; openPage: number | undefined; isPartial: boolean }> {
  const rows = new ListedRows();
  let openPage: number | undefined;
  let lastPage = 0;
  let rowsLeft = Math.max(1_000, maxRowsPerItem * plannedIds.size);
  const isExhausted = (page: RetrievedPage) => {
    found.add(page);
    rowsLeft -= page.items.length;
    if (rowsLeft >= 0) return false;
    if (!found.hasOthers) throw incompleteListingError("the pages have no end");
    return true;
  };
  const listing = { ...request, size, rows };
  const valid = await readListing(read, { ...listing, itemType: "VALID" }, (page, at) => {
    lastPage = Math.max(lastPage, at);
    if (page.items.some(isInProgress)) openPage ??= at;
    return isExhausted(page) || (fromPage !== undefined && openPage !== undefined);
  }).catch((error: unknown) => {
    throw isNotFound(error) && found.isPayoutShown ? payoutVanishedError(error) : error;
  });
  if (fromPage !== undefined && openPage !== undefined) return { ...valid, rows, openPage, isPartial: true };
  const invalid = await readListing(read, { ...listing, itemType: "INVALID", from: 0 }, isExhausted).catch(
    (error: unknown) => {
      // How an empty listing is answered is undocumented: also as if there were no payout.
      if (isNotFound(error)) return undefined;
      throw error;
    },
  );
  return {
    rows,
    openPage: lastPage > 0 ? openPage : undefined,
    isPartial: false,
    cutBy: valid.cutBy ?? invalid?.cutBy,
    total: isCountedTogether(valid, invalid) ? valid.total : valid.total + (invalid?.total ?? 0),
    isVoid: valid.isVoid || invalid?.isVoid === true,
    limitedSize: valid.limitedSize,
  };
}

/** Whether each listing counts the rows of both. */
function isCountedTogether(valid: ListingReading, invalid: ListingReading | undefined): boolean {
  return invalid?.isShort === true && invalid.total === valid.total;
}

/** Whether iyzico still works on an item. One with an unknown status needs a person, and is not waited for. */
function isInProgress({ itemStatus }: MassPayoutItem): boolean {
  return isOneOf(describeItemStatus(itemStatus).state, "waiting", "in-flight", "not-paid");
}
