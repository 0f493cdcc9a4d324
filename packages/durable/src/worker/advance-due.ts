import { isMassPayoutError } from "@iyzico-mass-payout/client";
import type { DurableContext } from "../payouts/context.js";
import { isRefusal, resumePart } from "./advance-part.js";
import { actionOf, actionPauseMs, clearAction, deniedAction, requireAction } from "./required-action.js";
import { putToRest, rouse } from "./resting.js";
import { sendCancel } from "./send-cancel.js";
import { acquireWriteSlot, isNoSlot, sendWrite } from "./send-write.js";
import { ageOf, ownValue, type Part, type Rest, type Turn, TurnOutdatedError, type WriteStep } from "./turn.js";

/** Advances a part that is due. Returns whether a write was sent. */
export async function advanceDue(context: DurableContext, turn: Turn, part: Part): Promise<boolean> {
  const rest = await settledOrRest(context, turn, part);
  if (rest === undefined) return false;
  return settle(context, turn, part, rest);
}

/** Advances a part; a plan that may not be paid becomes an action. */
async function settledOrRest(context: DurableContext, turn: Turn, part: Part): Promise<Rest | undefined> {
  try {
    return await resumePart(context, turn, part);
  } catch (error) {
    if (!isRefusal(error) || !isMassPayoutError(error)) throw error;
    const { phase } = part.payment;
    const message = `${error.message} ${error.hint}`;
    requireAction(turn, { reason: "payout-mismatch", messageId: "payout-mismatch", message, part: part.key, phase });
    putToRest(turn, part, "action", actionPauseMs(turn.progress.actionPolls ?? 0));
    return undefined;
  }
}

/** Acts on where a part came to rest. Returns whether a write was sent. */
export async function settle(context: DurableContext, turn: Turn, part: Part, rest: Rest): Promise<boolean> {
  const { progress, payout } = turn;
  clearAction(turn, part, rest);
  switch (rest.type) {
    case "settled":
      return false;
    case "pause":
      putToRest(turn, part, "pause", rest.afterMs);
      return false;
    case "action": {
      const isCancellable = payout.cancelRequestedBy !== undefined && rest.action.review !== undefined;
      if (isCancellable) return cancel(context, turn, part);
      const polls = progress.actionPolls ?? 0;
      requireAction(turn, actionOf(part, rest.action));
      putToRest(turn, part, "action", actionPauseMs(polls));
      return false;
    }
    case "review":
      if (payout.cancelRequestedBy !== undefined) return cancel(context, turn, part);
      putToRest(turn, part, "review", actionPauseMs(progress.actionPolls ?? 0));
      return false;
    case "write":
      if (rest.step.command.type === "auth") throw new TypeError("An auth follows on an approval only.");
      return initiate(context, turn, part, rest);
  }
}

/** The pause after a cancel before the payout is polled, in milliseconds. */
const cancelPauseMs = 3_000;

/**
 * Cancels a part that iyzico shows as not authorised. A cancel that shows no effect for `notFoundGraceMs` is sent again, and
 * requires an action. Returns whether it was sent.
 */
async function cancel(context: DurableContext, turn: Turn, part: Part): Promise<boolean> {
  const { pollEveryMs, notFoundGraceMs } = context.settings;
  const { requestId, phase, pollEvidence } = part.payment;
  const sentAt = ownValue(turn.progress.cancelSentAt, part.key);
  if (requestId === undefined || (sentAt !== undefined && turn.date() - sentAt < notFoundGraceMs)) {
    putToRest(turn, part, "pause", Math.max(cancelPauseMs, pollEveryMs));
    return false;
  }
  if (sentAt !== undefined) {
    const reason = "stuck" as const;
    const message =
      "A cancel was sent, and iyzico still shows the payout as not authorised and not cancelled. No recipient of it is paid. Ask " +
      "iyzico to cancel it. The cancel is sent again from time to time, and nothing else.";
    requireAction(turn, {
      reason,
      messageId: reason,
      message,
      part: part.key,
      phase,
      ...(pollEvidence !== undefined && { pollEvidence }),
    });
  }
  if (!(await hasSlot(context, turn, part))) return false;
  await sendCancel(context, turn, part, requestId);
  putToRest(turn, part, "pause", sentAt === undefined ? cancelPauseMs : actionPauseMs(turn.progress.actionPolls ?? 0));
  return true;
}

