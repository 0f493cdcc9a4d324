import { isMassPayoutError, type MassPayoutError } from "../errors/mass-payout-error.js";
import { type CallOptions, callNames, type Limits } from "../http/call-options.js";
import type { Context } from "../http/context.js";
import type {
  ItemType,
  MassPayout,
  MassPayoutItem,
  MassPayoutReference,
  RetrievedPage,
} from "../operations/retrieve.js";
import type { OptionNames } from "../validation/check-names.js";
import { DistinctItems, readItems } from "./items.js";
import { isNotFound, payoutVanishedError } from "./not-found.js";
import type { ListingOptions } from "./pages.js";
import { type Settlement, settlementOf } from "./settlement.js";

/** A snapshot of a payout: all items, and sums computed from exactly those items. */
export interface PayoutSnapshot {
  massPayout: MassPayout;
  /** All items, those that iyzico rejected included. */
  items: readonly MassPayoutItem[];
  settlement: Settlement & { itemsRequiringAction: readonly MassPayoutItem[] };
  /**
   * Set when iyzico listed the VALID items and then answered the listing of the INVALID ones with a failure. That may
   * mean that there are none: the answer for an empty listing is undocumented. `items` and `settlement` then have the
   * VALID items alone.
   */
  invalidListingError?: MassPayoutError;
}

/** How to read a snapshot. It always has both kinds of items. */
export type SnapshotOptions = Omit<ListingOptions, "itemType">;

export const snapshotNames: OptionNames<SnapshotOptions & CallOptions> = {
  ...callNames,
  size: true,
  concurrency: true,
};

/** See `MassPayoutClient.snapshot`. */
export async function takeSnapshot(
  context: Context,
  reference: MassPayoutReference,
  options: SnapshotOptions,
  limits: Limits,
): Promise<PayoutSnapshot> {
  const listed = new DistinctItems();
  let massPayout: MassPayout | undefined;
  const listItems = async (itemType: ItemType): Promise<MassPayoutItem[]> => {
    const items: MassPayoutItem[] = [];
    const onPage = (page: RetrievedPage) => {
      massPayout = page.massPayout;
    };
    const listing = { ...options, reference, itemType };
    for await (const ofPage of readItems(context, [listing], limits, onPage, listed))
      for (const item of ofPage) items.push(item);
    return items;
  };
  const asIncomplete = (error: unknown) =>
    isNotFound(error) && massPayout !== undefined ? payoutVanishedError(error) : error;
  const valid = await listItems("VALID").catch((error: unknown) => {
    throw asIncomplete(error);
  });
  // Without the rejected items, a payout would read as if every recipient were paid.
  const payoutBefore = massPayout;
  let invalidListingError: MassPayoutError | undefined;
  const invalid = await listItems("INVALID").catch((error: unknown) => {
    const isFirstPage = massPayout === payoutBefore;
    if (isFirstPage && isMassPayoutError(error, "not_found")) return [];
    if (!isFirstPage || !isMassPayoutError(error, "request_rejected")) throw asIncomplete(error);
    invalidListingError = error;
    return [];
  });
  const items = [...valid, ...invalid];
  // A listing that ends without an error has shown the payout.
  const payout = massPayout as unknown as MassPayout;
  const settlement = settlementOf(items, payout.massPayoutStatus);
  return { massPayout: payout, items, settlement, ...(invalidListingError && { invalidListingError }) };
}
