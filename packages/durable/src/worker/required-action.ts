import type { ActionReason } from "@iyzico-mass-payout/client";
import type { ActionRequired } from "@iyzico-mass-payout/client/payment";
import { actionMessages, deniedMessage } from "../payouts/action-messages.js";
import type { RequiredAction } from "../payouts/rows.js";
import type { Part, Rest, Turn } from "./turn.js";

/** The pause between polls of a payout that requires an action: 30 s, growing to 4 h, in milliseconds. */
export function actionPauseMs(polls: number): number {
  return Math.min(4 * 3_600_000, 30_000 * 2 ** Math.min(polls, 20));
}

export function actionOf(part: Part, { reason, messageId, ...details }: ActionRequired): RequiredAction {
  const { phase, pollEvidence } = part.payment;
  const { failure, foundPayouts, itemsOfAbandoned, changedItems } = details;
  const items = itemsOfAbandoned ?? changedItems;
  return {
    reason,
    messageId,
    message: actionMessages[messageId],
    part: part.key,
    phase,
    ...(pollEvidence !== undefined && { pollEvidence }),
    ...(failure !== undefined && { failure }),
    ...(foundPayouts !== undefined && { foundPayouts }),
    ...(items !== undefined && { items }),
  };
}

export function deniedAction({ payout }: Turn, { payment: { phase, pollEvidence } }: Part): RequiredAction {
  const reason = "approval-required" as const;
  return {
    reason,
    messageId: reason,
    message: deniedMessage,
    part: payout.key,
    phase,
    ...(pollEvidence && { pollEvidence }),
  };
}

/**
 * After these, a person may have paid the recipients in another way, as the message allows in the end. A payout that shows up
 * later is authorised by a digest only.
 */
const stoppingReasons: ReadonlySet<ActionReason> = new Set([
  "external-id-taken",
  "init-outcome-unknown",
  "init-rejected",
]);

/** The first part that requires an action names the payout's. */
export function requireAction(turn: Turn, action: RequiredAction): void {
  const { progress } = turn;
  const wasStopped = progress.wasStopped === true || stoppingReasons.has(action.reason);
  const isOther = progress.action !== undefined && progress.action.part !== action.part;
  if (isOther) turn.progress = { ...progress, wasStopped };
  else turn.progress = { ...progress, wasStopped, action, actionPolls: (progress.actionPolls ?? 0) + 1 };
}

/** An action is over once its part shows something else. */
export function clearAction(turn: Turn, part: Part, rest: Rest): void {
  const { action } = turn.progress;
  if (action === undefined || rest.type === "action" || rest.type === "write") return;
  const { phase, pollEvidence } = part.payment;
  const isSame = action.part === part.key && action.phase === phase && action.pollEvidence === pollEvidence;
  const isOfPayout = action.part === turn.payout.key && turn.parts.length > 1;
  if (isSame || (action.part !== part.key && !isOfPayout) || (isOfPayout && rest.type === "review")) return;
  const { action: _, actionPolls: __, ...progress } = turn.progress;
  turn.progress = progress;
}
