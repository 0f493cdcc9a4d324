import type { ObservedItem, ObservedPayout } from "./observation.js";
import type { Payment, PaymentItem } from "./payment.js";

/**
 * The payment with what iyzico showed of its items. `undefined` when the payout is another one: it has an item that the
 * payment has not, or another id.
 */
export function observed(state: Payment, payout: ObservedPayout): Payment | undefined {
  const shown = new Map<string, ObservedItem>();
  const byReference = new Map(state.items.map(({ referenceCode, itemExternalId }) => [referenceCode, itemExternalId]));
  const ids = new Set(state.items.map(({ itemExternalId }) => itemExternalId));
  for (const item of payout.items) {
    const id = item.itemExternalId ?? byReference.get(item.referenceCode ?? "");
    if (id === undefined || !ids.has(id)) return undefined;
    shown.set(id, item);
  }
  const requestIds = new Set(payout.items.flatMap(({ massPayoutRequestId }) => massPayoutRequestId ?? []));
  if (state.requestId !== undefined) requestIds.add(state.requestId);
  const isOther = payout.externalId !== undefined && payout.externalId !== state.externalId;
  if (isOther || requestIds.size > 1) return undefined;
  const [requestId] = requestIds;
  return {
    ...state,
    ...(requestId !== undefined && { requestId }),
    items: state.items.map((item) => withShown(item, shown.get(item.itemExternalId))),
  };
}

function withShown(item: PaymentItem, shown: ObservedItem | undefined): PaymentItem {
  if (shown === undefined) return item;
  const { itemStatus, referenceCode, totalAmount, commissionAmount } = shown;
  return {
    ...item,
    itemStatus,
    ...(referenceCode !== undefined && { referenceCode }),
    ...(totalAmount !== undefined && { totalAmount }),
    ...(commissionAmount !== undefined && { commissionAmount }),
  };
}
