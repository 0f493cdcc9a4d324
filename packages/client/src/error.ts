import type { OperationName } from "./operations.js";

/**
 * What went wrong, as a word to branch on. More may be added in a minor version.
 *
 * - `invalid_configuration`: the client was given options that can't work.
 * - `invalid_request`: the call has a fault; nothing was sent.
 * - `aborted`: the caller's signal ended the call.
 * - `network_error`: no answer, or not all of it.
 * - `redirected`: the answer names another address; it was not followed.
 * - `unreadable_response`: the answer is not what the API documents: HTML, broken JSON, a field of another type.
 * - `authentication_failed`: the signature or the credentials were refused.
 * - `product_not_enabled`: mass payout is not switched on for the merchant.
 * - `rate_limited`: too many requests.
 * - `service_error`: iyzico's side failed.
 * - `refused`: iyzico answered with another failure; see `errorCode` and `vendorMessage`.
 */
export type MassPayoutErrorCode =
  | "invalid_configuration"
  | "invalid_request"
  | "aborted"
  | "network_error"
  | "redirected"
  | "unreadable_response"
  | "authentication_failed"
  | "product_not_enabled"
  | "rate_limited"
  | "service_error"
  | "refused";

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
  httpStatus?: number | undefined;
  /** The vendor's code, always as text. Means something only together with the operation. */
  errorCode?: string | undefined;
  errorGroup?: string | undefined;
  /** The vendor's own message, in the language of the request. For people, not to be matched on. */
  vendorMessage?: string | undefined;
  /** The vendor's clock, in milliseconds since 1970. */
  systemTime?: number | undefined;
  /** The answer, its body already read. Not enumerable on the error. */
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
  readonly httpStatus: number | undefined;
  readonly errorCode: string | undefined;
  readonly errorGroup: string | undefined;
  readonly vendorMessage: string | undefined;
  readonly systemTime: number | undefined;
  declare readonly response: Response | undefined;

  constructor(code: MassPayoutErrorCode, message: string, details: MassPayoutErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.outcome = details.outcome;
    this.hint = details.hint;
    this.operation = details.operation;
    this.attempts = details.attempts ?? 0;
    this.httpStatus = details.httpStatus;
    this.errorCode = details.errorCode;
    this.errorGroup = details.errorGroup;
    this.vendorMessage = details.vendorMessage;
    this.systemTime = details.systemTime;
    Object.defineProperty(this, "response", { value: details.response, enumerable: false });
    Object.defineProperty(this, brand, { value: true, enumerable: false });
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
