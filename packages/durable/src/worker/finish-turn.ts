import { randomUUID } from "node:crypto";
import { next, type Payment, readPayment, reportOf } from "@iyzico-mass-payout/client/payment";
import type { Queryable } from "../database/pool.js";
import { toJson } from "../database/to-json.js";
import { inTransaction } from "../database/transaction.js";
import type { DurableContext, DurableEvent } from "../payouts/context.js";
import { jobDatabaseOf, payoutQueue, wakePayout } from "../payouts/job-queue.js";
import { readPaymentRows, readPayoutRow, recordEvent, swapPayment } from "../payouts/rows.js";
import { bookEntries } from "./book-entries.js";
import { isOver, ownValue, type Part, type Turn, TurnOutdatedError } from "./turn.js";

/** How long to wait before each further try to store the answer of a write, in milliseconds. */
const storePausesMs = [0, 500, 1_000, 2_000, 4_000, 8_000, 16_000];

/**
 * Ends a turn in which a write was sent. Its answer may have the only requestId that iyzico ever shows, so it is stored as
 * soon as the database can be reached, also if another worker has polled the payment meanwhile.
 */
export async function finishWrite(context: DurableContext, turn: Turn): Promise<void> {
  let last: unknown;
  for (const pauseMs of storePausesMs) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    try {
      return await finishTurn(context, turn, true);
    } catch (error) {
      last = error;
      if (error instanceof TurnOutdatedError) await reapplyAnswer(context, turn);
    }
  }
  throw last;
}

/** Applies the answer of a write to what another worker has stored of the payment meanwhile, if it can follow on that. */
async function reapplyAnswer({ pool, schema, settings }: DurableContext, turn: Turn): Promise<void> {
  const rows = await readPaymentRows(pool, schema, turn.payout.key);
  for (const part of turn.parts) {
    const row = rows.find(({ key }) => key === part.key);
    if (row === undefined || row.revision === part.revision) continue;
    const { answer } = part;
    const read = readPayment(row.payment, part.key);
    const resumed = { type: "resumed", at: turn.date(), isRestored: true } as const;
    const stored = row.isRestored ? next(read, resumed, settings).state : read;
    part.revision = row.revision;
    part.isChanged = false;
    if (answer === undefined || !isSameWrite(stored, answer.sent)) continue;
    part.payment = next(stored, answer.input, settings).state;
    part.isChanged = true;
  }
}

/** Whether a stored payment still waits for the answer to the write that was sent. */
function isSameWrite(stored: Payment, sent: Payment): boolean {
  return (["phase", "inits", "auths", "restart"] as const).every((field) => stored[field] === sent[field]);
}

/**
 * Ends a turn: the payments, their ledger entries, the caller's own books, the next wake-up and the end of the job are
 * committed together.
 *
 * @param isAfterWrite whether a write was just answered: its answer is stored whatever the caller's listener does.
 */
export async function finishTurn(context: DurableContext, turn: Turn, isAfterWrite = false): Promise<void> {
  const { pool, schema, emit } = context;
  const { payout, parts } = turn;
  const boss = await context.boss();
  const events: DurableEvent[] = [];
  await inTransaction(pool, async (tx) => {
    const stored = await readPayoutRow(tx, schema, payout.key, "for update");
    if (stored === undefined) throw new TurnOutdatedError("The payout is not there any more.");
    if (stored.outcome === "settled") {
      await boss.complete(payoutQueue, turn.job.id, null, { db: jobDatabaseOf(tx) });
      return;
    }
    for (const part of parts) await storePart(tx, schema, part);
    const isSettled = !isAfterWrite && parts.every((part) => isOver(turn, part));
    if (!isAfterWrite) await bookEntries(context, tx, turn);
    const isUnchanged = stored.wakeCount === payout.wakeCount && toJson(stored.progress) === turn.storedProgress;
    if (isUnchanged) {
      await storeProgress(tx, schema, turn, isSettled, events);
      if (!isSettled) await wakePayout(boss, tx, schema, payout.key, pauseOf(turn));
    } else {
      // A person or another worker has changed the payout meanwhile. What was concluded here is concluded again from that.
      await wakePayout(boss, tx, schema, payout.key, 0);
    }
    await boss.complete(payoutQueue, turn.job.id, null, { db: jobDatabaseOf(tx) });
  });
  for (const event of events) emit(event);
}

