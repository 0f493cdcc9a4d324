import type { RecipientReport, StatusState } from "@iyzico-mass-payout/client";

/** Every state, in the order in which items are shown: action required, rejected, not paid, in progress, paid. */
export const stateOrder: readonly StatusState[] = Object.keys({
  "action-required": true,
  unknown: true,
  rejected: true,
  "not-paid": true,
  refunded: true,
  cancelled: true,
  waiting: true,
  "in-flight": true,
  paid: true,
} satisfies Record<StatusState, true>) as StatusState[];

/** The items in the order of their states, and in that of the plan within a state. */
export function sortByState<Item extends Pick<RecipientReport, "state">>(items: readonly Item[]): Item[] {
  return stateOrder.flatMap((state) => items.filter((item) => item.state === state));
}
