import type { MassPayoutItem, PayoutSnapshot } from "@iyzico-mass-payout/client";
import { withPayoutState, withState } from "../views/with-state.js";

/** A snapshot as JSON, with the state of each status, which a program that reads the JSON has no table for. */
export function snapshotToJson({ massPayout, items, settlement }: PayoutSnapshot): object {
  const { itemsRequiringAction, ...sums } = settlement;
  const stuck: readonly MassPayoutItem[] = itemsRequiringAction;
  return {
    massPayout: withPayoutState(massPayout),
    items: items.map(withState),
    settlement: { ...sums, itemsRequiringAction: stuck.map(({ itemExternalId }) => itemExternalId) },
  };
}
