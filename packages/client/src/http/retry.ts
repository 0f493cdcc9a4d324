import type { Operation } from "../api/endpoints.js";
import { invalidConfiguration } from "../errors/invalid.js";
import type { MassPayoutError } from "../errors/mass-payout-error.js";
import { checkMilliseconds } from "./call-options.js";

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

const weekday = "(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?";
const month = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
const time = "\\d{2}:\\d{2}:\\d{2}";

// The three forms of an HTTP date (RFC 9110, section 5.6.7), the last of which does not say that it is in GMT.
const date = new RegExp(`^${weekday}, \\d{2}(?: ${month} \\d{4}|-${month}-\\d{2}) ${time} GMT$`);
const asctime = new RegExp(`^${weekday} ${month} [ \\d]\\d ${time} \\d{4}$`);

/**
 * How long a response asks to wait, in milliseconds: whole seconds or an HTTP date (RFC 9110, section 10.2.3). Anything
 * else is not guessed at: `undefined`. A date that has passed is 0.
 */
export function retryAfter(headers: Headers): number | undefined {
  const value = headers.get("retry-after")?.trim() ?? "";
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const text = date.test(value) ? value : asctime.test(value) ? `${value} GMT` : "";
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - Date.now());
}

/**
 * Bounds what all calls of a client repeat together. Each repetition costs ten successes: when iyzico is down, ten
 * calls may try again and the others fail at once, instead of adding to what it has to bear.
 */
export interface RetryBudget {
  /** Takes what one repetition costs, and says whether there was enough. */
  spend(): boolean;
  /** Adds what one success is worth. */
  earn(): void;
}

const cost = 10;
const largest = 100;

export function createRetryBudget(): RetryBudget {
  let successes = largest;
  return {
    spend() {
      if (successes < cost) return false;
      successes -= cost;
      return true;
    },
    earn() {
      successes = Math.min(largest, successes + 1);
    },
  };
}
