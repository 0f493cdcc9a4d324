import type { StatusState } from "@iyzico-mass-payout/client";
import type { ReportedItem } from "./details.js";

/** Every state, in the order of a report: those that need action first, then unpaid, open and paid. */
export const stateOrder: readonly StatusState[] = Object.keys({
  "action-required": true,
  unknown: true,
  "not-paid": true,
  rejected: true,
  refunded: true,
  cancelled: true,
  waiting: true,
  "in-flight": true,
  paid: true,
} satisfies Record<StatusState, true>) as StatusState[];

/** The items in the order of their states, and in that of the plan within a state. */
export function sortByState(items: readonly ReportedItem[]): ReportedItem[] {
  return stateOrder.flatMap((state) => items.filter((item) => item.state === state));
}
