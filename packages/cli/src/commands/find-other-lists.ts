import type { PaymentStore } from "@iyzico-mass-payout/client";
import { manualInitOf, openManualRecord } from "./manual-record.js";

type FindSameList = NonNullable<PaymentStore["findSameList"]>;

/**
 * Finds the payments of the same list, and the payouts whose init was sent by hand and may have taken effect: these by
 * their externalIds. The payout of the plan's own externalId is none of them.
 */
export async function findOtherLists(
  store: PaymentStore & { findSameList: FindSameList },
  { key, externalId }: { key: string; externalId: string },
  list: string,
): ReturnType<FindSameList> {
  const { fingerprint, others } = await store.findSameList(key, list);
  const kept: { key: string; createdAt: number }[] = [];
  for (const other of others) {
    const id = manualInitOf(other.key);
    if (id === undefined) kept.push(other);
    else if (id !== externalId && (await openManualRecord(store, "init", id)).earlier.length > 0) {
      kept.push({ key: id, createdAt: other.createdAt });
    }
  }
  return { fingerprint, others: kept };
}
