import type { StatusesMessages } from "../statuses.js";

/** The English messages of `statuses`. */
export const statuses: StatusesMessages = {
  payouts: "Statuses of a payout",
  items: "Statuses of an item",
  final: "final",
  note:
    "Whether money is settled is decided item by item: no status of a payout says it. iyzico may add statuses; one that is " +
    "not listed here is never taken for paid or final.",
};
