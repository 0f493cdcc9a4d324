import {
  type ActionReason,
  type Amount,
  isMassPayoutError,
  type Sums,
  sumByCurrency,
} from "@iyzico-mass-payout/client";
import { type ActionRequired, decideApproval, next } from "@iyzico-mass-payout/client/payment";
import { actionMessages, deniedMessage } from "../payouts/action-messages.js";
import { countApprovals, readApprovals, readPolicyInForce } from "../payouts/approvals.js";
import type { DurableContext } from "../payouts/context.js";
import { isCoveredBy, type PartReview, type PayoutReview, payoutReviewOf } from "../payouts/payout-review.js";
import type { RequiredAction, RestingPart, UsedApproval } from "../payouts/rows.js";
import { advancePart, isRefusal, resumePart } from "./advance-part.js";
import { findUndivided } from "./find-undivided.js";
import { finishTurn, finishWrite } from "./finish-turn.js";
import { sendCancel } from "./send-cancel.js";
import { acquireWriteSlot, countsStill, isNoSlot, sendWrite } from "./send-write.js";
import {
  ageOf,
  isAuthorised,
  isOver,
  ownValue,
  type Part,
  type Rest,
  type Turn,
  TurnOutdatedError,
  type WriteStep,
} from "./turn.js";

/** How old the last poll may be when a write is stored, in milliseconds: the wait for a slot may be long. */
const maxPollAgeMs = { init: 60_000, auth: 10_000 } as const;

/** The pause between polls of a payout that requires an action: 30 s, growing to 4 h, in milliseconds. */
function actionPauseMs(polls: number): number {
  return Math.min(4 * 3_600_000, 30_000 * 2 ** Math.min(polls, 20));
}

/** A part that is ready waits for the others, and is looked at again at least this often, in milliseconds. */
const readyPauseMs = 3_600_000;

/** No part rests longer, in milliseconds, except for the time of its auth: the longest pause is 4 h, and iyzico may ask for 24. */
const maxRestMs = 25 * 3_600_000;

/** A part is advanced this long before it is due, in milliseconds: a wake-up may come early by that. */
const earlyMs = 500;

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

function giveUp(turn: Turn, { key }: Part): void {
  turn.progress = { ...turn.progress, cancelledParts: [...(turn.progress.cancelledParts ?? []), key] };
}

function isDue({ payout, progress, date }: Turn, { key }: Part): boolean {
  const resting = ownValue(progress.resting, key);
  if (resting === undefined) return true;
  const pauseMs = resting.dueAt - date();
  // A longer pause was stored while the database's clock was wrong.
  return pauseMs <= earlyMs || pauseMs > Math.max(maxRestMs, (payout.authorizeAt ?? 0) - date());
}

