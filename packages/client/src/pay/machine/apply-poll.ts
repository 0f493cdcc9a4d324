import { describeItemStatus } from "../../payouts/status.js";
import type { ObservedItem, ObservedPayout } from "./input.js";
import type { Payment, PaymentItem } from "./payment.js";
import { isRefused } from "./review.js";

/**
 * The payment with what iyzico showed of its items. `undefined` when the payout is another one: it has an item that the
 * payment has not, another payee, or another id. Amounts can't be compared: what iyzico's `totalAmount` contains is
 * undocumented, and one of its examples shows 100 as 100.50.
 */
export function observed(state: Payment, payout: ObservedPayout): Payment | undefined {
  const shown = new Map<string, ObservedItem>();
  const byReference = new Map(state.items.map(({ referenceCode, itemExternalId }) => [referenceCode, itemExternalId]));
  const ids = new Set(state.items.map(({ itemExternalId }) => itemExternalId));
  for (const item of payout.items) {
    const id = item.itemExternalId ?? byReference.get(item.referenceCode ?? "");
    if (id === undefined || !ids.has(id) || item.isAnotherPayee) return undefined;
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
  // What init refused stays refused, also where a look still shows it as waiting.
  const isRefusalLost = isRefused(item) && describeItemStatus(itemStatus).state === "waiting";
  return {
    ...item,
    itemStatus: isRefusalLost ? "INVALID" : itemStatus,
    ...(referenceCode !== undefined && { referenceCode }),
    ...(totalAmount !== undefined && { totalAmount }),
    ...(commissionAmount !== undefined && { commissionAmount }),
  };
}
