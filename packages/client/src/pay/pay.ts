import { abortedError } from "../errors/aborted.js";
import type { Failure } from "../errors/failure.js";
import { invalidRequest } from "../errors/invalid.js";
import { isMassPayoutError, MassPayoutError } from "../errors/mass-payout-error.js";
import { fieldFault } from "../errors/request-fault.js";
import { nextCallId } from "../http/call.js";
import type { SlotOptions } from "../http/call-options.js";
import { type Clock, dateOf, pause } from "../http/clock.js";
import { type Deadline, deadlineIn, dualDeadlineIn } from "../http/deadline.js";
import type { MassPayoutEvent } from "../http/events.js";
import type { MerchantShare } from "../http/merchant-share.js";
import { TimeoutReached, withTimeout } from "../http/with-timeout.js";
import { lastPollLeadMs } from "../payouts/poll-schedule.js";
import { idFaults } from "../validation/id.js";
import { decideApproval } from "./approval.js";
import { checkPayOptions } from "./check-pay-options.js";
import { execute, failedInput, failureOf, type PaymentClient, type WriteName } from "./execute.js";
import type { PaymentInput } from "./machine/input.js";
import { canLinkPayout, next } from "./machine/next.js";
import type { Payment } from "./machine/payment.js";
import type { PayoutPlan } from "./machine/payout-plan.js";
import { readPlan } from "./machine/plan.js";
import { reportOf } from "./machine/report.js";
import type { PaymentSettings, Step } from "./machine/step.js";
import type { PayOptions } from "./pay-options.js";
import { actionRequiredResult, type PayResult } from "./pay-result.js";
import { openRecord, type PaymentRecord } from "./record.js";
import { supersede } from "./supersede.js";

/** What `pay` uses of the client that it belongs to. */
export interface PayContext {
  iyzico: PaymentClient & { readonly origin: string; acquireSlot(options: SlotOptions): Promise<void> };
  clock: Clock;
  /** The client's time limit of one attempt, in milliseconds. */
  timeoutMs: number;
  share: MerchantShare;
  /** Tells the caller's listener about the pauses between polls. */
  emit(event: MassPayoutEvent): void;
}

/**
 * A write begins within this time of its save or not at all, in milliseconds: a process that was paused meanwhile must not
 * send when it goes on, because another one may have continued the payment.
 */
const maxStartMs = 10_000;

/** How old the last poll may be when a write is stored, in milliseconds: the wait for a slot may be long. */
const maxPollAgeMs = 10_000;

