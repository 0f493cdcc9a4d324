import { describeItemStatus } from "../../payouts/status.js";
import type { PolledItem, PolledPayout } from "./input.js";
import { externalIdOf, type Payment, type PaymentItem } from "./payment.js";
import { isRejected } from "./review.js";

/**
 * The payment with what a poll showed of its items. `undefined` if the payout is another one: it has an item that the
 * payment does not have, another recipient, another id or another merchant. Amounts are not compared here: what iyzico's
 * `totalAmount` contains is undocumented, and one of its examples shows 100 as 100.50.
 *
 * @param at when the poll was made, in milliseconds since 1970.
 */
export function applyPoll(state: Payment, payout: PolledPayout, at: number): Payment | undefined {
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
  const merchantId = state.merchantId ?? payout.merchantId;
  const isOtherPayout = payout.externalId !== undefined && payout.externalId !== externalIdOf(state);
  const isOtherMerchant = payout.merchantId !== undefined && payout.merchantId !== merchantId;
  if (isOtherPayout || isOtherMerchant || requestIds.size > 1) return undefined;
  const [requestId] = requestIds;
  return {
    ...state,
    ...(requestId !== undefined && { requestId }),
    ...(merchantId !== undefined && { merchantId }),
    items: state.items.map((item) => applyItem(state, item, polledItems.get(item.itemExternalId), payout, at)),
  };
}

function applyItem(
  { phase, pauseMs }: Payment,
  item: PaymentItem,
  polled: PolledItem | undefined,
  { payoutStatus }: PolledPayout,
  at: number,
): PaymentItem {
  if (polled === undefined) return item;
  const { referenceCode, totalAmount, commissionAmount } = polled;
  // An item that init rejected stays rejected while a poll still shows it as waiting.
  const isWaiting = describeItemStatus(polled.itemStatus).state === "waiting";
  const itemStatus = isRejected(item) && isWaiting ? "INVALID" : polled.itemStatus;
  const isSame = itemStatus === item.itemStatus;
  // An item that waits for an approval or for balance is not stuck: its time begins when it waits for iyzico.
  const isUnderway = phase === "authorising" || phase === "authorised";
  const isHeldUp = isWaiting && (!isUnderway || payoutStatus === "INSUFFICIENT_BALANCE");
  return {
    ...item,
    itemStatus,
    statusAt: isSame ? (item.statusAt ?? at) : at,
    // Not in the future: after a clock was set back, an item that does not move on would not be reported for that long.
    waitingSince: isSame && !isHeldUp ? Math.min(item.waitingSince ?? at, at) : at,
    statusMs: isSame ? (item.statusMs ?? 0) + pauseMs : 0,
    ...(referenceCode !== undefined && { referenceCode }),
    ...(totalAmount !== undefined && { totalAmount }),
    ...(commissionAmount !== undefined && { commissionAmount }),
  };
}
