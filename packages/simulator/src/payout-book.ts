import type { Item, Payout } from "./payout.js";

/** Every payout that was received, and how it is found. */
export interface PayoutBook {
  readonly payouts: readonly Payout[];
  add(payout: Payout): void;
  withRequestId(requestId: string): Payout | undefined;
  /** The last one, where there are several. */
  withExternalId(externalId: string): Payout | undefined;
  itemWithReference(referenceCode: string): { payout: Payout; item: Item } | undefined;
}

export function createPayoutBook(): PayoutBook {
  const byRequestId = new Map<string, Payout>();
  const byExternalId = new Map<string, Payout>();
  const byReference = new Map<string, { payout: Payout; item: Item }>();
  const payouts: Payout[] = [];
  return {
    payouts,
    add(payout) {
      payouts.push(payout);
      byRequestId.set(payout.requestId, payout);
      byExternalId.set(payout.externalId, payout);
      for (const item of payout.items) byReference.set(item.referenceCode, { payout, item });
    },
    withRequestId: (requestId) => byRequestId.get(requestId),
    withExternalId: (externalId) => byExternalId.get(externalId),
    itemWithReference: (referenceCode) => byReference.get(referenceCode),
  };
}