/** See `MassPayoutClient.pay`. */
export async function pay(context: PayContext, payoutPlan: PayoutPlan, options: PayOptions): Promise<PayResult> {
  const { iyzico, clock, emit } = context;
  const { approve, checks, maxAmount, maxTotal, signal, pageSize, concurrency } = options;
  const { store, maxWaitMs, timeoutMs, settings } = checkPayOptions(options, context);
  const { notFoundGraceMs } = settings;
  const plan = await readPlan(payoutPlan, { checks, baseUrl: iyzico.origin, maxAmount, maxTotal });
  const limits = { deadline: deadlineIn(maxWaitMs, clock), signal };
  const { deadline } = limits;
  const at = () => dateOf(clock);

  const executeOptions = { checks, pageSize, concurrency, timeoutMs, signal, clock, date: at };

  const record = await openRecord(store, plan, at(), limits);
  const { isNew } = record;
  const waiting = { type: "waiting", operation: "retrieve", call: nextCallId(), reason: "poll" } as const;
  let polls = 0;
  try {
    let step = firstStep(record, options.requestId, at(), settings);
    let pollFailure: Failure | undefined;
    let last = record.payment;
    const now = () => ({ now: clock.now(), at: at() });
    // By both clocks: one may stand still while the process is paused, and the other may be set.
    const ageMsOf = (time: ReturnType<typeof now>) => Math.max(clock.now() - time.now, Math.abs(at() - time.at));
    let polled = now();
    let supersededPolled = polled;
    // How long after the poll of superseded items the last poll began.
    let supersededGapMs = 0;
    const pollAgeMs = () => ageMsOf(polled);
    let hasSlot = false;
    const allPages = { durationMs: 0, isLast: false };
    for (;;) {
      const { state } = step;
      const write = writeOf(step);
      let start: Deadline | undefined;
      if (write !== undefined) {
        // A write that could not be answered in time is not begun: the next call decides again.
        if (deadline.remaining() <= timeoutMs) return inProgressResult(last, isNew, pollFailure);
        // The slot comes first, because a write is sent as soon as it is saved, however long there is no slot.
        const sendable = { remaining: () => Math.max(0, deadline.remaining() - timeoutMs) };
        const slotOptions = { operation: write, signal, deadlineMs: Math.max(1, sendable.remaining()) };
        const missing = hasSlot ? undefined : await errorOf(iyzico.acquireSlot(slotOptions));
        if (signal?.aborted) throw payAbortedError(last, signal.reason);
        if (missing?.code === "deadline_exceeded") return inProgressResult(last, isNew, failureOf(missing));
        if (missing !== undefined) {
          step = next(state, failedInput(write, missing, at()), settings);
          continue;
        }
        hasSlot = true;
        // What the last poll showed may have changed while there was no slot. The slot stays for after the next poll.
        if (pollAgeMs() + supersededGapMs > maxPollAgeMs) {
          step = next(state, failedInput(write, pollOutdatedError(write), at()), settings);
          continue;
        }
        hasSlot = false;
        // Counted from before the save, so that a pause during it counts too.
        start = dualDeadlineIn(Math.min(maxStartMs, sendable.remaining()), clock);
      }
      // Saved before anything is sent: after a crash the store says what was about to be sent. Not before items of another
      // payment are superseded: a plan that is refused leaves no payment behind.
      const isSuperseding = "command" in step && step.command.type === "supersede";
      if (!isSuperseding) {
        await record.save(state);
        last = state;
      }
      if ("done" in step) return { outcome: "settled", isNew, ...step.done };
      // A write that was saved as about to be sent goes on to execute, which sends it or reports it as not sent.
      if (write === undefined) {
        if (signal?.aborted) throw payAbortedError(state, signal.reason);
        const { onProgress } = options;
        const progress = onProgress && (await untilLimits(async () => onProgress(reportOf(state)), limits, state));
        if (progress === timeIsUp) return inProgressResult(state, isNew, pollFailure);
      }
      if ("actionRequired" in step) return await actionRequiredResult(step.actionRequired, isNew);
      let { command } = step;
      if (command.type === "request-approval") {
        const { review } = command;
        const decide = () => decideApproval(approve, review, { allow: plan.allow, date: at });
        const decision = await untilLimits(decide, limits, state);
        if (decision === timeIsUp) return inProgressResult(state, isNew, pollFailure);
        step = next(state, decision.type === "approved" ? { ...decision, elapsedMs: pollAgeMs() } : decision, settings);
        continue;
      }
      if (command.type === "supersede") {
        const { afterMs } = command;
        if (deadline.remaining() <= afterMs) return inProgressResult(state, isNew, pollFailure);
        if (afterMs > 0) await pause(clock, afterMs, signal, (reason) => payAbortedError(state, reason));
        const deadlineMs = Math.max(1, deadline.remaining());
        const { checks: _, ...pollOptions } = executeOptions;
        const superseded = await supersede(iyzico, store, command, { ...pollOptions, deadlineMs, clock }).catch(
          (error: unknown) => {
            throw isMassPayoutError(error, "invalid_request") ? supersedeRefusedError(error, state) : error;
          },
        );
        supersededPolled = now();
        pollFailure = superseded.type === "poll-failed" ? superseded.failure : undefined;
        step = next(state, superseded, settings);
        continue;
      }
      let before = state;
      if (command.type === "poll") {
        // Up to a quarter longer, so that many payments do not poll in step.
        let pauseMs = Math.min(deadline.remaining(), command.afterMs * (1 + Math.random() / 4));
        // A call does not end with some of the pages: its last poll reads all of them.
        const untilLastMs = deadline.remaining() - lastPollLeadMs(allPages.durationMs, maxWaitMs);
        if (command.fromPage !== undefined && pauseMs >= untilLastMs && !allPages.isLast) {
          pauseMs = Math.max(0, untilLastMs);
          const { fromPage: _, ...whole } = command;
          command = whole;
          allPages.isLast = true;
          // The pause is shorter than was stored, and counts as long as it is.
          before = { ...state, pauseMs };
        }
        if (pauseMs > 0) {
          emit({ ...waiting, delayMs: pauseMs, attempt: polls });
          await pause(clock, pauseMs, signal, (reason) => payAbortedError(state, reason));
        }
        if (deadline.remaining() === 0) {
          // The pause has passed: it counts for the next call.
          await record.save(next(state, { type: "resumed", pausedMs: pauseMs, at: at() }, settings).state);
          return inProgressResult(state, isNew, pollFailure);
        }
      }
      // A poll ends with the call. A write is sent within the grace period or never: after it, polls would take it as
      // without effect.
      const remaining = Math.max(1, deadline.remaining());
      const deadlineMs = write === undefined ? remaining : Math.min(notFoundGraceMs, remaining);
      const startWithinMs = start?.remaining();
      const begin = clock.now();
      if (command.type === "poll") supersededGapMs = state.supersession === "shown" ? ageMsOf(supersededPolled) : 0;
      const input =
        write !== undefined && startWithinMs === 0
          ? failedInput(write, startMissedError(write), at())
          : await execute(iyzico, plan, command, { ...executeOptions, deadlineMs, startWithinMs, hasSlot: true });
      if (input.type === "polled" || input.type === "not-found") polled = now();
      if (input.type === "polled" && input.payout.isPartial !== true) allPages.durationMs = polled.now - begin;
      if (command.type === "poll") polls += 1;
      const isPollFailed = input.type === "poll-failed";
      // That the call's time ended during a poll does not say what kept the payment from going on.
      if (!isPollFailed || input.failure.code !== "deadline_exceeded") {
        pollFailure = isPollFailed ? input.failure : undefined;
      }
      step = next(before, input, settings);
    }
  } finally {
    await record.close();
  }
}

