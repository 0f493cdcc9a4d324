import { describeItemStatus, isOneOf } from "../../payouts/status.js";
import { decideRow } from "./decide-row.js";
import type { PolledItem, PolledPayout } from "./input.js";
import { externalIdOf, type Payment, type PaymentItem } from "./payment.js";
import { isRejected } from "./review.js";

/**
 * The payment with what a poll showed of its items. `undefined` if the payout is another one: it has an item that the
 * payment does not have, another recipient, another id or another merchant; or if it may pay an item twice. Amounts are not
 * compared here: what iyzico's `totalAmount` contains is undocumented, and one of its examples shows 100 as 100.50.
 *
 * An item that the poll did not show, as in a part of the pages, stays as it is: for how long polls have shown its status
 * counts only polls that showed it.
 *
 * @param at when the poll was made, in milliseconds since 1970.
 */
export function applyPoll(state: Payment, payout: PolledPayout, at: number): Payment | undefined {
  const polledItems = collectItems(state, payout);
  if (polledItems === undefined) return undefined;
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

/** The row that decides on each item that the poll showed. `undefined` if an item is foreign or may be paid twice. */
export function collectItems({ items }: Payment, payout: PolledPayout): Map<string, PolledItem> | undefined {
  const rowsById = new Map<string, PolledItem[]>(items.map(({ itemExternalId }) => [itemExternalId, []]));
  const idsByReference = new Map<string, string | undefined>();
  for (const { referenceCode, itemExternalId } of items) {
    if (referenceCode === undefined) continue;
    // One that several items have is a placeholder.
    idsByReference.set(referenceCode, idsByReference.has(referenceCode) ? undefined : itemExternalId);
  }
  for (const row of payout.items) {
    const rows = rowsById.get(row.itemExternalId ?? idsByReference.get(row.referenceCode ?? "") ?? "");
    if (rows === undefined || row.isOtherRecipient) return undefined;
    rows.push(row);
  }
  const polledItems = new Map<string, PolledItem>();
  for (const [id, rows] of rowsById) {
    if (rows.length === 0) continue;
    const row = decideRow(rows);
    if (row === undefined) return undefined;
    polledItems.set(id, row);
  }
  return polledItems;
}

function applyItem(
  { phase, pauseMs, allPagesMs = 0 }: Payment,
  item: PaymentItem,
  polled: PolledItem | undefined,
  { payoutStatus, isPartial = false, isIncomplete = false }: PolledPayout,
  at: number,
): PaymentItem {
  if (polled === undefined) return item;
  const { referenceCode, totalAmount, commissionAmount } = polled;
  const { state } = describeItemStatus(polled.itemStatus);
  // The item may have another row that was not read: one that is paid, where this one was paid back.
  const mayHaveOthers = isPartial || isIncomplete;
  if (mayHaveOthers && isOneOf(state, "not-paid", "refunded", "action-required", "unknown")) return item;
  // An item that init rejected stays rejected while a poll still shows it as waiting.
  const isWaiting = state === "waiting";
  const itemStatus = isRejected(item) && isWaiting ? "INVALID" : polled.itemStatus;
  const isSame = itemStatus === item.itemStatus;
  // An item that waits for an approval or for balance is not stuck: its time begins when it waits for iyzico.
  const isUnderway = phase === "authorising" || phase === "authorised";
  const isHeldUp = isWaiting && (!isUnderway || payoutStatus === "INSUFFICIENT_BALANCE");
  const { statusMs = 0 } = item;
  // Partial polls do not count, because they do not show each item: a whole one shows it for the time since the whole one
  // before, if that has shown this status too.
  const shownMs = isPartial ? 0 : pauseMs + (statusMs > 0 ? allPagesMs : 0);
  return {
    ...item,
    itemStatus,
    statusAt: isSame ? (item.statusAt ?? at) : at,
    // Not in the future: after a clock was set back, an item that does not move on would not be reported for that long.
    waitingSince: isSame && !isHeldUp ? Math.min(item.waitingSince ?? at, at) : at,
    statusMs: isSame ? statusMs + shownMs : 0,
    ...(referenceCode !== undefined && { referenceCode }),
    ...(totalAmount !== undefined && { totalAmount }),
    ...(commissionAmount !== undefined && { commissionAmount }),
  };
}
