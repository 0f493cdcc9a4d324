import type { OperationName } from "../api/endpoints.js";
import { abortedError } from "../errors/aborted.js";
import { MassPayoutError } from "../errors/mass-payout-error.js";
import type { Limits } from "./call-options.js";
import type { Context } from "./context.js";
import type { Progress } from "./progress.js";
import { TimeoutReached, withTimeout } from "./with-timeout.js";

/** A shorter wait for a slot is not reported: acquiring a free one takes some time too. */
const minReportedWaitMs = 100;

/** How long to wait for a slot. Without a time to begin of its own, the deadline is it. */
type SlotLimits = Pick<Limits, "signal" | "deadline"> & Partial<Pick<Limits, "start">>;

/**
 * Waits for a slot of the rate limit, within the deadline and the time to begin. Throws a MassPayoutError if there is none.
 *
 * @param call the number of the call for events.
 */
export async function acquireSlot(
  { limiter, clock, emit }: Pick<Context, "limiter" | "clock" | "emit">,
  operation: OperationName,
  { signal, deadline, start = deadline }: SlotLimits,
  progress: Readonly<Progress>,
  call: number,
): Promise<void> {
  const begin = clock.now();
  const isStartFirst = start.remaining() < deadline.remaining();
  const limit = isStartFirst ? start : deadline;
  try {
    await withTimeout((slotSignal) => limiter.acquire({ signal: slotSignal }), limit.remaining(), signal);
    // The slot and the end of the time may come in the same millisecond.
    if (!(limit.remaining() > 0)) throw new TimeoutReached();
    const delayMs = clock.now() - begin;
    if (delayMs < minReportedWaitMs) return;
    emit({ type: "waiting", operation, call, reason: "rate-limit", delayMs, attempt: progress.attempts });
  } catch (cause) {
    const details = { ...progress, operation };
    if (signal?.aborted) throw abortedError(operation, "before it was sent", { ...details, cause });
    if (cause instanceof TimeoutReached) {
      const name = isStartFirst ? "startWithinMs" : "the deadline";
      const option = isStartFirst ? "startWithinMs" : "deadlineMs, or maxWaitMs of pay";
      const hint = `Raise ${option}, or ask for less in one call: every request takes a slot of the rate limit.`;
      const message = `${operation}: ${name} passed before there was a slot to send.`;
      throw new MassPayoutError("deadline_exceeded", message, { ...details, hint });
    }
    const message = `${operation}: the client's rate limiter failed.`;
    throw new MassPayoutError("rate_limiter_failed", message, { ...details, hint: "Its error is the cause.", cause });
  }
}