/** Sends init, unless the payout is being cancelled, requires an action, or its other parts are not ready. */
async function initiate(
  context: DurableContext,
  turn: Turn,
  part: Part,
  rest: Extract<Rest, { type: "write" }>,
): Promise<boolean> {
  const { progress, payout, parts } = turn;
  if (payout.cancelRequestedBy !== undefined) {
    giveUp(turn, part);
    return false;
  }
  if (progress.denial !== undefined) requireAction(turn, deniedAction(turn, part));
  if (progress.denial !== undefined || isHeld(turn, part)) {
    putToRest(turn, part, "action", actionPauseMs(progress.actionPolls ?? 0));
    return false;
  }
  if (parts.length > 1 && progress.isChainChecked !== true) {
    putToRest(turn, part, "ready", readyPauseMs);
    return false;
  }
  if (!(await hasSlot(context, turn, part))) return false;
  await write(context, turn, part, rest.step);
  return true;
}

/** A part that is ready waits for the others, and is looked at again at least this often, in milliseconds. */
const readyPauseMs = 3_600_000;

/** Whether an action was required of a part, or of the whole payout, when the turn began: only a person lets it send an init. */
function isHeld({ payout: { key, progress } }: Turn, part: Part): boolean {
  return ownValue(progress.resting, part.key)?.type === "action" || progress.action?.part === key;
}

export function giveUp(turn: Turn, { key }: Part): void {
  turn.progress = { ...turn.progress, cancelledParts: [...(turn.progress.cancelledParts ?? []), key] };
}

/** How many writes in a row that could not be sent are tried again without a person noticing. */
const maxUnsentWrites = 3;

/** Sends an init or auth, and puts the part to rest where its answer leaves it. */
export async function write(context: DurableContext, turn: Turn, part: Part, step: WriteStep): Promise<void> {
  // Before the write: a worker that takes over polls at once.
  rouse(turn, part);
  const rest = await sendWrite(context, turn, part, step);
  if (rest?.type === "action") {
    requireAction(turn, actionOf(part, rest.action));
    putToRest(turn, part, "action", actionPauseMs(turn.progress.actionPolls ?? 0));
  } else if (rest?.type === "pause") {
    putToRest(turn, part, "pause", rest.afterMs);
  }
  const { answer } = part;
  const failure = answer !== undefined && "failure" in answer.input ? answer.input.failure : undefined;
  const isUnsent = failure?.outcome === "not-sent" && failure.code !== "deadline_exceeded";
  const unsentWrites = isUnsent ? (turn.progress.unsentWrites ?? 0) + 1 : 0;
  turn.progress = { ...turn.progress, unsentWrites };
  if (unsentWrites < maxUnsentWrites || rest?.type === "action") return;
  const { phase } = part.payment;
  const message = `${step.command.type} could not be sent: ${failure?.message} ${failure?.hint}`;
  requireAction(turn, {
    reason: "not-sent",
    messageId: "not-sent",
    message,
    part: part.key,
    phase,
    ...(failure && { failure }),
  });
  putToRest(turn, part, "action", actionPauseMs(turn.progress.actionPolls ?? 0));
}

/** Waits for the slot of a write. Without one in time, the part is polled again. */
export async function hasSlot(context: DurableContext, turn: Turn, part: Part): Promise<boolean> {
  try {
    await acquireWriteSlot(context, turn);
    return true;
  } catch (error) {
    if (turn.signal.aborted) throw new TurnOutdatedError("The job was ended.");
    if (!isNoSlot(error)) throw error;
    putToRest(turn, part, "pause", context.settings.pollEveryMs);
    return false;
  }
}

/** How old the poll of a part that awaits approval may be when it is reviewed, in milliseconds. */
const maxReviewAgeMs = 60_000;

/** Polls a part that awaits approval, unless this turn has just done so. Returns whether it still awaits it. */
export async function refresh(context: DurableContext, turn: Turn, part: Part): Promise<boolean> {
  if (part.rest?.type === "review" && part.polledAt !== undefined && ageOf(part.polledAt) <= maxReviewAgeMs)
    return true;
  const rest = await settledOrRest(context, turn, part);
  if (rest === undefined) return false;
  await settle(context, turn, part, rest);
  return rest.type === "review";
}
