import { randomUUID } from "node:crypto";
import { isMassPayoutError } from "@iyzico-mass-payout/client";
import { isSameDatabase } from "../database/restored.js";
import { toJson } from "../database/to-json.js";
import { inTransaction } from "../database/transaction.js";
import type { DurableContext } from "../payouts/context.js";
import { readPayoutRow, recordEvent, swapPayment } from "../payouts/rows.js";
import { acquireWriteSlot, maxStartMs } from "./send-write.js";
import { ageOf, now, type Part, type Turn, TurnOutdatedError } from "./turn.js";

/** Cancels the payout of a part at iyzico. A cancel pays no recipient. What became of it, the next polls show. */
export async function sendCancel(context: DurableContext, turn: Turn, part: Part, requestId: string): Promise<void> {
  const { pool, schema, client } = context;
  const at = turn.date();
  await acquireWriteSlot(context, turn);
  const begun = now();
  const revision = randomUUID();
  const cancelSentAt = { ...turn.progress.cancelSentAt, [part.key]: at };
  await inTransaction(pool, async (tx) => {
    const payout = await readPayoutRow(tx, schema, turn.payout.key, "for update");
    if (payout?.wakeCount !== turn.payout.wakeCount) throw new TurnOutdatedError("The payout was changed.");
    if (!(await isSameDatabase(tx, schema))) throw new TurnOutdatedError("The database is another one.");
    // Stored although nothing has changed: another worker that is about to send an auth must not.
    const swap = { key: part.key, expected: part.revision, revision, payment: part.payment };
    if (!(await swapPayment(tx, schema, swap))) throw new TurnOutdatedError("Another worker advanced the payment.");
    await tx.query(`update ${schema}.payout set progress = $2::json where key = $1`, [
      turn.payout.key,
      toJson({ ...turn.progress, cancelSentAt }),
    ]);
    await recordEvent(tx, schema, {
      key: turn.payout.key,
      event: "cancel-sent",
      details: { part: part.key, requestId },
    });
  });
  part.revision = revision;
  turn.progress = { ...turn.progress, cancelSentAt };
  turn.storedProgress = toJson(turn.progress);
  const startWithinMs = maxStartMs - ageOf(begun);
  try {
    if (startWithinMs > 0) await client.cancel(requestId, { startWithinMs, hasSlot: true });
  } catch (error) {
    if (!isMassPayoutError(error)) throw error;
  }
}
