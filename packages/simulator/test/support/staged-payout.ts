import { createSimulator, type ItemOutcome, type Simulator, type SimulatorOptions } from "../../src/index.ts";
import { createMerchant, type Merchant, payoutOf } from "./merchant.ts";

export const delays = {
  visible: 100,
  authorised: 1_000,
  queued: 2_000,
  resumed: 0,
  itemsQueued: 3_000,
  sent: 4_000,
  processing: 5_000,
  refund: 6_000,
};

/** A simulator with these delays whose items have the given outcomes, by their number. */
export function simulateOutcomes(
  outcomes: readonly ItemOutcome[],
  options: SimulatorOptions = {},
): { simulator: Simulator; merchant: Merchant } {
  const simulator = createSimulator({
    delays,
    outcomeOf: ({ itemExternalId }) => outcomes[Number(itemExternalId.slice("item-".length)) - 1] as ItemOutcome,
    ...options,
  });
  return { simulator, merchant: createMerchant(simulator) };
}

/** Sends an init and advances until retrieve finds the payout. */
export async function initPayout(simulator: Simulator, merchant: Merchant, count: number): Promise<string> {
  const { body } = await merchant.init(payoutOf("payout", count));
  simulator.advance(delays.visible);
  return body.requestId;
}

/** The statuses on the wire: the payout's, then each item's. */
export async function statusesOf(merchant: Merchant, requestId: string): Promise<unknown[]> {
  const { body, items } = await merchant.retrieve({ requestId });
  return [body.massPayout.massPayoutStatus, ...items.map(({ itemStatus }) => itemStatus)];
}
