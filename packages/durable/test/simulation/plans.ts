import type { PayoutPlan } from "@iyzico-mass-payout/client";
import type { ItemOutcome } from "@iyzico-mass-payout/simulator";
import { randomOf } from "./random.ts";

/** A plan with more items than this is divided. */
export const maxItems = 3;

/** The plan of a number. Every process makes the same one of the same seed. */
export function planOf(seed: number, number: number): PayoutPlan {
  const key = keyOf(number);
  const random = randomOf(seed, `plan ${key}`);
  const count = random.chance(0.1) ? random.between(maxItems + 1, 2 * maxItems + 2) : random.between(1, maxItems);
  return {
    key,
    items: Array.from({ length: count }, (_, index) => ({
      recipientType: "IBAN",
      recipientInfo: "TR330006100519786457841326",
      recipientName: `Recipient ${index + 1}`,
      amount: {
        value: `${random.between(0, 500)}.${String(random.between(1, 99)).padStart(2, "0")}`,
        currency: "TRY",
      },
      description: `Item ${index + 1} of ${key}`,
    })),
  };
}

function keyOf(number: number): string {
  return `payout-${String(number).padStart(4, "0")}`;
}

/** The payout that an item belongs to. */
export function keyOfItem(itemExternalId: string): string {
  return itemExternalId.slice(0, keyOf(0).length);
}

/** What the bank does with an item. */
export function outcomeOf(seed: number, itemExternalId: string): ItemOutcome {
  const drawn = randomOf(seed, `outcome ${itemExternalId}`).next();
  if (drawn < 0.04) return "rejected";
  if (drawn < 0.09) return "failed-refunded";
  return drawn < 0.11 ? "failed-unrefunded" : "paid";
}

export function commissionOf(seed: number, itemExternalId: string): string {
  return randomOf(seed, `commission ${itemExternalId}`).pick(["0", "0.25", "1.10"]);
}
