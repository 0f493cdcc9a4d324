import { abortedError } from "../errors/aborted.js";
import type { Failure } from "../errors/failure.js";
import { invalidConfiguration } from "../errors/invalid.js";
import { MassPayoutError } from "../errors/mass-payout-error.js";
import { checkFunctions, checkMethods, checkMilliseconds, checkSignal } from "../http/call-options.js";
import type { Clock } from "../http/clock.js";
import { deadlineIn } from "../http/deadline.js";
import { isApproved } from "./approval.js";
import { execute, type PaymentClient } from "./execute.js";
import type { PaymentInput } from "./machine/input.js";
import { canLinkPayout, next } from "./machine/next.js";
import type { Payment } from "./machine/payment.js";
import { type PayoutPlan, readPlan } from "./machine/plan.js";
import { reportOf } from "./machine/report.js";
import { defaultSettings } from "./machine/step.js";
import type { PayOptions } from "./pay-options.js";
import { actionRequiredResult, type PayResult } from "./pay-result.js";
import { openRecord } from "./record.js";
import { createMemoryStore } from "./store.js";

/** What `pay` uses of the client that it belongs to. */
export interface PayContext {
  iyzico: PaymentClient;
  origin: string;
  clock: Clock;
}

/** See `MassPayoutClient.pay`. */
export async function pay(context: PayContext, payoutPlan: PayoutPlan, options: PayOptions): Promise<PayResult> {
  const { iyzico, clock } = context;
  const { store = createMemoryStore(), approve, checks, maxWaitMs = 3_600_000, timeoutMs, signal } = options;
  const { notFoundGraceMs = defaultSettings.notFoundGraceMs, pollEveryMs = defaultSettings.pollEveryMs } = options;
  checkMilliseconds({ maxWaitMs, notFoundGraceMs, pollEveryMs, timeoutMs });
  checkSignal(signal);
  checkFunctions({ onProgress: options.onProgress });
  checkMethods("store", store, "load", "compareAndSet");
  if (approve !== undefined && typeof approve !== "string" && typeof approve !== "function") {
    throw invalidConfiguration("approve must be a digest or a function.", "Leave it out for the default.");
  }
  const settings = { notFoundGraceMs, pollEveryMs };
  const plan = await readPlan(payoutPlan, { checks, baseUrl: context.origin });
  const deadline = deadlineIn(maxWaitMs, clock);

  const record = await openRecord(store, plan);
  try {
    let step = next(record.payment, firstInput(record.payment, options.requestId), settings);
    let pollFailure: Failure | undefined;
    for (;;) {
      const { state } = step;
      // Saved before anything is sent: after a crash the store says what was about to be sent.
      await record.save(state);
      if ("done" in step) return { outcome: "settled", ...step.done };
      const isWrite = "command" in step && (step.command.type === "init" || step.command.type === "auth");
      // A write that was saved as about to be sent goes on to execute, which sends it or reports it as not sent.
      if (!isWrite) {
        if (signal?.aborted) throw aborted(state, signal);
        await options.onProgress?.(reportOf(state));
      }
      if ("actionRequired" in step) return await actionRequiredResult(step.actionRequired);
      const { command } = step;
      if (command.type === "request-approval") {
        const { review } = command;
        step = next(state, { type: (await isApproved(approve, review)) ? "approved" : "denied", review }, settings);
        continue;
      }
      if (command.type === "poll") {
        const remaining = deadline.remaining();
        // Up to a quarter longer, so that many payments do not poll in step.
        const pauseMs = Math.min(remaining, command.afterMs * (1 + Math.random() / 4));
        await pause(clock, pauseMs, state, signal);
        if (deadline.remaining() === 0) {
          // The pause has passed: it counts for the next call.
          await record.save(next(state, { type: "resumed", pausedMs: pauseMs }, settings).state);
          return inProgress(state, pollFailure);
        }
      }
      // A poll ends with the call. A write is sent within the grace period or never: after it, polls would take it as
      // without effect.
      const deadlineMs = isWrite ? notFoundGraceMs : Math.max(1, deadline.remaining());
      const input = await execute(iyzico, plan, command, { checks, timeoutMs, signal, deadlineMs });
      const isPollFailed = input.type === "poll-failed";
      // That the call's time ended during a poll does not say what kept the payment from going on.
      if (!isPollFailed || input.failure.code !== "deadline_exceeded") {
        pollFailure = isPollFailed ? input.failure : undefined;
      }
      step = next(state, input, settings);
    }
  } finally {
    await record.close();
  }
}

/** The first input of a call: the requestId of an operator, or that the stored payment is resumed. */
function firstInput(payment: Payment, requestId: string | undefined): PaymentInput {
  if (requestId === undefined) return { type: "resumed" };
  const isText = typeof requestId === "string" && requestId.trim() !== "";
  if (isText && canLinkPayout(payment, requestId)) return { type: "request-id", requestId };
  const message = isText ? "the payment already has another requestId" : "requestId must be a non-empty string";
  const hint = "Leave it out: the store has the requestId. Nothing was sent.";
  throw new MassPayoutError("invalid_request", `pay: ${message}.`, { outcome: "not-sent", hint });
}

async function pause(clock: Clock, milliseconds: number, state: Payment, signal: AbortSignal | undefined) {
  try {
    if (milliseconds > 0) await clock.sleep(milliseconds, signal);
  } catch {
    throw aborted(state, signal);
  }
}

function inProgress(state: Payment, pollFailure: Failure | undefined): PayResult {
  const failure = pollFailure ?? state.failure;
  return { outcome: "in-progress", ...(failure && { failure }), ...reportOf(state) };
}

function aborted({ inits, requestId }: Payment, signal: AbortSignal | undefined): MassPayoutError {
  const hint = "Call pay again with the same plan and store to go on.";
  const outcome = inits > 0 || requestId !== undefined ? "unknown" : "not-sent";
  return abortedError("pay", "between two steps", { outcome, hint, cause: signal?.reason });
}
