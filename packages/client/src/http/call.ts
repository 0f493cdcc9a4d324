import { operations } from "../api/endpoints.js";
import { MassPayoutError, type MassPayoutErrorCode } from "../errors/mass-payout-error.js";
import { successOf } from "./answer.js";
import { attempt } from "./attempt.js";
import type { Limits } from "./call-options.js";
import type { Context } from "./context.js";
import type { CallEnded } from "./events.js";
import type { JsonObject } from "./json-fields.js";
import type { CallRequest } from "./request.js";
import { retryDelay } from "./retry.js";
import { bounded, TimeIsUp } from "./with-timeout.js";

/**
 * Asks iyzico and reads the success. One attempt is one slot of the rate limit, one signature and one send; reads are
 * attempted again when that may help, everything else never.
 *
 * @param read makes the result of a success; it is told the number that events give the call.
 */
export async function call<Result>(
  context: Context,
  request: CallRequest,
  limits: Limits,
  read: (body: JsonObject, call: number) => Result,
): Promise<Result> {
  const { clock, emit } = context;
  const about = { operation: request.operation, call: nextCall() };
  const progress: Progress = { attempts: 0, totalDelayMs: 0 };
  const begin = clock.now();
  try {
    const result = await repeated(context, request, limits, progress, about.call, (body) => read(body, about.call));
    emit({ type: "call-ended", ...about, attempts: progress.attempts, durationMs: clock.now() - begin });
    return result;
  } catch (error) {
    emit({
      type: "call-ended",
      ...about,
      attempts: progress.attempts,
      durationMs: clock.now() - begin,
      ...ending(error),
    });
    throw error;
  }
}

let calls = 0;

/** A number that no other call of this process has, whichever client makes it. */
export function nextCall(): number {
  calls += 1;
  return calls;
}

interface Progress {
  attempts: number;
  totalDelayMs: number;
}

async function repeated<Result>(
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
    await slot(context, request, limits, progress, id);
    progress.attempts += 1;
    try {
      const { result } = await observed(context, request, progress.attempts, id, async () => {
        const answer = await attempt(context, request, limits, { ...progress });
        return { result: await successOf(answer, read), httpStatus: answer.response.status };
      });
      budget.earn();
      return result;
    } catch (error) {
      const delayMs = retryDelay(operations[operation], error as MassPayoutError, progress.attempts, retry);
      // Where the deadline leaves no time for the pause, what went wrong says more than that it did.
      if (delayMs === undefined || delayMs >= limits.deadline.remaining() || !budget.spend()) throw error;
      emit({ type: "waiting", operation, call: id, reason: "retry", delayMs, attempt: progress.attempts });
      try {
        await clock.sleep(delayMs, limits.signal);
      } catch (cause) {
        throw failed("aborted", "aborted between two attempts", request, progress, cause);
      }
      progress.totalDelayMs += delayMs;
    }
  }
}

/** What counts as a wait for the rate limit, in milliseconds. */
const shortestWait = 100;

/** Waits for a slot of the rate limit, within the deadline. */
async function slot(
  { limiter, clock, emit }: Context,
  request: CallRequest,
  { signal, deadline }: Limits,
  progress: Progress,
  id: number,
): Promise<void> {
  const begin = clock.now();
  try {
    await bounded((limit) => limiter.acquire({ signal: limit }), deadline.remaining(), signal);
    // The slot and the end may come in the same moment.
    if (deadline.remaining() === 0) throw new TimeIsUp();
    const delayMs = clock.now() - begin;
    // A free slot takes a moment too, on a busy machine or from a limiter over the network.
    if (delayMs < shortestWait) return;
    const { operation } = request;
    emit({ type: "waiting", operation, call: id, reason: "rate-limit", delayMs, attempt: progress.attempts });
  } catch (cause) {
    if (signal?.aborted) throw failed("aborted", "aborted before it was sent", request, progress, cause);
    if (cause instanceof TimeIsUp) {
      throw failed("deadline_exceeded", "the deadline passed before there was a slot to send", request, progress);
    }
    throw failed("rate_limiter_failed", "the rate limiter that the client was given failed", request, progress, cause);
  }
}

/** Tells the beginning and the end of an attempt. */
async function observed<Success extends { httpStatus: number }>(
  { clock, emit, origin }: Context,
  { operation }: CallRequest,
  number: number,
  id: number,
  run: () => Promise<Success>,
): Promise<Success> {
  const { method, path } = operations[operation];
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
    emit({ type: "attempt-ended", ...about, durationMs: clock.now() - begin, ...ending(error) });
    throw error;
  }
}

/** What events say of a failure. */
function ending(error: unknown): Pick<CallEnded, "httpStatus" | "code" | "errorCode"> {
  const { httpStatus, code, errorCode } = error as MassPayoutError;
  return { httpStatus, code, errorCode };
}

const hints = {
  aborted: "The caller's signal ended the call.",
  deadline_exceeded: "Raise deadlineMs, or ask for less at once: every request takes a slot of the rate limit.",
  rate_limiter_failed: "Its error is the cause.",
} as const satisfies Partial<Record<MassPayoutErrorCode, string>>;

function failed(
  code: keyof typeof hints,
  message: string,
  { operation }: CallRequest,
  progress: Progress,
  cause?: unknown,
): MassPayoutError {
  const outcome = progress.attempts === 0 ? "not-sent" : "unknown";
  const hint = hints[code];
  return new MassPayoutError(code, `${operation}: ${message}.`, { ...progress, outcome, operation, hint, cause });
}