/** The step's command, if it changes something at iyzico. */
function writeOf(step: Step): WriteName | undefined {
  if (!("command" in step)) return undefined;
  const { type } = step.command;
  return type === "init" || type === "auth" ? type : undefined;
}

/** The error for a write whose poll is older than {@link maxPollAgeMs}. */
function pollOutdatedError(operation: WriteName): MassPayoutError {
  return new MassPayoutError(
    "deadline_exceeded",
    `${operation}: the last poll was too old when there was a slot to send.`,
    {
      outcome: "not-sent",
      operation,
      hint: "Nothing was sent: the payout is polled again first.",
    },
  );
}

/** The error for items that may not be paid again, once the payout that would do so may be there. */
function supersedeRefusedError(error: MassPayoutError, state: Payment): MassPayoutError {
  const { code, message, faults } = error;
  if (!mayHaveTakenEffect(state)) return error;
  const hint =
    "This call authorised nothing. The payout of this plan may be there, and must not be authorised: ask iyzico what became of " +
    "the items, and cancel the payout. Pay these recipients in no other way before you know why.";
  return new MassPayoutError(code, message, { outcome: "unknown", faults, hint });
}

/** The error that a promise rejects with. */
function errorOf(promise: Promise<unknown>): Promise<MassPayoutError | undefined> {
  return promise.then(
    () => undefined,
    (error: MassPayoutError) => error,
  );
}

/** The error for a write that was not sent, because storing it took too long. */
function startMissedError(operation: WriteName): MassPayoutError {
  return new MassPayoutError("deadline_exceeded", `${operation}: it was too late to send it once it was stored.`, {
    outcome: "not-sent",
    operation,
    hint: "The store or the process was slow. Nothing was sent: call pay again.",
  });
}

/** The first step of a call, after the stored payment is resumed and an operator's requestId is linked. */
function firstStep(
  { payment, isTakenOver, isRestored }: PaymentRecord,
  requestId: string | undefined,
  at: number,
  settings: PaymentSettings,
): Step {
  const resumed: PaymentInput = { type: "resumed", isTakenOver, isRestored, at };
  if (requestId === undefined) return next(payment, resumed, settings);
  const faults = idFaults("requestId", requestId);
  if (faults.length > 0) throw invalidRequest(undefined, faults);
  if (canLinkPayout(payment, requestId)) {
    const state = isRestored ? next(payment, resumed, settings).state : payment;
    return next(state, { type: "request-id", requestId, at }, settings);
  }
  const fault = fieldFault("requestId", "already-set", "must be left out: the payment already has another requestId");
  throw invalidRequest(undefined, [fault], "Leave it out: the store has the requestId. Nothing was sent.");
}

const timeIsUp = Symbol("the time of the call is over");

/** Waits for the caller's own function, but not longer than the call may take. What it returns later is ignored. */
async function untilLimits<Result>(
  run: () => Promise<Result>,
  { deadline, signal }: { deadline: Deadline; signal: AbortSignal | undefined },
  state: Payment,
): Promise<Result | typeof timeIsUp> {
  try {
    return await withTimeout(run, deadline.remaining(), signal);
  } catch (error) {
    if (error instanceof TimeoutReached) return timeIsUp;
    if (signal?.aborted && error === signal.reason) throw payAbortedError(state, signal.reason);
    throw error;
  }
}

function inProgressResult(state: Payment, isNew: boolean, pollFailure: Failure | undefined): PayResult {
  const failure = pollFailure ?? state.failure;
  return { outcome: "in-progress", isNew, ...(failure && { failure }), ...reportOf(state) };
}

/** Without an init nothing has taken effect: polls only read. */
function mayHaveTakenEffect({ inits, requestId, abandoned, mayHaveLostWrites }: Payment): boolean {
  return inits > 0 || requestId !== undefined || abandoned !== undefined || mayHaveLostWrites === true;
}

function payAbortedError(state: Payment, cause: unknown): MassPayoutError {
  const hint = "Call pay again with the same plan and store to go on.";
  const outcome = mayHaveTakenEffect(state) ? "unknown" : "not-sent";
  return abortedError("pay", "between two steps", { outcome, hint, cause });
}
