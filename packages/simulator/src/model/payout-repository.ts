import type { Attempt, Item, Payout } from "./payout.js";

/** All payouts that were received. */
export interface PayoutRepository {
  /** In the order in which they were received. */
  readonly all: readonly Payout[];
  add(payout: Payout): void;
  findByRequestId(requestId: string): Payout | undefined;
  /** The latest, if several payouts have the id. */
  findByExternalId(externalId: string): Payout | undefined;
  /** An attempt that has begun. */
  findAttempt(referenceCode: string): { payout: Payout; attempt: Attempt } | undefined;
}

export function createPayoutRepository(): PayoutRepository {
  const byRequestId = new Map<string, Payout>();
  const byExternalId = new Map<string, Payout>();
  const byReferenceCode = new Map<string, { payout: Payout; item: Item }>();
  const all: Payout[] = [];
  return {
    all,
    add(payout) {
      all.push(payout);
      byRequestId.set(payout.requestId, payout);
      byExternalId.set(payout.externalId, payout);
      for (const item of payout.items) {
        for (const referenceCode of item.referenceCodes) byReferenceCode.set(referenceCode, { payout, item });
      }
    },
    findByRequestId: (requestId) => byRequestId.get(requestId),
    findByExternalId: (externalId) => byExternalId.get(externalId),
    findAttempt(referenceCode) {
      const { payout, item } = byReferenceCode.get(referenceCode) ?? {};
      const attempt = item?.attempts.find((each) => each.referenceCode === referenceCode);
      return payout && attempt && { payout, attempt };
    },
  };
}