async function storePart(tx: Queryable, schema: string, part: Part): Promise<void> {
  if (!part.isChanged) return;
  const revision = randomUUID();
  const swap = { key: part.key, expected: part.revision, revision, payment: part.payment };
  if (!(await swapPayment(tx, schema, swap))) throw new TurnOutdatedError("Another worker advanced the payment.");
}

/** Stores where the payout is. What is news for the caller is added to `events`. */
async function storeProgress(
  tx: Queryable,
  schema: string,
  turn: Turn,
  isSettled: boolean,
  events: DurableEvent[],
): Promise<void> {
  const { payout, progress, parts } = turn;
  const { key } = payout;
  const action = isSettled ? undefined : progress.action;
  const outcome = isSettled ? "settled" : action === undefined ? "in-progress" : "action-required";
  const open = parts.find((part) => !isOver(turn, part));
  await tx.query(
    `update ${schema}.payout
     set progress = $2::json, outcome = $3, phase = $4, reason = $5, failures = 0, failure = null,
         updated_at = clock_timestamp(), settled_at = case when $6 then clock_timestamp() end
     where key = $1`,
    [key, toJson(progress), outcome, open?.payment.phase ?? "settled", action?.reason ?? null, isSettled],
  );
  if (isSettled) {
    const { count, paid } = countPaid(parts);
    events.push({ type: "settled", key, paid: paid === 0 ? "none" : paid === count ? "all" : "some" });
    await recordEvent(tx, schema, { key, event: "settled" });
    return;
  }
  await voidOutdatedApprovals(tx, schema, turn);
  const digest = progress.review?.digest;
  const isNews = action?.reason !== payout.progress.action?.reason || digest !== payout.progress.review?.digest;
  if (action !== undefined && isNews) {
    const { reason, message } = action;
    events.push({ type: "action-required", key, reason, message, ...(digest !== undefined && { digest }) });
    await recordEvent(tx, schema, { key, event: "action-required", details: { reason, part: action.part, digest } });
  }
  const { review } = progress;
  if (review?.isCovered === false && digest !== payout.progress.review?.digest) {
    const { balance } = review;
    events.push({
      type: "balance-low",
      key,
      digest: review.digest,
      balance,
      required: review.payable.amounts["TRY"] ?? "0",
    });
  }
}

function countPaid(parts: readonly Part[]): { count: number; paid: number } {
  const items = parts.flatMap(({ payment }) => reportOf(payment).items);
  return { count: items.length, paid: items.filter(({ state }) => state === "paid").length };
}

/** Approvals of what the payout does not show any more do not count, and say so. */
async function voidOutdatedApprovals(tx: Queryable, schema: string, { payout, progress }: Turn): Promise<void> {
  const { review, approval } = progress;
  if (review === undefined && approval === undefined) return;
  const digests = [review?.digest, approval?.digest].filter((digest) => digest !== undefined);
  const { rows } = await tx.query(
    `update ${schema}.payout_approval set void_at = clock_timestamp(), void_reason = 'review-changed'
     where payout_key = $1 and void_at is null and digest <> all ($2) returning approver, digest`,
    [payout.key, digests],
  );
  for (const { approver, digest } of rows) {
    const details = { approver, digest, reason: "review-changed" };
    await recordEvent(tx, schema, { key: payout.key, event: "approval-void", details });
  }
}

/** How long until the first part is due, in milliseconds. */
function pauseOf(turn: Turn): number {
  const at = turn.date();
  const due = turn.parts
    .filter((part) => !isOver(turn, part))
    .map(({ key }) => ownValue(turn.progress.resting, key)?.dueAt ?? at);
  return Math.max(0, Math.min(...due) - at);
}
