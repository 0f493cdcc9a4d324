import { abortedError } from "../errors/aborted.js";
import { errorCodes } from "../errors/codes.js";
import { invalidRequest } from "../errors/invalid.js";
import { isMassPayoutError, type MassPayoutError } from "../errors/mass-payout-error.js";
import { fieldFault } from "../errors/request-fault.js";
import { nextCallId } from "../http/call.js";
import { type CallOptions, checkFunctions, checkMilliseconds, type Limits, limitsOf } from "../http/call-options.js";
import { pause } from "../http/clock.js";
import type { Context } from "../http/context.js";
import { deadlineIn } from "../http/deadline.js";
import { minPauseMs, rateLimitPauseMs } from "../http/retry.js";
import type { MassPayoutItem, MassPayoutReference } from "../operations/retrieve.js";
import type { OptionNames } from "../validation/check-names.js";
import { lastPollLeadMs, pollPauseMs } from "./poll-schedule.js";
import type { Settlement } from "./settlement.js";
import { type PayoutSnapshot, type SnapshotOptions, takeSnapshot } from "./snapshot.js";

/**
 * Upper bound for the pause that iyzico asks for between two polls: 10 minutes. A Retry-After of a day, which a proxy's
 * maintenance page may have, would otherwise hide everything that happens to the payout during the wait.
 */
const maxRequestedPauseMs = 600_000;

/** How long to wait, and how. */
export interface WaitOptions extends SnapshotOptions, Omit<CallOptions, "deadlineMs"> {
  /** How long the wait may take in all, polls and pauses together, in milliseconds. Required. */
  maxWaitMs: number;
  /** The pause after the first poll, in milliseconds; it grows by half each time, up to a minute. 5,000 by default. */
  pollEveryMs?: number | undefined;
  /** Receives each snapshot, and is awaited. An error of it ends the wait. */
  onProgress?: ((snapshot: PayoutSnapshot) => unknown) | undefined;
}

const waitNames: OptionNames<WaitOptions> = {
  maxWaitMs: true,
  pollEveryMs: true,
  onProgress: true,
  size: true,
  concurrency: true,
  signal: true,
  timeoutMs: true,
};

/**
 * How a wait ended.
 *
 * - `settled`: iyzico will do nothing more; `paid` says whether all, some or none of the recipients are paid.
 * - `action-required`: the payout cannot go on by itself; `items` are those that require action.
 * - `in-progress`: `maxWaitMs` is over. `snapshot` is the last one, if there was any; `error` is why it is not newer.
 */
export type Waited =
  | { outcome: "settled"; paid: Settlement["paid"]; snapshot: PayoutSnapshot }
  | { outcome: "action-required"; items: readonly MassPayoutItem[]; snapshot: PayoutSnapshot }
  | { outcome: "in-progress"; snapshot: PayoutSnapshot | undefined; error: MassPayoutError | undefined };

/** See `MassPayoutClient.waitUntilSettled`. */
export async function waitUntilSettled(
  context: Context,
  reference: MassPayoutReference,
  options: WaitOptions,
): Promise<Waited> {
  const { maxWaitMs, pollEveryMs = 5_000, onProgress, signal } = (options ?? {}) as Partial<WaitOptions>;
  if (maxWaitMs === undefined) {
    const fault = fieldFault("maxWaitMs", "missing", "is required: every wait must have an end");
    throw invalidRequest("retrieve", [fault]);
  }
  checkMilliseconds({ maxWaitMs, pollEveryMs });
  checkFunctions({ onProgress });
  const { clock, emit } = context;
  const limits: Limits = { ...limitsOf(options, waitNames, context), deadline: deadlineIn(maxWaitMs, clock) };
  const about = { type: "waiting", operation: "retrieve", call: nextCallId(), reason: "poll" } as const;

  let last: PayoutSnapshot | undefined;
  let error: MassPayoutError | undefined;
  let isLastPoll = false;
  for (let polls = 1; ; polls += 1) {
    const begin = clock.now();
    try {
      const snapshot = await takeSnapshot(context, reference, options, limits);
      if (snapshot.invalidListingError !== undefined) throw snapshot.invalidListingError;
      last = snapshot;
      error = undefined;
    } catch (caught) {
      if (isMassPayoutError(caught, "deadline_exceeded")) return { outcome: "in-progress", snapshot: last, error };
      if (!isMassPayoutError(caught) || !errorCodes[caught.code]?.isWaitedOut) throw caught;
      error = caught;
    }
    const durationMs = clock.now() - begin;
    if (last !== undefined && error === undefined) {
      await onProgress?.(last);
      const { state, paid, itemsRequiringAction } = last.settlement;
      if (state === "settled") return { outcome: "settled", paid, snapshot: last };
      if (state === "action-required")
        return { outcome: "action-required", items: itemsRequiringAction, snapshot: last };
    }

    const untilLastPollMs = limits.deadline.remaining() - lastPollLeadMs(durationMs, maxWaitMs);
    const requestedPauseMs = error === undefined ? 0 : Math.min(minPauseMs(error), maxRequestedPauseMs);
    // A requested pause that is longer than the time left is cut short for the final poll, except after a request limit:
    // within its minute a poll would only count as one more request.
    const requiredPauseMs = error?.code === "rate_limited" ? Math.min(requestedPauseMs, rateLimitPauseMs) : 0;
    const hasNoTimeLeft = requestedPauseMs > 0 && (untilLastPollMs <= 0 || untilLastPollMs < requiredPauseMs);
    if (isLastPoll || hasNoTimeLeft) return { outcome: "in-progress", snapshot: last, error };
    const wantedMs = Math.max(withJitter(pollPauseMs(polls - 1, pollEveryMs)), requestedPauseMs);
    isLastPoll = wantedMs >= untilLastPollMs;
    const delayMs = isLastPoll ? Math.max(0, untilLastPollMs) : wantedMs;
    emit({ ...about, delayMs, attempt: polls });
    await pause(clock, delayMs, signal, (cause) =>
      abortedError("waitUntilSettled", "between two polls", { outcome: "unknown", operation: "retrieve", cause }),
    );
  }
}

/** Half of the pause is fixed and half is random, so that many waits do not poll in step. */
function withJitter(pauseMs: number): number {
  return pauseMs / 2 + (Math.random() * pauseMs) / 2;
}
