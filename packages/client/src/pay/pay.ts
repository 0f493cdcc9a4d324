import type { Failure } from "../errors/failure.js";
import { invalidConfiguration } from "../errors/invalid.js";
import { MassPayoutError } from "../errors/mass-payout-error.js";
import { checkMilliseconds, checkSignal } from "../http/call-options.js";
import type { Clock } from "../http/clock.js";
import { deadlineIn } from "../http/deadline.js";
import { isApproved } from "./approval.js";
import { type PaymentClient, perform } from "./execute.js";
import type { Observation } from "./machine/input.js";
import { mayBeNamed, next } from "./machine/next.js";
import type { Payment } from "./machine/payment.js";
import { type PayoutPlan, readPlan } from "./machine/plan.js";
import { reportOf } from "./machine/report.js";
import { defaultSettings } from "./machine/step.js";
import type { PayOptions } from "./pay-options.js";
import { type PayResult, resultNeeding } from "./pay-result.js";
import { openRecord } from "./record.js";
import { createMemoryStore } from "./store.js";

/** Where and in which time plans are paid. */
export interface PayContext {
  iyzico: PaymentClient;
  origin: string;
  clock: Clock;
}

/** See `MassPayoutClient.pay`. */
export async function pay(context: PayContext, payoutPlan: PayoutPlan, options: PayOptions): Promise<PayResult> {
  const { iyzico, clock } = context;
  const { store = createMemoryStore(), approve, checks, maxWaitMs = 3_600_000, timeoutMs, signal } = options;
  const { absentAfterMs = defaultSettings.absentAfterMs, pollEveryMs = defaultSettings.pollEveryMs } = options;
  checkMilliseconds({ maxWaitMs, absentAfterMs, pollEveryMs, timeoutMs });
  checkSignal(signal);
  if (approve !== undefined && typeof approve !== "string" && typeof approve !== "function") {
    throw invalidConfiguration("approve is neither a digest nor a function.", "Leave it out for the default.");
  }
  const settings = { absentAfterMs, pollEveryMs };
  const plan = await readPlan(payoutPlan, { checks, baseUrl: context.origin });
  const deadline = deadlineIn(maxWaitMs, clock);

  const record = await openRecord(store, plan);
  try {
    let step = next(record.payment, beginning(record.payment, options.requestId), settings);
    let lookFailure: Failure | undefined;
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
      if ("needsAPerson" in step) return await resultNeeding(step.needsAPerson);
      const { command } = step;
      if (command.type === "ask") {
        const { review } = command;
        step = next(state, { type: (await isApproved(approve, review)) ? "approved" : "declined", review }, settings);
        continue;
      }
      if (command.type === "look") {
        const remaining = deadline.remaining();
        // Longer now and then, so that many payments don't look at once.
        const pauseMs = Math.min(remaining, command.afterMs * (1 + Math.random() / 4));
        await sleep(clock, pauseMs, state, signal);
        if (deadline.remaining() === 0) {
          // The pause counts for the next call: it has passed.
          await record.save(next(state, { type: "resumed", pausedMs: pauseMs }, settings).state);
          return stillOpen(state, lookFailure);
        }
      }
      // A look ends with the whole wait. A write is sent soon or not at all: nobody may come to think meanwhile that it
      // had no effect.
      const deadlineMs = isWrite ? absentAfterMs : Math.max(1, deadline.remaining());
      const observation = await perform(iyzico, plan, command, { checks, timeoutMs, signal, deadlineMs });
      const isLookFailed = observation.type === "look-failed";
      // That the time ended during a look says nothing of what kept the payment.
      if (!isLookFailed || observation.failure.code !== "deadline_exceeded") {
        lookFailure = isLookFailed ? observation.failure : undefined;
      }
      step = next(state, observation, settings);
    }
  } finally {
    await record.close();
  }
}

/** What the call begins with: a person's word which payout it is, or nothing but what was stored. */
function beginning(payment: Payment, requestId: string | undefined): Observation {
  if (requestId === undefined) return { type: "resumed" };
  const isText = typeof requestId === "string" && requestId.trim() !== "";
  if (isText && mayBeNamed(payment, requestId)) return { type: "request-id", requestId };
  const message = isText ? "the payment has another requestId already" : "requestId is not a text or is empty";
  const hint = "Leave it out: the store knows the requestId. Nothing was sent.";
  throw new MassPayoutError("invalid_request", `pay: ${message}.`, { outcome: "not-sent", hint });
}

async function sleep(clock: Clock, milliseconds: number, state: Payment, signal: AbortSignal | undefined) {
  try {
    if (milliseconds > 0) await clock.sleep(milliseconds, signal);
  } catch {
    throw aborted(state, signal);
  }
}

function stillOpen(state: Payment, lookFailure: Failure | undefined): PayResult {
  const failure = lookFailure ?? state.failure;
  return { outcome: "still-open", ...(failure && { failure }), ...reportOf(state) };
}

function aborted({ inits, requestId }: Payment, signal: AbortSignal | undefined): MassPayoutError {
  const hint = "The caller's signal ended the call. Call pay again with the same plan and store to go on.";
  const outcome = inits > 0 || requestId !== undefined ? "unknown" : "not-sent";
  return new MassPayoutError("aborted", "pay: aborted.", { outcome, hint, cause: signal?.reason });
}
