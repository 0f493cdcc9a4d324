import type { OperationName } from "../api/endpoints.js";
import type { Finding } from "./finding.js";
import type { RequestFault } from "./request-fault.js";

/**
 * What went wrong, as a word to branch on; `docs/errors.md` explains each. More may be added in a minor version.
 *
 * - `invalid_configuration`: the client was given options that can't work.
 * - `invalid_request`: the call has faults; see `faults`. Nothing was sent.
 * - `invalid_amount`: an amount is no decimal number, or finer than its currency.
 * - `aborted`: the caller's signal ended the call.
 * - `timeout`: one attempt took longer than `timeoutMs`.
 * - `deadline_exceeded`: everything together took longer than `deadlineMs`.
 * - `network_error`: no answer, or not all of it.
 * - `redirected`: the answer names another address; it was not followed.
 * - `unreadable_response`: the answer is not what the API documents: broken JSON, a field of another type.
 * - `authentication_failed`: the signature or the credentials were refused; see `findings`.
 * - `product_not_enabled`: mass payout is not switched on for the merchant.
 * - `rate_limited`: too many requests.
 * - `rate_limiter_failed`: the caller's own rate limiter did not work.
 * - `service_error`: iyzico or a proxy in front of it failed: 5xx, HTML, a system error.
 * - `refused`: iyzico answered with another failure; see `errorCode` and `vendorMessage`.
 * - `incomplete_listing`: the pages of a payout don't add up to all of its items.
 * - `not_found`: iyzico's answer is a success and shows no payout.
 * - `payment_busy`: somebody else drives the same payment.
 * - `payment_changed`: the plan is not the one that the payment was begun with.
 * - `payment_unreadable`: what the store has is torn, or no payment of this key.
 * - `store_failed`: the store of payments did not work; its error is the `cause`.
 */
export type MassPayoutErrorCode =
  | "invalid_configuration"
  | "invalid_request"
  | "invalid_amount"
  | "aborted"
  | "timeout"
  | "deadline_exceeded"
  | "network_error"
  | "redirected"
  | "unreadable_response"
  | "authentication_failed"
  | "product_not_enabled"
  | "rate_limited"
  | "rate_limiter_failed"
  | "service_error"
  | "refused"
  | "incomplete_listing"
  | "not_found"
  | "payment_busy"
  | "payment_changed"
  | "payment_unreadable"
  | "store_failed";

/**
 * What is known about the deed that was asked for.
 *
 * - `not-sent`: nothing left this process.
 * - `rejected`: iyzico said no, and nothing was done.
 * - `unknown`: it may or may not have been done. Look before you ask again.
 */
export type Outcome = "not-sent" | "rejected" | "unknown";

/** What an error knows beside its message. */
export interface MassPayoutErrorDetails {
  outcome: Outcome;
  /** What to do about it, in plain words. */
  hint: string;
  /** The method of the client that failed; missing when the client could not be made. */
  operation?: OperationName | undefined;
  /** How many times the request was sent. */
  attempts?: number | undefined;
  /** How long the client paused between attempts, in milliseconds. */
  totalDelayMs?: number | undefined;
  httpStatus?: number | undefined;
  /** The vendor's code, always as text. Means something only together with the operation. */
  errorCode?: string | undefined;
  errorGroup?: string | undefined;
  /**
   * The vendor's own message, in the language of the request. For people, not to be matched on. What looks like an
   * account, and every text of the request, is replaced by "…".
   */
  vendorMessage?: string | undefined;
  /** The vendor's clock, in milliseconds since 1970. */
  systemTime?: number | undefined;
  /** What the client found out about a signature that was refused. */
  findings?: readonly Finding[] | undefined;
  /** What is wrong with the request; positions and reasons, no values. */
  faults?: readonly RequestFault[] | undefined;
  /** The answer, its body already read. */
  response?: Response | undefined;
  cause?: unknown;
}

// A registered symbol is the same in every copy of this package, which `instanceof` is not.
const brand = Symbol.for("@iyzico-mass-payout/client/MassPayoutError");

/**
 * Every failure of the client. Carries no value of the request, so that it can be logged as it is.
 *
 * @example
 * ```ts
 * import { createMassPayoutClient, isMassPayoutError } from "@iyzico-mass-payout/client";
 *
 * const iyzico = createMassPayoutClient({
 *   credentials: { apiKey: "sandbox-key", secretKey: "sandbox-secret" },
 *   environment: "sandbox",
 * });
 * try {
 *   await iyzico.retrieve({ externalMassPayoutId: "salaries-2026-11", page: 0, size: 40 });
 * } catch (error) {
 *   if (!isMassPayoutError(error)) throw error;
 *   console.error(error.code, error.outcome, error.errorCode, error.message, error.hint);
 * }
 * ```
 */
export class MassPayoutError extends Error {
  override readonly name = "MassPayoutError";
  readonly code: MassPayoutErrorCode;
  readonly outcome: Outcome;
  readonly hint: string;
  readonly operation: OperationName | undefined;
  readonly attempts: number;
  readonly totalDelayMs: number;
  readonly httpStatus: number | undefined;
  readonly errorCode: string | undefined;
  readonly errorGroup: string | undefined;
  readonly vendorMessage: string | undefined;
  readonly systemTime: number | undefined;
  readonly findings: readonly Finding[];
  readonly faults: readonly RequestFault[];
  /** Where the code is explained: a file and heading of this project's repository. */
  readonly docs: string;
  declare readonly cause?: unknown;
  readonly #response: Response | undefined;

  constructor(code: MassPayoutErrorCode, message: string, details: MassPayoutErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.outcome = details.outcome;
    this.hint = details.hint;
    this.operation = details.operation;
    this.attempts = details.attempts ?? 0;
    this.totalDelayMs = details.totalDelayMs ?? 0;
    this.httpStatus = details.httpStatus;
    this.errorCode = details.errorCode;
    this.errorGroup = details.errorGroup;
    this.vendorMessage = details.vendorMessage;
    this.systemTime = details.systemTime;
    this.findings = details.findings ?? [];
    this.faults = details.faults ?? [];
    this.docs = `docs/errors.md#${code}`;
    this.#response = details.response;
    Object.defineProperty(this, brand, { value: true, enumerable: false });
  }

  /** Everything but the response and the cause: what a log should have. */
  toJSON(): Record<string, unknown> {
    return { ...(this as object), message: this.message };
  }

  /** The answer, its body already read. Nothing that prints or serialises the error shows it. */
  get response(): Response | undefined {
    return this.#response;
  }
}

/**
 * Whether something caught is a failure of the client and, when a code is given, that failure. Works across two copies
 * of this package.
 *
 * @example
 * ```ts
 * import { isMassPayoutError } from "@iyzico-mass-payout/client";
 *
 * export const isWorthAnotherLook = (error: unknown) => isMassPayoutError(error, "rate_limited");
 * ```
 */
export function isMassPayoutError<Code extends MassPayoutErrorCode>(
  error: unknown,
  code?: Code,
): error is MassPayoutError & { readonly code: Code } {
  if (typeof error !== "object" || error === null || !(brand in error)) return false;
  return code === undefined || (error as unknown as MassPayoutError).code === code;
}
