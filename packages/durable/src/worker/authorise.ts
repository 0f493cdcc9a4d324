import { type Amount, type Sums, sumByCurrency } from "@iyzico-mass-payout/client";
import { decideApproval, next } from "@iyzico-mass-payout/client/payment";
import { countApprovals, readApprovals, readPolicyInForce } from "../payouts/approvals.js";
import type { DurableContext } from "../payouts/context.js";
import { isCoveredBy, type PartReview, type PayoutReview, payoutReviewOf } from "../payouts/payout-review.js";
import type { UsedApproval } from "../payouts/rows.js";
import { hasSlot, refresh, settle, write } from "./advance-due.js";
import { advancePart } from "./advance-part.js";
import { actionOf, deniedAction, requireAction } from "./required-action.js";
import { putToRest } from "./resting.js";
import { countsStill } from "./send-write.js";
import { ageOf, isAuthorised, isOver, ownValue, type Part, type Rest, type Turn } from "./turn.js";

/** Reviews the payout, and sends the next auth if it is approved. Returns whether a write was sent. */
export async function authoriseApproved(context: DurableContext, turn: Turn): Promise<boolean> {
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

/** How old the last poll may be when an auth is stored, in milliseconds: the wait for a slot may be long. */
const maxPollAgeMs = 10_000;

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
    if (part.polledAt !== undefined && ageOf(part.polledAt) <= maxPollAgeMs) {
      await write(context, turn, part, rest.step);
      if (turn.parts.every((other) => isOver(turn, other) || isAuthorised(other))) forgetReview(turn);
      return true;
    }
    if (!(await refresh(context, turn, part))) return false;
  }
}

/** There is nothing left to approve. */
function forgetReview(turn: Turn): void {
  const { review: _, ...progress } = turn.progress;
  turn.progress = progress;
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
