import { describeItemStatus, isOneOf } from "../../payouts/status.js";
import { type ActionReason, type Payment, type PaymentItem, statusOf } from "./payment.js";

const dayMs = 86_400_000;

/**
 * Remembers the statuses of items whose money has arrived somewhere, once polls have shown them for the grace period. What
 * is remembered was, or will be, booked.
 */
export function confirmFinalStatuses(payment: Payment, { notFoundGraceMs }: { notFoundGraceMs: number }): Payment {
  return {
    ...payment,
    items: payment.items.map((item) => {
      const { statusMs = 0, statusAt: at = payment.createdAt, finalStatuses = [] } = item;
      const status = statusOf(item);
      const isNew = isBooked(status) && statusMs >= notFoundGraceMs && finalStatuses.at(-1)?.status !== status;
      return isNew ? { ...item, finalStatuses: [...finalStatuses, { status, at }] } : item;
    }),
  };
}

/** Whether every entry of the ledger is final. */
export function areFinalStatusesConfirmed({ items }: Payment): boolean {
  return items.every((item) => {
    const itemStatus = statusOf(item);
    return !isBooked(itemStatus) || item.finalStatuses?.at(-1)?.status === itemStatus;
  });
}

/** Whether the ledger has entries for a status. */
function isBooked(itemStatus: string): boolean {
  return isOneOf(describeItemStatus(itemStatus).state, "paid", "refunded", "action-required");
}

/**
 * Whether iyzico changed a final status of an item, and polls have shown the other one for the grace period; except for a
 * refund that failed first and came later.
 */
export function hasChangedFinalStatus({ items }: Payment, { notFoundGraceMs }: { notFoundGraceMs: number }): boolean {
  return items.some((item) => {
    const { statusMs = 0, finalStatuses = [] } = item;
    const booked = finalStatuses.map(({ status }) => status);
    const shown = statusMs >= notFoundGraceMs ? [...booked, statusOf(item)] : booked;
    return shown.some((status, index) => {
      const before = shown[index - 1];
      return before !== undefined && status !== before && !isLateRefund(before, status);
    });
  });
}

/** Whether iyzico has just changed a final status of an item, and it is not known yet whether the change stays. */
export function isFinalStatusChanging({ items }: Payment): boolean {
  return items.some((item) => {
    const last = item.finalStatuses?.at(-1)?.status;
    const itemStatus = statusOf(item);
    return last !== undefined && itemStatus !== last && !isLateRefund(last, itemStatus);
  });
}

function isLateRefund(before: string, after: string): boolean {
  return before === "DEPOSIT_FAIL" && after === "DEPOSIT_SUCCESS";
}

/**
 * The reason to report items that do not move on, and the payment that remembers the report; `undefined` if there are none,
 * or a report was made less than the time of each ago.
 */
export function reportStuckItems(
  payment: Payment,
  at: number,
  { stuckAfterMs }: { stuckAfterMs?: number | undefined },
): { state: Payment; reason: ActionReason } | undefined {
  const { stuckReportedAt = Number.NEGATIVE_INFINITY } = payment;
  const periodOf = (item: PaymentItem) => stuckAfterMs ?? defaultStuckAfterMs(item);
  const stuck = payment.items.filter((item) => isOpen(item) && at - (item.waitingSince ?? at) >= periodOf(item));
  // In either direction: after a clock was set back, the last report may be in its future.
  if (!stuck.some((item) => Math.abs(at - stuckReportedAt) >= periodOf(item))) return undefined;
  const isRefundMissing = stuck.some(({ itemStatus = "" }) => describeItemStatus(itemStatus).state === "not-paid");
  return { state: { ...payment, stuckReportedAt: at }, reason: isRefundMissing ? "refund-missing" : "items-stuck" };
}

function isOpen(item: PaymentItem): boolean {
  return isOneOf(describeItemStatus(statusOf(item)).state, "waiting", "in-flight", "not-paid");
}

/** A bank transfer takes hours. A recipient who is not a member of iyzico may have 30 days to claim the money. */
function defaultStuckAfterMs({ recipientType }: PaymentItem): number {
  return (recipientType === "IBAN" ? 3 : 35) * dayMs;
}
