import { randomUUID } from "node:crypto";
import { isMassPayoutError } from "@iyzico-mass-payout/client";
import { execute, type Failure, next, type PaymentInput } from "@iyzico-mass-payout/client/payment";
import { readTableState } from "../database/migrations.js";
import type { Queryable } from "../database/pool.js";
import { isSameDatabase } from "../database/restored.js";
import { toJson } from "../database/to-json.js";
import { inTransaction } from "../database/transaction.js";
import { countApprovals, readApprovals, readPolicyInForce } from "../payouts/approvals.js";
import type { DurableContext } from "../payouts/context.js";
import { type PayoutRow, readPayoutRow, swapPayment, type UsedApproval } from "../payouts/rows.js";
import { restOf } from "./advance-part.js";
import { ageOf, now, type Part, type Rest, type Turn, TurnOutdatedError, type WriteStep } from "./turn.js";

/**
 * A write begins within this time of its commit or not at all, in milliseconds: a worker that was paused meanwhile must not
 * send when it goes on, because another one may have continued the payout.
 */
export const maxStartMs = 10_000;

/** How long to wait for a slot of the rate limit, in milliseconds. The payout is polled again after that. */
const maxSlotMs = 120_000;

/** Waits for the slot of a write, so that nothing waits between its commit and its request. */
export async function acquireWriteSlot({ client }: DurableContext, { signal }: Turn): Promise<void> {
  await client.acquireSlot({ signal, deadlineMs: maxSlotMs });
}

/**
 * Sends an init or an auth once: commits the state that says so, and sends the request within 10 s of that, or never. The
 * slot of the rate limit has been acquired.
 *
 * @returns where the part rests after the answer; `undefined` if it is to be polled at once.
 */
export async function sendWrite(
  context: DurableContext,
  turn: Turn,
  part: Part,
  step: WriteStep,
): Promise<Rest | undefined> {
  const { pool, schema, client, settings } = context;
  const { command, state } = step;
  const revision = randomUUID();
  const begun = now();
  try {
    await inTransaction(pool, async (tx) => {
      await checkStillAllowed(tx, schema, turn, command.type);
      const swap = { key: part.key, expected: part.revision, revision, payment: state };
      if (!(await swapPayment(tx, schema, swap))) throw new TurnOutdatedError("Another worker advanced the payment.");
      await tx.query(`update ${schema}.payout set progress = $2::json where key = $1`, [
        turn.payout.key,
        toJson(turn.progress),
      ]);
    });
  } catch (error) {
    if (!(error instanceof TurnOutdatedError)) await recordNotSent(context, turn, part, step, revision);
    throw error;
  }
  part.revision = revision;
  turn.storedProgress = toJson(turn.progress);
  const startWithinMs = maxStartMs - ageOf(begun);
  const input =
    startWithinMs > 0
      ? await execute(client, part.plan, command, { startWithinMs, hasSlot: true, date: turn.date })
      : notSentInput(command.type, turn.date());
  part.answer = { input, sent: state };
  const answered = next(state, input, settings);
  part.payment = answered.state;
  part.isChanged = true;
  return restOf(answered);
}

/** Checks under the payout's lock that nothing has been recorded that forbids the write. */
async function checkStillAllowed(tx: Queryable, schema: string, turn: Turn, write: "init" | "auth"): Promise<void> {
  const { progress } = turn;
  const payout = await readPayoutRow(tx, schema, turn.payout.key, "for update");
  if (payout?.wakeCount !== turn.payout.wakeCount || payout.restoredAt !== turn.payout.restoredAt) {
    throw new TurnOutdatedError("The payout was changed.");
  }
  if ((await readTableState(tx, schema)) !== "usable")
    throw new TurnOutdatedError("The tables are of another version.");
  // Asked here, because what the turn was read from may have been replaced since then.
  if (!(await isSameDatabase(tx, schema))) {
    throw new TurnOutdatedError("The database is another one.");
  }
  if (write === "init") return;
  const { approval } = progress;
  if (
    approval === undefined ||
    payout.now < (payout.authorizeAt ?? 0) ||
    !(await countsStill(tx, schema, payout, approval))
  ) {
    throw new TurnOutdatedError("The payout is not approved.");
  }
}

/** Whether an approval is still by enough people, by the policy of today. */
export async function countsStill(
  queryable: Queryable,
  schema: string,
  payout: PayoutRow,
  { digest, amounts, isDefault }: UsedApproval,
): Promise<boolean> {
  const policy = await readPolicyInForce(queryable, schema, payout);
  const records = await readApprovals(queryable, schema, payout.key);
  const reviewed = { digest, total: amounts };
  const options = { now: payout.now, requiresDigest: !isDefault };
  const { approvals, required } = countApprovals(reviewed, records, policy, payout, options);
  return payout.progress.denial === undefined && approvals.length >= required;
}

/** How long to wait before each try to record that nothing was sent, in milliseconds. */
const recordPausesMs = [0, 500, 1_000, 2_000, 4_000, 8_000];

/**
 * After a commit whose answer was lost: if it was committed all the same, records that nothing was sent. Otherwise the payout
 * would be waited for as one whose auth was sent. If the database stays away, that is what happens.
 */
async function recordNotSent(
  { pool, schema, settings }: DurableContext,
  turn: Turn,
  part: Part,
  { state, command }: WriteStep,
  revision: string,
): Promise<void> {
  const payment = next(state, notSentInput(command.type, turn.date()), settings).state;
  const swap = { key: part.key, expected: revision, revision: randomUUID(), payment };
  for (const pauseMs of recordPausesMs) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    try {
      await inTransaction(pool, async (tx) => {
        // Waits for the other transaction, if it is still committing.
        await readPayoutRow(tx, schema, turn.payout.key, "for update");
        await swapPayment(tx, schema, swap);
      });
      return;
    } catch {
      // The database is still away.
    }
  }
}

function notSentInput(write: "init" | "auth", at: number): PaymentInput {
  const failure: Failure = {
    code: "deadline_exceeded",
    outcome: "not-sent",
    message: `${write}: it was not sent, because the database did not confirm in time that it was about to be.`,
    hint: "Nothing was sent. The worker polls, and sends it if it is still to be sent.",
  };
  return { type: `${write}-failed`, at, failure, minPauseMs: 0 };
}

/** Whether an error of a slot says only that there was none in time. */
export function isNoSlot(error: unknown): boolean {
  return isMassPayoutError(error, "deadline_exceeded") || isMassPayoutError(error, "rate_limiter_failed");
}
