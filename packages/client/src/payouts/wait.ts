import { invalidRequest } from "../errors/invalid.js";
import { MassPayoutError, type MassPayoutErrorCode } from "../errors/mass-payout-error.js";
import { nextCall } from "../http/call.js";
import { type CallOptions, checkMilliseconds, type Limits, limitsOf } from "../http/call-options.js";
import type { Context } from "../http/context.js";
import { deadlineIn } from "../http/deadline.js";
import { leastPause } from "../http/retry.js";
import type { MassPayoutItem, MassPayoutReference } from "../operations/retrieve.js";
import type { Settlement } from "./settlement.js";
import { type Look, type LookOptions, look } from "./snapshot.js";

/** How long to wait, and how. */
export interface WaitOptions extends LookOptions, Omit<CallOptions, "deadlineMs"> {
  /** How long to wait at most, in milliseconds: looks, pauses and all. */
  maxWaitMs: number;
  /** The pause after the first look, in milliseconds; it grows by half each time, up to a minute. 5,000 by default. */
  pollEveryMs?: number | undefined;
  /** Is told each look, and waited for. What it throws ends the wait. */
  onProgress?: ((look: Look) => unknown) | undefined;
}

/**
 * How a wait ended.
 *
 * - `settled`: nothing is to come; `paid` says whether everyone, some or nobody is paid.
 * - `needs-a-person`: nothing goes on by itself; `items` are those to look after.
 * - `still-open`: the time is up. `look` is the last one, if there was any; `error` what kept it from being newer.
 */
export type Waited =
  | { outcome: "settled"; paid: Settlement["paid"]; look: Look }
  | { outcome: "needs-a-person"; items: readonly MassPayoutItem[]; look: Look }
  | { outcome: "still-open"; look: Look | undefined; error: MassPayoutError | undefined };

const longestPause = 60_000;
const growth = 1.5;

/** What another look may get over. Everything else ends the wait as itself. */
const passing: readonly MassPayoutErrorCode[] = [
  "network_error",
  "timeout",
  "service_error",
  "rate_limited",
  "incomplete_listing",
];

/** See `MassPayoutClient.waitUntilSettled`. */
export async function waitUntilSettled(
  context: Context,
  reference: MassPayoutReference,
  options: WaitOptions,
): Promise<Waited> {
  const { maxWaitMs, pollEveryMs = 5_000, onProgress, signal } = (options ?? {}) as Partial<WaitOptions>;
  if (maxWaitMs === undefined) {
    const message = "maxWaitMs is needed: a wait without an end is none";
    throw invalidRequest("retrieve", [{ field: "maxWaitMs", reason: "missing", message }]);
  }
  checkMilliseconds({ maxWaitMs, pollEveryMs });
  const { clock, emit } = context;
  const limits: Limits = { ...limitsOf(options, context), deadline: deadlineIn(maxWaitMs, clock) };
  const about = { type: "waiting", operation: "retrieve", call: nextCall(), reason: "poll" } as const;

  let last: Look | undefined;
  let trouble: MassPayoutError | undefined;
  let isLastLook = false;
  for (let looks = 1; ; looks += 1) {
    const begin = clock.now();
    try {
      const shown = await look(context, reference, options, limits);
      if (shown.refusal !== undefined) throw shown.refusal;
      last = shown;
      trouble = undefined;
    } catch (failure) {
      const error = failure as MassPayoutError;
      if (error.code === "deadline_exceeded") return { outcome: "still-open", look: last, error: trouble };
      if (!passing.includes(error.code)) throw failure;
      trouble = error;
    }
    const took = clock.now() - begin;
    if (last !== undefined && trouble === undefined) {
      await onProgress?.(last);
      const { state, paid, itemsForAPerson } = last.settlement;
      if (state === "settled") return { outcome: "settled", paid, look: last };
      if (state === "needs-a-person") return { outcome: "needs-a-person", items: itemsForAPerson, look: last };
    }

    // The last look comes so late that there is just time for it, and never more than a tenth of the wait too early.
    const untilLastLook = limits.deadline.remaining() - Math.min(Math.max(1_000, 2 * took), maxWaitMs / 10);
    const wanted = Math.max(pauseBefore(looks, pollEveryMs), trouble === undefined ? 0 : leastPause(trouble));
    // Who was told to come back later does not come back sooner.
    const isTooLong = trouble !== undefined && leastPause(trouble) > Math.max(0, untilLastLook);
    if (isLastLook || isTooLong) return { outcome: "still-open", look: last, error: trouble };
    isLastLook = wanted >= untilLastLook;
    const pause = isLastLook ? Math.max(0, untilLastLook) : wanted;
    emit({ ...about, delayMs: pause, attempt: looks });
    try {
      await clock.sleep(pause, signal);
    } catch (cause) {
      const hint = "The caller's signal ended the wait.";
      const details = { outcome: "unknown", operation: "retrieve", attempts: looks, hint, cause } as const;
      throw new MassPayoutError("aborted", "waitUntilSettled: aborted between two looks.", details);
    }
  }
}

/** The pause before the next look: half of it fixed and half jitter, so that many who wait don't look at once. */
function pauseBefore(looks: number, first: number): number {
  const limit = Math.min(Math.max(longestPause, first), first * growth ** (looks - 1));
  return limit / 2 + (Math.random() * limit) / 2;
}
