import type { DurableContext } from "../payouts/context.js";
import { advanceDue, giveUp } from "./advance-due.js";
import { authoriseApproved } from "./authorise.js";
import { findUndivided } from "./find-undivided.js";
import { finishTurn, finishWrite } from "./finish-turn.js";
import { actionPauseMs, requireAction } from "./required-action.js";
import { isDue, putToRest } from "./resting.js";
import { isOver, ownValue, type Part, type Turn } from "./turn.js";

/**
 * Advances a payout as far as it can be now: polls what is due, sends at most one write, and stores what came of it.
 *
 * 1. Each part is advanced by the client's state machine. A divided payout sends its first init only when iyzico shows no
 *    payout of the undivided plan, and none of any part.
 * 2. When every part that is not authorised awaits approval, the payout is reviewed as a whole.
 * 3. If it is approved, the first part that is not authorised is authorised, if the part before it is moving.
 */
export async function runTurn(context: DurableContext, turn: Turn): Promise<void> {
  giveUpUnsent(turn);
  for (const part of turn.parts) {
    if (isOver(turn, part) || !isDue(turn, part)) continue;
    const isWritten = await advanceDue(context, turn, part);
    if (isWritten) return finishWrite(context, turn);
  }
  if (turn.parts.length > 1 && turn.progress.isChainChecked !== true) await checkUndivided(context, turn);
  const isWritten = await authoriseApproved(context, turn);
  return isWritten ? finishWrite(context, turn) : finishTurn(context, turn);
}

/** Parts of a cancelled payout for which nothing was sent are over. */
function giveUpUnsent(turn: Turn): void {
  if (turn.payout.cancelRequestedBy === undefined) return;
  for (const part of turn.parts) {
    const { phase, inits, abandoned, mayHaveLostWrites } = part.payment;
    const isUnsent = phase === "planned" && inits === 0 && abandoned === undefined && mayHaveLostWrites !== true;
    if (isUnsent && !part.isRestored && !isOver(turn, part)) giveUp(turn, part);
  }
}

/** Sees to it that iyzico has no payout of the undivided plan before the first init of a part. */
async function checkUndivided(context: DurableContext, turn: Turn): Promise<void> {
  const { progress, parts, plan } = turn;
  const isReady = parts.every((part) => isOver(turn, part) || ownValue(progress.resting, part.key)?.type === "ready");
  if (!isReady) return;
  const foundPayouts = await findUndivided(context, turn);
  const [first] = parts as [Part];
  if (foundPayouts.length > 0) {
    const message =
      "iyzico already has a payout of the undivided plan, and this database has no record of sending one. Find out where it " +
      "comes from: under other ids its recipients would be paid twice. Nothing was sent.";
    const { phase } = first.payment;
    requireAction(turn, {
      reason: "external-id-taken",
      messageId: "external-id-taken",
      message,
      part: plan.key,
      phase,
      foundPayouts,
    });
    for (const part of parts) putToRest(turn, part, "ready", actionPauseMs(progress.actionPolls ?? 0));
    return;
  }
  turn.progress = { ...turn.progress, isChainChecked: true };
  for (const part of parts) putToRest(turn, part, "pause", 0);
}
