import {
  describeItemStatus,
  describePayoutStatus,
  type MassPayoutItem,
  type PayoutSnapshot,
} from "@iyzico-mass-payout/client";

/** A snapshot as JSON, with the state of each status, which a program that reads the JSON has no table for. */
export function snapshotToJson({ massPayout, items, settlement }: PayoutSnapshot): object {
  const { itemsRequiringAction, ...sums } = settlement;
  const stuck: readonly MassPayoutItem[] = itemsRequiringAction;
  return {
    massPayout: { ...massPayout, state: describePayoutStatus(massPayout.massPayoutStatus).state },
    items: items.map((item) => ({ ...item, state: describeItemStatus(item.itemStatus).state })),
    settlement: { ...sums, itemsRequiringAction: stuck.map(({ itemExternalId }) => itemExternalId) },
  };
}
