import { checkMilliseconds, checkSignal } from "../call-options.js";
import type { Clock } from "../clock.js";
import { type Deadline, deadlineIn } from "../deadline.js";
import { MassPayoutError } from "../error.js";
import type { InitChecks } from "../init-request.js";
import { type Approval, accepts } from "./approval.js";
import type { Failure } from "./failure.js";
import { defaultSettings, next } from "./next.js";
import type { Observation } from "./observation.js";
import type { Payment } from "./payment.js";
import { type PaymentClient, perform } from "./perform.js";
import type { PersonNeeded, PersonReason } from "./person.js";
import { type PayoutPlan, readPlan } from "./plan.js";
import { openRecord } from "./record.js";
import { type PaymentReport, reportOf } from "./report.js";
import { digestOf, type Review } from "./review.js";
import { createMemoryStore, type PaymentStore } from "./store.js";

/** How a plan is paid. */
export interface PayOptions {
  /**
   * Where the payment is kept. Without one, nothing remembers what was sent when the process dies; what a crash leaves is
   * then found by its externalId, and a person must look after it.
   */
  store?: PaymentStore | undefined;
  /** Who approves, between init and auth. By default a payout goes on when nobody was refused and the balance covers it. */
  approve?: Approval | undefined;
  /** Says which payout at iyzico this payment is, where only a person could find out. */
  requestId?: string | undefined;
  /** The checks of the plan, as for `init`. */
  checks?: InitChecks | undefined;
  /** How long to go on at most, in milliseconds; an hour by default. What is open then is gone on with by another call. */
  maxWaitMs?: number | undefined;
  /** The pause after a first look, in milliseconds; it grows by half each time, up to a minute. 5,000 by default. */
  pollEveryMs?: number | undefined;
  /**
   * How long iyzico must keep saying that it has no such payout before that counts, in milliseconds. Until then the
   * outcome of what was sent is unknown. 600,000 by default.
   */
  absentAfterMs?: number | undefined;
  /** How long one attempt may take, headers and body together, in milliseconds. */
  timeoutMs?: number | undefined;
  /** Ends the call at once. The payment can be gone on with. */
  signal?: AbortSignal | undefined;
  /** Is told where the payment stands after every step, and waited for. What it throws ends the call. */
  onProgress?: ((report: PaymentReport) => unknown) | undefined;
}

/**
 * How a payment ended, or where it stands.
 *
 * - `settled`: nothing is to come; `paid` says whether everyone, some or nobody is paid.
 * - `needs-a-person`: it can't go on by itself; `reason` and `message` say what somebody must do. Call `pay` again then.
 * - `still-open`: the time is up; call `pay` again. `inDoubt` says what was sent without its outcome being known.
 */
export type PayResult =
  | ({ outcome: "settled" } & PaymentReport)
  | ({
      outcome: "needs-a-person";
      reason: PersonReason;
      message: string;
      review?: Review & { digest: string };
      failure?: Failure;
    } & PaymentReport)
  | ({ outcome: "still-open"; failure?: Failure } & PaymentReport);

/** See `MassPayoutClient.pay`. */
export async function pay(
  iyzico: PaymentClient,
  clock: Clock,
  payoutPlan: PayoutPlan,
  options: PayOptions = {},
): Promise<PayResult> {
  const { store = createMemoryStore(), approve, requestId, checks, maxWaitMs = 3_600_000, timeoutMs, signal } = options;
  const { absentAfterMs = defaultSettings.absentAfterMs, pollEveryMs = defaultSettings.pollEveryMs } = options;
  checkMilliseconds({ maxWaitMs, absentAfterMs, pollEveryMs, timeoutMs });
  checkSignal(signal);
  const settings = { absentAfterMs, pollEveryMs };
  const plan = await readPlan(payoutPlan, checks);
  const deadline = deadlineIn(maxWaitMs, clock);

  const record = await openRecord(store, plan);
  try {
    const { payment } = record;
    let step = next(payment, requestId === undefined ? { type: "resumed" } : named(payment, requestId));
    for (;;) {
      const { state } = step;
      // Before anything is sent: a process that dies in the next line must find what it was about to do.
      await record.save(state);
      if ("done" in step) return { outcome: "settled", ...step.done };
      const isWrite = "command" in step && (step.command.type === "init" || step.command.type === "auth");
      // What was stored as about to be sent is sent, or known not to be: the client itself heeds the signal.
      if (!isWrite) {
        if (signal?.aborted) throw aborted(state, signal);
        await options.onProgress?.(reportOf(state));
      }
      if ("needsAPerson" in step) return await needingAPerson(step.needsAPerson);
      const { command } = step;
      if (command.type === "ask") {
        const { review } = command;
        step = next(state, { type: (await accepts(approve, review)) ? "approved" : "declined", review }, settings);
        continue;
      }
      if (command.type === "look" && !(await paused(clock, command.afterMs, deadline, state, signal))) {
        return stillOpen(state);
      }
      // A look ends with the whole wait. A write has the limit of its attempt and is not cut off by another.
      const limits = isWrite ? { timeoutMs, signal } : { timeoutMs, signal, deadlineMs: deadline.remaining() };
      step = next(state, await perform(iyzico, plan, command, { checks, ...limits }), settings);
    }
  } finally {
    await record.close();
  }
}

/** A person says which payout this payment is. */
function named({ requestId: known }: Payment, requestId: string): Observation {
  const isText = typeof requestId === "string" && requestId.trim() !== "";
  if (isText && (known === undefined || known === requestId)) return { type: "request-id", requestId };
  const message = isText ? "the payment has another requestId already" : "requestId is not a text or is empty";
  const hint = "Leave it out: the store knows the requestId. Nothing was sent.";
  throw new MassPayoutError("invalid_request", `pay: ${message}.`, { outcome: "not-sent", hint });
}

/** Waits for the next look, a little longer now and then, so that many payments don't look at once. `false`: no time is left. */
async function paused(
  clock: Clock,
  afterMs: number,
  deadline: Deadline,
  state: Payment,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const pauseMs = afterMs * (1 + Math.random() / 4);
  if (pauseMs >= deadline.remaining()) return false;
  try {
    if (pauseMs > 0) await clock.sleep(pauseMs, signal);
  } catch {
    throw aborted(state, signal);
  }
  return deadline.remaining() > 0;
}

async function needingAPerson({ report, review, ...person }: PersonNeeded): Promise<PayResult> {
  const reviewed = review && { review: { ...review, digest: await digestOf(review) } };
  return { outcome: "needs-a-person", ...person, ...reviewed, ...report };
}

function stillOpen(state: Payment): PayResult {
  const { failure } = state;
  return { outcome: "still-open", ...(failure && { failure }), ...reportOf(state) };
}

function aborted(state: Payment, signal: AbortSignal | undefined): MassPayoutError {
  const hint = "The caller's signal ended the call. Call pay again with the same plan and store to go on.";
  const isSent = state.inits > 0 || state.requestId !== undefined;
  const details = { outcome: isSent ? "unknown" : "not-sent", hint, cause: signal?.reason } as const;
  return new MassPayoutError("aborted", "pay: aborted.", details);
}
