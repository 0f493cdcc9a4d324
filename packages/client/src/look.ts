import type { Limits } from "./call-options.js";
import type { Context } from "./context.js";
import { allItems } from "./items.js";
import { type ListingOptions, listingsOf } from "./pages.js";
import type { MassPayout, MassPayoutItem, MassPayoutReference, RetrievedPage } from "./retrieve.js";
import { type Settlement, settlementOf } from "./settlement.js";

/** What a look at a payout showed. Every sum and every item of it is from that one look. */
export interface Look {
  massPayout: MassPayout;
  /** All of them, those that were refused included. */
  items: readonly MassPayoutItem[];
  settlement: Settlement & { itemsForAPerson: readonly MassPayoutItem[] };
}

/** How to look. A look is always at both kinds of items. */
export type LookOptions = Omit<ListingOptions, "itemType">;

/** See `MassPayoutClient.look`. */
export async function look(
  context: Context,
  reference: MassPayoutReference,
  options: LookOptions,
  limits: Limits,
): Promise<Look> {
  const items: MassPayoutItem[] = [];
  const pages: RetrievedPage[] = [];
  const onPage = (page: RetrievedPage) => pages.splice(0, 1, page);
  // Refused items count: without them a payout would look as if everyone were paid.
  const listings = listingsOf(reference, { ...options, itemType: "ALL" });
  for await (const item of allItems(context, listings, limits, onPage)) items.push(item);
  const [{ massPayout }] = pages as [RetrievedPage];
  return { massPayout, items, settlement: settlementOf(items, massPayout.massPayoutStatus) };
}
