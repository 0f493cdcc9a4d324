import { endpoints } from "../api/endpoints.js";
import { abortedError } from "../errors/aborted.js";
import { MassPayoutError } from "../errors/mass-payout-error.js";
import { readSuccess } from "./answer.js";
import { attempt } from "./attempt.js";
import type { Limits } from "./call-options.js";
import { pause } from "./clock.js";
import type { Context } from "./context.js";
import type { CallEnded } from "./events.js";
import type { JsonObject } from "./json-fields.js";
import type { CallRequest } from "./request.js";
import { retryDelay } from "./retry.js";
import { TimeoutReached, withTimeout } from "./with-timeout.js";

/**
 * Sends a request and reads its success. One attempt is one slot of the rate limit, one signature and one send. A read
 * is attempted again when that may help; a write never is.
 *
 * @param read makes the result from the body of a success; it is given the number that events have for the call.
 */
export async function call<Result>(
  context: Context,
  request: CallRequest,
  limits: Limits,
  read: (body: JsonObject, call: number) => Result,
): Promise<Result> {
  const { clock, emit } = context;
  const id = nextCallId();
  const progress: Progress = { attempts: 0, totalDelayMs: 0 };
  const begin = clock.now();
  const endedEvent = () =>
    ({
      type: "call-ended",
      operation: request.operation,
      call: id,
      attempts: progress.attempts,
      durationMs: clock.now() - begin,
    }) as const;
  try {
    const result = await sendWithRetries(context, request, limits, progress, id, (body) => read(body, id));
    emit(endedEvent());
    return result;
  } catch (error) {
    emit({ ...endedEvent(), ...failureFields(error) });
    throw error;
  }
}

let calls = 0;

/** A number for events that no other call of this process has, whichever client makes it. */
export function nextCallId(): number {
  calls += 1;
  return calls;
}

/** What was sent and waited so far; every error of the call reports it. */
interface Progress {
  attempts: number;
  totalDelayMs: number;
}

async function sendWithRetries<Result>(
  context: Context,
  request: CallRequest,
  limits: Limits,
  progress: Progress,
  id: number,
  read: (body: JsonObject) => Result,
): Promise<Result> {
  const { clock, budget, emit, retry } = context;
  const { operation } = request;
  for (;;) {
    await acquireSlot(context, request, limits, progress, id);
    progress.attempts += 1;
    try {
      const { result } = await emitAttemptEvents(context, request, progress.attempts, id, async () => {
        const answer = await attempt(context, request, limits, { ...progress });
        return { result: await readSuccess(answer, read), httpStatus: answer.response.status };
      });
      budget.earn();
      return result;
    } catch (error) {
      const delayMs = retryDelay(endpoints[operation], error as MassPayoutError, progress.attempts, retry);
      // If the deadline leaves no time to retry, report the last failure, not deadline_exceeded.
      if (delayMs === undefined || delayMs >= limits.deadline.remaining() || !budget.spend()) throw error;
      emit({ type: "waiting", operation, call: id, reason: "retry", delayMs, attempt: progress.attempts });
      await pause(clock, delayMs, limits.signal, (reason) =>
        callAbortedError("between two attempts", request, progress, reason),
      );
      progress.totalDelayMs += delayMs;
    }
  }
}

/** A shorter wait for a slot is not reported: acquiring a free one takes some time too. */
const minReportedWaitMs = 100;

/** Waits for a slot of the rate limit, within the deadline. */
async function acquireSlot(
  { limiter, clock, emit }: Context,
  request: CallRequest,
  { signal, deadline }: Limits,
  progress: Progress,
  id: number,
): Promise<void> {
  const begin = clock.now();
  try {
    await withTimeout((limit) => limiter.acquire({ signal: limit }), deadline.remaining(), signal);
    // The slot and the deadline may come in the same millisecond.
    if (deadline.remaining() === 0) throw new TimeoutReached();
    const delayMs = clock.now() - begin;
    if (delayMs < minReportedWaitMs) return;
    const { operation } = request;
    emit({ type: "waiting", operation, call: id, reason: "rate-limit", delayMs, attempt: progress.attempts });
  } catch (cause) {
    if (signal?.aborted) throw callAbortedError("before it was sent", request, progress, cause);
    if (cause instanceof TimeoutReached) {
      const hint = "Raise deadlineMs, or ask for less in one call: every request takes a slot of the rate limit.";
      throw notSentError(
        "deadline_exceeded",
        "the deadline passed before there was a slot to send",
        request,
        progress,
        hint,
      );
    }
    const hint = "Its error is the cause.";
    throw notSentError("rate_limiter_failed", "the client's rate limiter failed", request, progress, hint, cause);
  }
}

/** Runs one attempt, with an event before and after it. */
async function emitAttemptEvents<Success extends { httpStatus: number }>(
  { clock, emit, origin }: Context,
  { operation }: CallRequest,
  number: number,
  id: number,
  run: () => Promise<Success>,
): Promise<Success> {
  const { method, path } = endpoints[operation];
  const { hostname, port, protocol } = new URL(origin);
  const about = { operation, call: id, attempt: number };
  const begin = clock.now();
  emit({
    type: "attempt-started",
    ...about,
    method,
    urlTemplate: path,
    serverAddress: hostname,
    serverPort: Number(port || (protocol === "https:" ? 443 : 80)),
  });
  try {
    const success = await run();
    emit({ type: "attempt-ended", ...about, durationMs: clock.now() - begin, httpStatus: success.httpStatus });
    return success;
  } catch (error) {
    emit({ type: "attempt-ended", ...about, durationMs: clock.now() - begin, ...failureFields(error) });
    throw error;
  }
}

/** What events say of a failure. */
function failureFields(error: unknown): Pick<CallEnded, "httpStatus" | "code" | "errorCode"> {
  // The error of a caller's clock may be anything.
  const { httpStatus, code, errorCode } = Object(error) as MassPayoutError;
  return { httpStatus, code, errorCode };
}

function callAbortedError(
  when: string,
  { operation }: CallRequest,
  progress: Progress,
  cause: unknown,
): MassPayoutError {
  return abortedError(operation, when, { ...progress, outcome: outcomeSoFar(progress), operation, cause });
}

/** The error for an attempt that did not begin. Earlier attempts of the call may have been sent. */
function notSentError(
  code: "deadline_exceeded" | "rate_limiter_failed",
  message: string,
  { operation }: CallRequest,
  progress: Progress,
  hint: string,
  cause?: unknown,
): MassPayoutError {
  const details = { ...progress, outcome: outcomeSoFar(progress), operation, hint, cause };
  return new MassPayoutError(code, `${operation}: ${message}.`, details);
}

function outcomeSoFar({ attempts }: Progress): "not-sent" | "unknown" {
  return attempts === 0 ? "not-sent" : "unknown";
}
