import { checkMilliseconds } from "./call-options.js";
import type { MassPayoutError } from "./error.js";
import { invalidConfiguration } from "./invalid-configuration.js";
import type { Operation } from "./operations.js";
import { retryAfter } from "./retry-after.js";

/** How reads are repeated. What moves money is never repeated. */
export interface RetryOptions {
  /** How often a request is sent at most, the first time included. 4 by default. */
  maxAttempts?: number | undefined;
  /** The longest pause before the second attempt, in milliseconds; it doubles each time. 500 by default. */
  baseDelayMs?: number | undefined;
  /** The longest pause before any attempt, in milliseconds. 10,000 by default. */
  maxDelayMs?: number | undefined;
}

export interface RetryPolicy {
  maxAttempts: number;
  baseDelayMs: number;
  maxDelayMs: number;
}

/** The policy that options ask for. Throws when one of them can't be used. */
export function retryPolicyOf(options: RetryOptions | false = {}): RetryPolicy {
  if (options === null || (typeof options !== "object" && options !== false)) {
    throw invalidConfiguration("retry is neither options nor false.", "Leave it out for the default.");
  }
  const { maxAttempts = 4, baseDelayMs = 500, maxDelayMs = 10_000 } = options === false ? { maxAttempts: 1 } : options;
  if (!Number.isSafeInteger(maxAttempts) || maxAttempts < 1) {
    throw invalidConfiguration("retry.maxAttempts is not a whole number from 1.", "Use retry: false for one attempt.");
  }
  checkMilliseconds({ "retry.baseDelayMs": baseDelayMs, "retry.maxDelayMs": maxDelayMs });
  return { maxAttempts, baseDelayMs, maxDelayMs };
}

/** iyzico counts requests by the minute: coming back sooner would only be counted again. */
const limitPause = 60_000;

/** Who is asked to wait longer than this is better told so at once. */
const longestRetryAfter = 120_000;

/** "System error", but also seen for merchants without the product, whom no repetition helps. */
const doubtfulCode = "100001";
const doubtfulAttempts = 3;

/**
 * How long to pause before the next attempt, in milliseconds; `undefined` when there must be none: what moves money is
 * never repeated. `attempts` counts those made. Full jitter: anything up to the limit, so that clients that failed
 * together don't come back together.
 */
export function retryDelay(
  { isRead }: Pick<Operation, "isRead">,
  error: MassPayoutError,
  attempts: number,
  policy: RetryPolicy,
): number | undefined {
  const isPassing = ["network_error", "timeout", "service_error", "rate_limited"].includes(error.code);
  const isTried = attempts >= policy.maxAttempts || (error.errorCode === doubtfulCode && attempts >= doubtfulAttempts);
  if (!isRead || !isPassing || isTried) return undefined;
  const least = leastPause(error);
  if (least > longestRetryAfter) return undefined;
  return least + Math.random() * Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (attempts - 1));
}

/** How long iyzico wants to be left alone after a failure, in milliseconds. */
export function leastPause(error: MassPayoutError): number {
  const asked = error.response && retryAfter(error.response.headers);
  return asked ?? (error.code === "rate_limited" ? limitPause : 0);
}