/** Advances a part that is due. Returns whether a write was sent. */
async function advanceDue(context: DurableContext, turn: Turn, part: Part): Promise<boolean> {
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
async function settle(context: DurableContext, turn: Turn, part: Part, rest: Rest): Promise<boolean> {
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

/** How many writes in a row that could not be sent are tried again without a person noticing. */
const maxUnsentWrites = 3;

/** Sends an init or auth, and puts the part to rest where its answer leaves it. */
async function write(context: DurableContext, turn: Turn, part: Part, step: WriteStep): Promise<void> {
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

/** Whether an action was required of a part, or of the whole payout, when the turn began: only a person lets it send an init. */
function isHeld({ payout: { key, progress } }: Turn, part: Part): boolean {
  return ownValue(progress.resting, part.key)?.type === "action" || progress.action?.part === key;
}

/** Waits for the slot of a write. Without one in time, the part is polled again. */
async function hasSlot(context: DurableContext, turn: Turn, part: Part): Promise<boolean> {
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

/** Reviews the payout, and sends the next auth if it is approved. Returns whether a write was sent. */
async function authoriseApproved(context: DurableContext, turn: Turn): Promise<boolean> {
  const waiting = turn.parts.filter((part) => !isOver(turn, part) && !isAuthorised(part));
  const [first] = waiting;
  if (first === undefined || turn.payout.cancelRequestedBy !== undefined) return false;
  if (waiting.some(({ key }) => ownValue(turn.progress.resting, key)?.type !== "review")) return false;
  if (turn.progress.approval !== undefined) {
    if (!isBeforeMoving(turn, first)) return false;
    const isCounted = await countsStill(
      context.pool,
      context.schema,
      { ...turn.payout, now: turn.date() },
      turn.progress.approval,
    );
    const isShown = isCounted && (await isStillShown(context, turn, first, waiting));
    if (isShown === undefined) return false;
    if (isShown) return authorise(context, turn, first);
    // What is left is reviewed again.
    const { approval: _, review: __, ...progress } = turn.progress;
    turn.progress = progress;
  }
  const review = await reviewPayout(context, turn, waiting);
  if (review === undefined) return false;
  const approval = await findApproval(context, turn, review);
  if (approval === undefined) return false;
  const { authorizeAt } = turn.payout;
  if (authorizeAt !== undefined && turn.date() < authorizeAt) {
    const { action: _, ...progress } = turn.progress;
    turn.progress = progress;
    for (const part of waiting) putToRest(turn, part, "review", authorizeAt - turn.date());
    return false;
  }
  const { action: _, actionPolls: __, ...progress } = turn.progress;
  turn.progress = { ...progress, approval };
  return isBeforeMoving(turn, first) ? authorise(context, turn, first) : false;
}

/** Whether the part before is paid by iyzico, or there is none. An auth is sent only once the one before shows its effect. */
function isBeforeMoving(turn: Turn, part: Part): boolean {
  const before = turn.parts
    .slice(0, turn.parts.indexOf(part))
    .filter((other) => !turn.progress.cancelledParts?.includes(other.key));
  return before.every(({ payment: { phase, pollEvidence } }) => {
    return phase === "settled" || (phase === "authorised" && pollEvidence === "moving");
  });
}

/**
 * Whether the next part still shows what was approved, and the balance covers all parts that are left. `undefined` if that
 * cannot be known now.
 */
async function isStillShown(
  context: DurableContext,
  turn: Turn,
  part: Part,
  waiting: readonly Part[],
): Promise<boolean | undefined> {
  if (!(await refresh(context, turn, part))) return undefined;
  const { approval } = turn.progress;
  const rest = part.rest as Extract<Rest, { type: "review" }>;
  const isCovered = isCoveredBy(rest.review.balance, sumPayable(waiting));
  return ownValue(approval?.parts, part.key) === rest.digest && isCovered !== false;
}

/** The exact sums of the items that iyzico has not rejected. */
function sumPayable(parts: readonly Part[]): Sums {
  const items = parts.flatMap(({ payment }) => payment.items.filter(({ itemStatus }) => itemStatus !== "INVALID"));
  return sumByCurrency(
    items.map(({ amount, currency }): { amount: Amount; currency: string } => ({ amount, currency })),
  );
}

/** Polls a part that awaits approval, unless this turn has just done so. Returns whether it still awaits it. */
async function refresh(context: DurableContext, turn: Turn, part: Part): Promise<boolean> {
  if (part.rest?.type === "review" && part.polledAt !== undefined && ageOf(part.polledAt) <= maxPollAgeMs.init)
    return true;
  const rest = await settledOrRest(context, turn, part);
  if (rest === undefined) return false;
  await settle(context, turn, part, rest);
  return rest.type === "review";
}

/**
 * The review of all parts that are not authorised, each as a poll of this turn shows it. `undefined` if they cannot be
 * reviewed now, or nothing has happened since they were.
 */
async function reviewPayout(
  context: DurableContext,
  turn: Turn,
  waiting: readonly Part[],
): Promise<PayoutReview | undefined> {
  const isPolled = waiting.some((part) => part.polledAt !== undefined);
  const { review: before } = turn.progress;
  if (!isPolled && before !== undefined && (await findApproval(context, turn, before)) === undefined) return undefined;
  for (const part of waiting) {
    if (!(await refresh(context, turn, part))) return undefined;
  }
  const reviews = waiting.map(({ key, rest }): PartReview => {
    const { review, digest } = rest as Extract<Rest, { type: "review" }>;
    return { key, digest, review };
  });
  const findings = turn.parts.length === 1 ? undefined : (turn.progress.findings ?? {});
  const total = sumPayable(turn.parts.filter(({ key }) => !turn.progress.cancelledParts?.includes(key)));
  const review = payoutReviewOf(reviews, total, findings);
  turn.progress = { ...turn.progress, review };
  return review;
}

/** The approval of a review. Without one, the payout requires an action. */
async function findApproval(
  { pool, schema }: DurableContext,
  turn: Turn,
  review: PayoutReview,
): Promise<UsedApproval | undefined> {
  const { payout, progress, plan } = turn;
  const records = await readApprovals(pool, schema, payout.key);
  const policy = await readPolicyInForce(pool, schema, payout);
  const isDefault = await isApprovedByDefault(turn, review);
  const options = { now: turn.date(), requiresDigest: !isDefault };
  const { approvals, required } = countApprovals(review, records, policy, payout, options);
  if (progress.denial === undefined && approvals.length >= required) {
    const parts = Object.fromEntries(review.parts.map(({ key, digest }) => [key, digest]));
    return { digest: review.digest, amounts: review.total, isDefault: required === 0, parts };
  }
  const shown = review.parts[0] as PartReview;
  const part = turn.parts.find(({ key }) => key === shown.key) as Part;
  // The machine says what a review that is not approved requires.
  const step = next(part.payment, { type: "denied", review: shown.review, at: turn.date() });
  if (progress.denial !== undefined) requireAction(turn, deniedAction(turn, part));
  else if ("actionRequired" in step) requireAction(turn, { ...actionOf(part, step.actionRequired), part: plan.key });
  return undefined;
}

function deniedAction({ payout }: Turn, { payment: { phase, pollEvidence } }: Part): RequiredAction {
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

/** Whether `pay` would authorise each part without an approval, and nothing about the whole plan is unusual. */
async function isApprovedByDefault(
  { plan: { allow }, progress }: Turn,
  { parts, isCovered, repeatedRecipients, sameList }: PayoutReview,
): Promise<boolean> {
  const isUnusual =
    progress.wasStopped === true ||
    isCovered === false ||
    (repeatedRecipients !== undefined && !allow.repeatedRecipients) ||
    (sameList !== undefined && !allow.repeatedList);
  if (isUnusual) return false;
  for (const { review } of parts) {
    const { type } = await decideApproval(undefined, review, { allow });
    if (type !== "approved") return false;
  }
  return true;
}

/** Sends the auth of a part whose review is approved. Returns whether it was sent. */
async function authorise(context: DurableContext, turn: Turn, part: Part): Promise<boolean> {
  if (!(await hasSlot(context, turn, part))) return false;
  // What the last poll showed may have changed while there was no slot. The slot stays for after the next poll.
  for (;;) {
    const { review, digest } = part.rest as Extract<Rest, { type: "review" }>;
    if (ownValue(turn.progress.approval?.parts, part.key) !== digest) return false;
    const elapsedMs = part.polledAt === undefined ? undefined : ageOf(part.polledAt);
    const by = await approversOf(context, turn);
    const at = turn.date();
    const rest = await advancePart(context, turn, part, { type: "approved", review, digest, ...by, elapsedMs, at });
    if (rest.type !== "write") {
      await settle(context, turn, part, rest);
      return false;
    }
    if (part.polledAt !== undefined && ageOf(part.polledAt) <= maxPollAgeMs.auth) {
      await write(context, turn, part, rest.step);
      if (turn.parts.every((other) => isOver(turn, other) || isAuthorised(other))) forgetReview(turn);
      return true;
    }
    if (!(await refresh(context, turn, part))) return false;
  }
}

/** Who approved, for the payment's history. */
async function approversOf({ pool, schema }: DurableContext, turn: Turn): Promise<{ by: string; note?: string }> {
  const { approval } = turn.progress;
  if (approval === undefined || approval.isDefault) return { by: "default" };
  const records = (await readApprovals(pool, schema, turn.payout.key)).filter(
    ({ digest, voidAt }) => digest === approval.digest && voidAt === undefined,
  );
  const notes = records.flatMap(({ note }) => note ?? []);
  return { by: records.map(({ by }) => by).join(", "), ...(notes.length > 0 && { note: notes.join("; ") }) };
}

function actionOf(part: Part, { reason, messageId, ...details }: ActionRequired): RequiredAction {
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
function requireAction(turn: Turn, action: RequiredAction): void {
  const { progress } = turn;
  const wasStopped = progress.wasStopped === true || stoppingReasons.has(action.reason);
  const isOther = progress.action !== undefined && progress.action.part !== action.part;
  if (isOther) turn.progress = { ...progress, wasStopped };
  else turn.progress = { ...progress, wasStopped, action, actionPolls: (progress.actionPolls ?? 0) + 1 };
}

/** An action is over once its part shows something else. */
function clearAction(turn: Turn, part: Part, rest: Rest): void {
  const { action } = turn.progress;
  if (action === undefined || rest.type === "action" || rest.type === "write") return;
  const { phase, pollEvidence } = part.payment;
  const isSame = action.part === part.key && action.phase === phase && action.pollEvidence === pollEvidence;
  const isOfPayout = action.part === turn.payout.key && turn.parts.length > 1;
  if (isSame || (action.part !== part.key && !isOfPayout) || (isOfPayout && rest.type === "review")) return;
  const { action: _, actionPolls: __, ...progress } = turn.progress;
  turn.progress = progress;
}

function putToRest(turn: Turn, { key }: Part, type: RestingPart["type"], afterMs: number): void {
  const resting = { ...turn.progress.resting, [key]: { type, dueAt: turn.date() + afterMs } };
  turn.progress = { ...turn.progress, resting };
}

/** There is nothing left to approve. */
function forgetReview(turn: Turn): void {
  const { review: _, ...progress } = turn.progress;
  turn.progress = progress;
}

/** The part is due at once. */
function rouse(turn: Turn, { key }: Part): void {
  const { [key]: _, ...resting } = turn.progress.resting ?? {};
  turn.progress = { ...turn.progress, resting };
}
