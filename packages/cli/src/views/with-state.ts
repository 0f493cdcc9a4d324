import {
  describeItemStatus,
  describePayoutStatus,
  type MassPayout,
  type MassPayoutItem,
  type StatusState,
} from "@iyzico-mass-payout/client";

/** An item for JSON, with the state of its status, which a program that reads the JSON has no table for. */
export function withState(item: MassPayoutItem): MassPayoutItem & { state: StatusState } {
  return { ...item, state: describeItemStatus(item.itemStatus).state };
}

/** A payout for JSON, with the state of its status. */
export function withPayoutState(massPayout: MassPayout): MassPayout & { state: StatusState } {
  return { ...massPayout, state: describePayoutStatus(massPayout.massPayoutStatus).state };
}
