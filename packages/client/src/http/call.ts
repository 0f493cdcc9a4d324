import { endpoints } from "../api/endpoints.js";
import { abortedError } from "../errors/aborted.js";
import type { MassPayoutError } from "../errors/mass-payout-error.js";
import { readSuccess } from "./answer.js";
import { attempt } from "./attempt.js";
import type { Limits } from "./call-options.js";
import { pause } from "./clock.js";
import type { Context } from "./context.js";
import type { CallEnded } from "./events.js";
import type { JsonObject } from "./json-fields.js";
import { nothingSent, type Progress } from "./progress.js";
import type { CallRequest } from "./request.js";
import { retryDelay } from "./retry.js";
import { acquireSlot } from "./slot.js";

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
  const progress: Progress = { ...nothingSent };
  const begin = clock.now();
  const endedEvent = () =>
    ({
      type: "call-ended",
      operation: request.operation,
      call: id,
      attempts: progress.attempts,
      durationMs: clock.now() - begin,
    }) as const;
  emit({ type: "call-started", operation: request.operation, call: id });
  try {
    const result = await sendWithRetries(context, request, limits, progress, id, (body) => read(body, id));
    emit(endedEvent());
    return result;
  } catch (error) {
    emit({ ...endedEvent(), ...failureFields(error), outcome: Object(error).outcome });
    throw error;
  }
}

let calls = 0;

/** A number for events that no other call of this process has, whichever client makes it. */
export function nextCallId(): number {
  calls += 1;
  return calls;
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
    if (!limits.hasSlot) await acquireSlot(context, operation, limits, progress, id);
    progress.attempts += 1;
    try {
      const { result, reply } = await emitAttemptEvents(context, request, progress.attempts, id, async () => {
        const answer = await attempt(context, request, limits, progress);
        const { reply } = answer;
        return { result: await readSuccess(answer, read), httpStatus: reply.status, reply };
      });
      budget.earn();
      limits.onReply?.(reply);
      return result;
    } catch (thrown) {
      const error = thrown as MassPayoutError;
      if (error.outcome !== "not-sent") progress.outcome = "unknown";
      const delayMs = retryDelay(endpoints[operation], error, progress.attempts, retry);
      // If the deadline leaves no time to retry, report the last failure, not deadline_exceeded.
      if (delayMs === undefined || delayMs >= limits.deadline.remaining() || !budget.spend()) throw error;
      emit({ type: "waiting", operation, call: id, reason: "retry", delayMs, attempt: progress.attempts });
      await pause(clock, delayMs, limits.signal, (reason) =>
        abortedError(operation, "between two attempts", { ...progress, operation, cause: reason }),
      );
      progress.totalDelayMs += delayMs;
    }
  }
}

/** Runs one attempt, with an event before and after it. */
async function emitAttemptEvents<Success extends { httpStatus: number }>(
  { clock, emit, address }: Context,
  { operation }: CallRequest,
  number: number,
  id: number,
  run: () => Promise<Success>,
): Promise<Success> {
  const { method, path } = endpoints[operation];
  const about = { operation, call: id, attempt: number };
  const begin = clock.now();
  emit({
    type: "attempt-started",
    ...about,
    method,
    urlTemplate: path,
    serverAddress: address.hostname,
    serverPort: address.port,
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
