import type { PayoutPlan, PlannedItem } from "@iyzico-mass-payout/client";
import { MassPayoutError } from "@iyzico-mass-payout/client";
import type { Plan } from "@iyzico-mass-payout/client/payment";

/**
 * The plans of the payments that a plan is paid with: itself, or one for each `maxItems` items, with the key and externalId
 * of the plan and "-p001", "-p002" and so on. Items keep the ids that they have in the undivided plan.
 */
export function dividePlan(plan: PayoutPlan, { request, key }: Plan, maxItems: number | null): PayoutPlan[] {
  const { items, externalId } = request;
  if (maxItems === null || items.length <= maxItems) return [plan];
  if (plan.supersedes !== undefined) throw indivisibleError();
  const { items: _, ...common } = plan;
  const count = Math.ceil(items.length / maxItems);
  return Array.from({ length: count }, (__, index) => {
    const suffix = `-p${String(index + 1).padStart(3, "0")}`;
    return {
      ...common,
      key: `${key}${suffix}`,
      externalId: `${externalId}${suffix}`,
      items: items.slice(index * maxItems, (index + 1) * maxItems) as readonly PlannedItem[],
    };
  });
}

function indivisibleError(): MassPayoutError {
  return new MassPayoutError("invalid_request", "A plan that supersedes items of another payment cannot be divided.", {
    outcome: "not-sent",
    hint: "Plan fewer items in one repayment, at most maxItems. Nothing was sent.",
  });
}
