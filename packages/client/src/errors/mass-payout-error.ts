import type { OperationName } from "../api/endpoints.js";
import type { MassPayoutErrorCode } from "./codes.js";
import { errorsPage } from "./errors-page.js";
import type { Finding } from "./finding.js";
import type { RequestFault } from "./request-fault.js";

/**
 * Whether the operation took effect.
 *
 * - `not-sent`: no; the request did not leave this process. Of `pay`: no init and no auth did. Its polls only read.
 * - `rejected`: no; iyzico rejected it. Unless a network delivered it twice: read the payout before another auth.
 * - `unknown`: it may have. Read the payout before you send anything again.
 */
export type Outcome = "not-sent" | "rejected" | "unknown";

/** What an error has beside its code and message. */
export interface MassPayoutErrorDetails {
  outcome: Outcome;
  /** What to do about it, as a sentence. */
  hint: string;
  /** The operation that failed; missing when the failure belongs to none. */
  operation?: OperationName | undefined;
  /**
   * How many attempts the request that failed had, one that could not be sent included; 0 for a failure that is not that of
   * one request.
   */
  attempts?: number | undefined;
  /** How long the client paused between attempts, in milliseconds. */
  totalDelayMs?: number | undefined;
  httpStatus?: number | undefined;
  /** The vendor's code, always as a string. It has a meaning only together with the operation. */
  errorCode?: string | undefined;
  /** The vendor's group of the failure. Treated as `vendorMessage`. */
  errorGroup?: string | undefined;
  /**
   * The vendor's own message, in the language of the request. For display: do not match on it. Everything that has the
   * form of an account number, and every string of the request, is replaced by "…". It may still name a recipient whom
   * the request does not name, such as one of an earlier init.
   */
  vendorMessage?: string | undefined;
  /** The vendor's clock, in milliseconds since 1970. */
  systemTime?: number | undefined;
  /** Likely causes of a rejected signature. */
  findings?: readonly Finding[] | undefined;
  /** What is wrong with the request: positions and reasons, no values. */
  faults?: readonly RequestFault[] | undefined;
  /** The answer. Its body has been read. */
  response?: Response | undefined;
  cause?: unknown;
}

// A registered symbol is the same in every copy of this package; `instanceof` fails across copies.
const brand = Symbol.for("@iyzico-mass-payout/client/MassPayoutError");

/**
 * Every failure of the client. It can be logged as it is: printing, serialising, spreading or cloning it shows no value
 * of the request or of the answer. The vendor's own words, `vendorMessage` and `errorGroup`, may name a recipient: they
 * can be read as properties only.
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
  readonly systemTime: number | undefined;
  readonly findings: readonly Finding[];
  readonly faults: readonly RequestFault[];
  /** Where the code is explained: a heading in a file of this package, such as "docs/errors.md#timeout", or its address. */
  readonly docs: string;
  declare readonly cause?: unknown;
  // Private fields with getters of the class: `inspect` with showHidden prints the values of hidden properties.
  readonly #errorGroup: string | undefined;
  readonly #vendorMessage: string | undefined;
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
    this.#errorGroup = details.errorGroup;
    this.#vendorMessage = details.vendorMessage;
    this.systemTime = details.systemTime;
    this.findings = details.findings ?? [];
    this.faults = details.faults ?? [];
    this.docs = `${errorsPage}#${code}`;
    this.#response = details.response;
    Object.defineProperty(this, brand, { value: true, enumerable: false });
  }

  /** The fields for a log entry: all except the vendor's words, the response and the cause. */
  toJSON(): Record<string, unknown> {
    return { ...(this as object), message: this.message };
  }

  /** The vendor's group of the failure. Not enumerable: it may name a recipient. */
  get errorGroup(): string | undefined {
    return this.#errorGroup;
  }

  /**
   * The vendor's own message, in the language of the request. For display to people who may see recipients' data: do not
   * match on it. Not enumerable: it may name a recipient. Strings of the request and account numbers in it are replaced
   * by "…".
   */
  get vendorMessage(): string | undefined {
    return this.#vendorMessage;
  }

  /** The answer, for debugging. Its body has been read. Not enumerable: printing or serialising the error omits it. */
  get response(): Response | undefined {
    return this.#response;
  }
}

/**
 * Whether a caught value is a MassPayoutError and, if a code is given, one with that code. Works across two copies of
 * this package, such as the ESM and the CommonJS one in the same process: `instanceof` fails for the error of another copy.
 *
 * @example
 * ```ts
 * import { isMassPayoutError } from "@iyzico-mass-payout/client";
 *
 * export const isRateLimited = (error: unknown) => isMassPayoutError(error, "rate_limited");
 * ```
 */
export function isMassPayoutError<Code extends MassPayoutErrorCode>(
  error: unknown,
  code?: Code,
): error is MassPayoutError & { readonly code: Code } {
  if (typeof error !== "object" || error === null || !(brand in error)) return false;
  return code === undefined || (error as unknown as MassPayoutError).code === code;
}
