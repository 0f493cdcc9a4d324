import type { Endpoint } from "../api/endpoints.js";
import { errorCodes } from "../errors/codes.js";
import { invalidConfiguration } from "../errors/invalid.js";
import type { MassPayoutError } from "../errors/mass-payout-error.js";
import { checkNames, type OptionNames } from "../validation/check-names.js";
import { checkMilliseconds } from "./call-options.js";

/** How reads are retried. Writes are never retried. */
export interface RetryOptions {
  /** How many times a request may be sent, the first time included. 4 by default. */
  maxAttempts?: number | undefined;
  /** The upper limit of the pause before the second attempt, in milliseconds; it doubles each time. 500 by default. */
  baseDelayMs?: number | undefined;
  /** The upper limit of every pause, in milliseconds. 10,000 by default. */
  maxDelayMs?: number | undefined;
}

const retryNames: OptionNames<RetryOptions> = { maxAttempts: true, baseDelayMs: true, maxDelayMs: true };

export interface RetryPolicy {
  maxAttempts: number;
  baseDelayMs: number;
  maxDelayMs: number;
}

/** The policy for the client's option. Throws a MassPayoutError if it cannot be used. */
export function retryPolicyOf(options: RetryOptions | false = {}): RetryPolicy {
  if (options === null || (typeof options !== "object" && options !== false)) {
    throw invalidConfiguration("retry must be an object or false.", "Leave it out for the default.");
  }
  if (options !== false) checkNames("retry", options, retryNames);
  const { maxAttempts = 4, baseDelayMs = 500, maxDelayMs = 10_000 } = options === false ? { maxAttempts: 1 } : options;
  if (!Number.isSafeInteger(maxAttempts) || maxAttempts < 1) {
    throw invalidConfiguration("retry.maxAttempts must be a positive integer.", "Use retry: false for one attempt.");
  }
  checkMilliseconds({ "retry.baseDelayMs": baseDelayMs, "retry.maxDelayMs": maxDelayMs });
  return { maxAttempts, baseDelayMs, maxDelayMs };
}

/** iyzico counts requests by the minute: a request sent sooner would only be counted again. */
export const rateLimitPauseMs = 60_000;

/** If Retry-After exceeds this, the call fails instead of waiting. */
const maxRetryAfterMs = 120_000;

/** "System error", but also seen for merchants without the product, whom a retry does not help. */
const ambiguousErrorCode = "100001";
const maxAmbiguousAttempts = 3;

/**
 * How long to pause before the next attempt, in milliseconds; `undefined` if there must not be one, as for every write.
 * `attempts` counts those made. Full jitter: anything up to the limit, so that clients that failed together do not come
 * back together.
 */
export function retryDelay(
  { isRead }: Pick<Endpoint, "isRead">,
  error: MassPayoutError,
  attempts: number,
  policy: RetryPolicy,
): number | undefined {
  const maxAttempts = Math.min(
    policy.maxAttempts,
    error.errorCode === ambiguousErrorCode ? maxAmbiguousAttempts : policy.maxAttempts,
  );
  if (!isRead || !errorCodes[error.code]?.isRetried || attempts >= maxAttempts) return undefined;
  const minDelayMs = minPauseMs(error);
  if (minDelayMs > maxRetryAfterMs) return undefined;
  return minDelayMs + Math.random() * Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (attempts - 1));
}

/** How long iyzico asks to wait after a failure, in milliseconds; 0 if it does not ask. */
export function minPauseMs(error: MassPayoutError): number {
  const requestedMs = error.response && retryAfterMs(error.response.headers);
  return requestedMs ?? (error.code === "rate_limited" ? rateLimitPauseMs : 0);
}

const weekday = "(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?";
const month = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
const time = "\\d{2}:\\d{2}:\\d{2}";

// The three forms of an HTTP date (RFC 9110, section 5.6.7), the last of which does not say that it is in GMT.
const date = new RegExp(`^${weekday}, \\d{2}(?: ${month} \\d{4}|-${month}-\\d{2}) ${time} GMT$`);
const asctime = new RegExp(`^${weekday} ${month} [ \\d]\\d ${time} \\d{4}$`);

/**
 * How long a Retry-After header asks to wait, in milliseconds: integer seconds or an HTTP date (RFC 9110, section
 * 10.2.3). `undefined` for anything else, 0 for a date that has passed.
 */
function retryAfterMs(headers: Headers): number | undefined {
  const value = headers.get("retry-after")?.trim() ?? "";
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const gmtDate = date.test(value) ? value : asctime.test(value) ? `${value} GMT` : "";
  const moment = Date.parse(gmtDate);
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - Date.now());
}

/**
 * Bounds the retries of all calls of a client together. Each retry costs ten successes: during an outage ten calls may
 * retry and the others fail at once, instead of adding load.
 */
export interface RetryBudget {
  /** Takes the cost of one retry. `false`, and nothing taken, when there is not enough. */
  spend(): boolean;
  /** Adds one success. */
  earn(): void;
}

const cost = 10;
const maxSuccesses = 100;

export function createRetryBudget(): RetryBudget {
  let successes = maxSuccesses;
  return {
    spend() {
      if (successes < cost) return false;
      successes -= cost;
      return true;
    },
    earn() {
      successes = Math.min(maxSuccesses, successes + 1);
    },
  };
}
