import type { FoundPayout } from "@iyzico-mass-payout/client";
import { paymentOf } from "@iyzico-mass-payout/client/payment";
import type { DurableContext } from "../payouts/context.js";
import { advancePart } from "./advance-part.js";
import type { Part, Turn } from "./turn.js";

/**
 * Asks iyzico for payouts of the undivided plan: under its id, and under those of its restarts. A payment of the plan is
 * advanced that is never stored: its first polls ask for exactly these.
 */
export async function findUndivided(context: DurableContext, turn: Turn): Promise<readonly FoundPayout[]> {
  const at = turn.date();
  const part: Part = {
    key: turn.plan.key,
    plan: turn.plan,
    payment: paymentOf(turn.plan, undefined, at),
    revision: "",
    savedAt: at,
    isRestored: false,
    isChanged: false,
  };
  const rest = await advancePart(context, turn, part, { type: "resumed", at });
  if (rest.type === "action") {
    const { reason, foundPayouts = [], failure } = rest.action;
    if (reason === "external-id-taken") return foundPayouts;
    throw new Error(`The undivided plan cannot be polled: ${failure?.code ?? reason}.`);
  }
  return [];
}
