import type { StatusState } from "@iyzico-mass-payout/client";

/** Which items `items` prints: those in a state, or `unpaid`, which is every state but paid. */
export type ItemsFilter = StatusState | "unpaid";

/** Every filter of `items`. */
export const itemsFilters: readonly ItemsFilter[] = Object.keys({
  unpaid: true,
  paid: true,
  rejected: true,
  refunded: true,
  "not-paid": true,
  "action-required": true,
  "in-flight": true,
  waiting: true,
  cancelled: true,
  unknown: true,
} satisfies Record<ItemsFilter, true>) as ItemsFilter[];

/** The forms in which `items` prints. */
export const itemsFormats = ["table", "csv", "ndjson", "json"] as const;

/** A form in which `items` prints. */
export type ItemsFormat = (typeof itemsFormats)[number];
