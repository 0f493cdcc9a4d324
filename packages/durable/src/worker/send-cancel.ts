import { randomUUID } from "node:crypto";
import { isMassPayoutError } from "@iyzico-mass-payout/client";
import { inTransaction } from "../database/transaction.js";
import type { DurableContext } from "../payouts/context.js";
import { readPayoutRow, recordEvent, swapPayment } from "../payouts/rows.js";
import { acquireWriteSlot } from "./send-write.js";
import { ageOf, now, type Part, type Turn, TurnOutdatedError } from "./turn.js";

/** A cancel that shows no effect is sent again after this time at the earliest, in milliseconds. */
const maxStartMs = 10_000;

/** The pause after a cancel before the payout is polled, in milliseconds. */
const pauseMs = 3_000;

/**
 * Cancels the payout of a part that is not authorised. A cancel pays no recipient, and is sent again if polls show no effect
 * for `notFoundGraceMs`.
 *
 * @returns whether it was sent.
 */
export async function sendCancel(context: DurableContext, turn: Turn, part: Part): Promise<boolean> {
  const { pool, schema, client, settings } = context;
  const { requestId, auths } = part.payment;
  const at = turn.date();
  const sentAt = turn.progress.cancelSentAt?.[part.key];
  const rest = (dueAt: number) => {
    const resting = { ...turn.progress.resting, [part.key]: { type: "pause" as const, dueAt } };
    turn.progress = { ...turn.progress, resting };
  };
  const isAgain = sentAt !== undefined && at - sentAt < settings.notFoundGraceMs;
  if (requestId === undefined || auths > 0 || isAgain) {
    rest(at + Math.max(pauseMs, settings.pollEveryMs));
    return false;
  }
  await acquireWriteSlot(context, turn);
  const begun = now();
  const revision = randomUUID();
  const cancelSentAt = { ...turn.progress.cancelSentAt, [part.key]: at };
  await inTransaction(pool, async (tx) => {
    const payout = await readPayoutRow(tx, schema, turn.payout.key, "for update");
    if (payout?.wakeCount !== turn.payout.wakeCount) throw new TurnOutdatedError("The payout was changed.");
    // Stored although nothing has changed: another worker that is about to send an auth must not.
    const swap = { key: part.key, expected: part.revision, revision, payment: part.payment };
    if (!(await swapPayment(tx, schema, swap))) throw new TurnOutdatedError("Another worker advanced the payment.");
    await tx.query(`update ${schema}.payout set progress = $2::json where key = $1`, [
      turn.payout.key,
      JSON.stringify({ ...turn.progress, cancelSentAt }),
    ]);
    await recordEvent(tx, schema, {
      key: turn.payout.key,
      event: "cancel-sent",
      details: { part: part.key, requestId },
    });
  });
  part.revision = revision;
  turn.progress = { ...turn.progress, cancelSentAt };
  const startWithinMs = maxStartMs - ageOf(begun);
  try {
    if (startWithinMs > 0) await client.cancel(requestId, { startWithinMs, hasSlot: true });
  } catch (error) {
    // What became of it, polls show.
    if (!isMassPayoutError(error)) throw error;
  }
  rest(turn.date() + pauseMs);
  return true;
}
