import { performance } from "node:perf_hooks";
import { MassPayoutError, type PayoutPlan } from "@iyzico-mass-payout/client";
import {
  type ActionRequired,
  type Payment,
  type PaymentInput,
  type PaymentReport,
  type Plan,
  paymentOf,
  type Review,
  readPlan,
  type Step,
} from "@iyzico-mass-payout/client/payment";
import type { Job } from "pg-boss";
import { toJson } from "../database/to-json.js";
import { inSnapshot } from "../database/transaction.js";
import type { DurableContext } from "../payouts/context.js";
import { dividePlan } from "../payouts/divide-plan.js";
import { openPlan } from "../payouts/plan-vault.js";
import { type PayoutRow, type Progress, readPaymentRows, readPayoutRow } from "../payouts/rows.js";

/** The job of a payout. */
export type PayoutJob = Job<{ key: string }>;

/** Why a part was not advanced further in this turn. */
export type Rest =
  | { type: "pause"; afterMs: number }
  | { type: "review"; review: Review; digest: string }
  | { type: "write"; step: WriteStep }
  | { type: "action"; action: ActionRequired }
  | { type: "settled"; report: PaymentReport };

/** A step whose command is an init or an auth. Its state says that the request is being sent. */
export type WriteStep = Extract<Step, { command: unknown }> & { command: { type: "init" | "auth" } };

/** One payment of the payout, in the turn of a worker. */
export interface Part {
  key: string;
  plan: Plan;
  payment: Payment;
  /** The stored revision, on which the next one follows. */
  revision: string;
  /** When it was stored, in milliseconds since 1970 by the database's clock. */
  savedAt: number;
  /** Whether revisions may be lost that came after the stored one. */
  isRestored: boolean;
  /** Whether its state differs from what is stored. */
  isChanged: boolean;
  /** When it was last polled in this turn, by both clocks. */
  polledAt?: Instant;
  /** Where it came to rest in this turn. */
  rest?: Rest;
  /** What came of the write that was sent for it in this turn, and the state that said so. */
  answer?: { input: PaymentInput; sent: Payment };
}

/** A moment by the monotonic clock and by the wall clock: a process that was paused may see only one of them move. */
export interface Instant {
  monotonic: number;
  wall: number;
}

export function now(): Instant {
  return { monotonic: performance.now(), wall: Date.now() };
}

/** How long ago a moment was, in milliseconds, by the clock that shows more. */
export function ageOf({ monotonic, wall }: Instant): number {
  return Math.max(performance.now() - monotonic, Math.abs(Date.now() - wall));
}

/** One run of a payout's job: what was read of it, and what has come of it so far. */
export interface Turn {
  job: PayoutJob;
  payout: PayoutRow;
  progress: Progress;
  /** The progress as it is stored, in JSON. */
  storedProgress: string;
  plan: Plan;
  parts: readonly Part[];
  /** Ends what only reads or waits: when the job is taken away, and when the worker stops. */
  signal: AbortSignal;
  /** The database's time, in milliseconds since 1970, by the monotonic clock since it was read. */
  date(): number;
}

/**
 * Reads a payout with its plan and payments. `undefined` if it is settled, or not there.
 *
 * @throws {MassPayoutError} with code `plan_mismatch` if it was submitted for another address of iyzico than this worker's.
 */
export async function openTurn(context: DurableContext, job: PayoutJob): Promise<Turn | undefined> {
  const { pool, schema, client, encryptionKey, stopSignal } = context;
  const { key } = job.data;
  const loadedAt = performance.now();
  const stored = await inSnapshot(pool, async (tx) => {
    const payout = await readPayoutRow(tx, schema, key);
    if (payout === undefined || payout.outcome === "settled") return undefined;
    const rows = await readPaymentRows(tx, schema, key);
    const plans = await tx.query(`select content, is_encrypted from ${schema}.payout_plan where payout_key = $1`, [
      key,
    ]);
    return { payout, rows, sealed: plans.rows[0] };
  });
  if (stored === undefined) return undefined;
  const { payout, rows, sealed } = stored;
  if (sealed === undefined) throw new Error("The plan of the payout is not there.");
  const { content, is_encrypted: isEncrypted } = sealed;
  const payoutPlan: PayoutPlan = openPlan(key, { content, isEncrypted }, encryptionKey);
  const options = { baseUrl: client.origin };
  const plan = await readPlan(payoutPlan, options);
  // Another address is another iyzico: there, nothing is known of what was sent here.
  if (plan.fingerprint !== payout.planFingerprint) throw planMismatchError();
  const divided = dividePlan(payoutPlan, plan, payout.maxItems);
  const plans = divided.length === 1 ? [plan] : await Promise.all(divided.map((part) => readPlan(part, options)));
  const parts = rows.map(({ key: partKey, revision, payment, savedAt, isRestored }, index): Part => {
    const partPlan = plans[index];
    if (partPlan?.key !== partKey) throw new Error(`The plan of the payout has no part ${partKey}.`);
    return {
      key: partKey,
      plan: partPlan,
      // The plan has the address in its fingerprint: what was submitted for the sandbox is not sent to production.
      payment: paymentOf(partPlan, payment, payout.submittedAt),
      revision,
      savedAt,
      isRestored,
      isChanged: false,
    };
  });
  const date = () => Math.round(payout.now + performance.now() - loadedAt);
  const signals = [job.signal, stopSignal].filter((given) => given !== undefined);
  const signal = AbortSignal.any(signals);
  return { job, payout, progress: payout.progress, storedProgress: toJson(payout.progress), plan, parts, signal, date };
}

function planMismatchError(): MassPayoutError {
  return new MassPayoutError(
    "plan_mismatch",
    "The payout was submitted for another address than that of this worker.",
    {
      outcome: "not-sent",
      hint: "Start the workers with the environment that it was submitted for. Nothing was sent.",
    },
  );
}

/** Whether iyzico will do nothing more for a part, or it was given up before anything was sent. */
export function isOver({ progress }: Turn, { key, payment }: Part): boolean {
  return payment.phase === "settled" || progress.cancelledParts?.includes(key) === true;
}

/** Whether a part is authorised or may be: it cannot be stopped. */
export function isAuthorised({ payment: { phase } }: Part): boolean {
  return phase === "authorising" || phase === "authorised" || phase === "settled";
}

/** What a record has under a key of the caller's, which may be one that every object has, such as "constructor". */
export function ownValue<Value>(record: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Thrown to end a turn because something has changed what it was read for. The job is run again. */
export class TurnOutdatedError extends Error {
  override readonly name = "TurnOutdatedError";
}
