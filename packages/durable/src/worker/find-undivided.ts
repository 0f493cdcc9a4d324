import { setTimeout as sleep } from "node:timers/promises";
import type { FoundPayout } from "@iyzico-mass-payout/client";
import { paymentOf } from "@iyzico-mass-payout/client/payment";
import type { DurableContext } from "../payouts/context.js";
import { advancePart } from "./advance-part.js";
import type { Part, Turn } from "./turn.js";

/** How many polls may be needed until two of them agree. */
const maxPolls = 4;

/**
 * Asks iyzico for payouts of the undivided plan: under its id, and under those of its restarts. A payment of the plan is
 * advanced that is never stored: its first polls ask for exactly these. There is none once this payment would send its init.
 *
 * @throws if polls do not show whether there is one: a poll that failed shows nothing.
 */
export async function findUndivided(context: DurableContext, turn: Turn): Promise<readonly FoundPayout[]> {
  const part: Part = {
    key: turn.plan.key,
    plan: turn.plan,
    payment: paymentOf(turn.plan, undefined, turn.date()),
    revision: "",
    savedAt: turn.date(),
    isRestored: false,
    isChanged: false,
  };
  let pausedMs = 0;
  for (let polls = 0; polls < maxPolls; polls += 1) {
    const rest = await advancePart(context, turn, part, { type: "resumed", at: turn.date(), pausedMs });
    if (rest.type === "write") return [];
    if (rest.type === "action" && rest.action.reason === "external-id-taken") return rest.action.foundPayouts ?? [];
    if (rest.type !== "pause" || part.payment.pollEvidence !== "not-found") break;
    pausedMs = rest.afterMs;
    // The next poll ends the turn if its job was ended.
    await sleep(pausedMs, undefined, { signal: turn.signal }).catch(() => undefined);
  }
  const evidence = part.rest?.type === "action" ? part.rest.action.reason : part.payment.pollEvidence;
  throw new Error(`Polls do not show whether iyzico has a payout of the undivided plan: ${evidence ?? "no answer"}.`);
}
