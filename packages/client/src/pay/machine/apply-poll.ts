import { describeItemStatus } from "../../payouts/status.js";
import type { PolledItem, PolledPayout } from "./input.js";
import type { Payment, PaymentItem } from "./payment.js";
import { isRejected } from "./review.js";

/**
 * The payment with what a poll showed of its items. `undefined` if the payout is another one: it has an item that the
 * payment does not have, another recipient or another id. Amounts are not compared: what iyzico's `totalAmount` contains
 * is undocumented, and one of its examples shows 100 as 100.50.
 */
export function applyPoll(state: Payment, payout: PolledPayout): Payment | undefined {
  const polledItems = new Map<string, PolledItem>();
  const byReference = new Map(state.items.map(({ referenceCode, itemExternalId }) => [referenceCode, itemExternalId]));
  const ids = new Set(state.items.map(({ itemExternalId }) => itemExternalId));
  for (const item of payout.items) {
    const id = item.itemExternalId ?? byReference.get(item.referenceCode ?? "");
    if (id === undefined || !ids.has(id) || item.isOtherRecipient) return undefined;
    polledItems.set(id, item);
  }
  const requestIds = new Set(payout.items.flatMap(({ massPayoutRequestId }) => massPayoutRequestId ?? []));
  if (state.requestId !== undefined) requestIds.add(state.requestId);
  const isOtherPayout = payout.externalId !== undefined && payout.externalId !== state.externalId;
  if (isOtherPayout || requestIds.size > 1) return undefined;
  const [requestId] = requestIds;
  return {
    ...state,
    ...(requestId !== undefined && { requestId }),
    items: state.items.map((item) => applyItem(item, polledItems.get(item.itemExternalId))),
  };
}

function applyItem(item: PaymentItem, polled: PolledItem | undefined): PaymentItem {
  if (polled === undefined) return item;
  const { itemStatus, referenceCode, totalAmount, commissionAmount } = polled;
  // An item that init rejected stays rejected while a poll still shows it as waiting.
  const isRejectionLost = isRejected(item) && describeItemStatus(itemStatus).state === "waiting";
  return {
    ...item,
    itemStatus: isRejectionLost ? "INVALID" : itemStatus,
    ...(referenceCode !== undefined && { referenceCode }),
    ...(totalAmount !== undefined && { totalAmount }),
    ...(commissionAmount !== undefined && { commissionAmount }),
  };
}
