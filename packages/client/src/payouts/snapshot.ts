import { isMassPayoutError, MassPayoutError } from "../errors/mass-payout-error.js";
import type { Limits } from "../http/call-options.js";
import type { Context } from "../http/context.js";
import type { MassPayout, MassPayoutItem, MassPayoutReference, RetrievedPage } from "../operations/retrieve.js";
import { allItems, SeenItems } from "./items.js";
import type { ItemType, ListingOptions } from "./pages.js";
import { type Settlement, settlementOf } from "./settlement.js";

/** What a look at a payout showed. Every sum and every item of it is from that one look. */
export interface Look {
  massPayout: MassPayout;
  /** All of them, those that were refused included. */
  items: readonly MassPayoutItem[];
  settlement: Settlement & { itemsForAPerson: readonly MassPayoutItem[] };
  /**
   * There when iyzico showed the payout and then refused to list those whom it refused. It may mean that there are none;
   * how that is answered is undocumented. Items and settlement are those of the others alone then.
   */
  refusal?: MassPayoutError;
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
  const seen = new SeenItems();
  let massPayout: MassPayout | undefined;
  const listed = async (itemType: ItemType): Promise<MassPayoutItem[]> => {
    const items: MassPayoutItem[] = [];
    const onPage = (page: RetrievedPage) => {
      massPayout = page.massPayout;
    };
    for await (const item of allItems(context, [{ ...options, reference, itemType }], limits, onPage)) {
      // iyzico may list an item in both listings, or ignore which was asked for.
      if (seen.add(item)) items.push(item);
    }
    return items;
  };
  // What has been shown is there: nobody may take a later refusal for its absence.
  const contradicting = (error: unknown) => {
    const isAbsent = isMassPayoutError(error, "refused") || isMassPayoutError(error, "not_found");
    return isAbsent && massPayout !== undefined ? incomplete(error) : error;
  };
  const accepted = await listed("VALID").catch((error: unknown) => {
    throw contradicting(error);
  });
  // Refused items count: without them a payout would look as if everyone were paid.
  const shownBefore = massPayout;
  let refusal: MassPayoutError | undefined;
  const refused = await listed("INVALID").catch((error: unknown) => {
    const isFirstPage = massPayout === shownBefore;
    if (isFirstPage && isMassPayoutError(error, "not_found")) return [];
    if (!isFirstPage || !isMassPayoutError(error, "refused")) throw contradicting(error);
    refusal = error;
    return [];
  });
  const items = [...accepted, ...refused];
  // Every listing that ends has shown the payout.
  const shown = massPayout as unknown as MassPayout;
  const settlement = settlementOf(items, shown.massPayoutStatus);
  return { massPayout: shown, items, settlement, ...(refusal && { refusal }) };
}

function incomplete(cause: MassPayoutError): MassPayoutError {
  return new MassPayoutError("incomplete_listing", "retrieve: a payout that was shown was then said not to be there.", {
    outcome: "unknown",
    operation: "retrieve",
    attempts: cause.attempts,
    hint: "Look again later, and act on nobody until then.",
    cause,
  });
}
