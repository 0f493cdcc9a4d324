import type { Amount } from "../money/amount.js";
import type { OptionNames } from "../validation/check-names.js";
import type { InitChecks } from "../validation/init-request.js";
import type { Approval } from "./approval.js";
import type { PaymentReport } from "./machine/report.js";
import type { PaymentStore } from "./store.js";

/** How to pay a plan. Any other name is rejected with `invalid_configuration`, in `checks` and `approve` too. */
export interface PayOptions {
  /**
   * Where the payment is kept. `"memory"` is a store that all clients of the merchant share in this process and that is
   * lost with it: a process that dies leaves no record of what was sent, a later call relies on iyzico to show the payout,
   * and the guarantees of `pay` do not hold.
   */
  store: PaymentStore | "memory";
  /**
   * Who approves between init and auth. By default a payout is authorised if iyzico rejected no item, the balance covers
   * it as far as that is known, and nothing suggests a double payment that the plan does not allow. A name and a note are kept in the payment's history.
   */
  approve?: Approval | undefined;
  /** The requestId of the payout that belongs to this payment, if only an operator could find it out. */
  requestId?: string | undefined;
  /** The checks of the plan, as for `init`. */
  checks?: InitChecks | undefined;
  /** The largest amount that an item may have, in units of its currency: an item above it is a fault of the plan. */
  maxAmount?: Amount | undefined;
  /** The largest sum of all items of one currency, in its units: a plan above it has a fault. */
  maxTotal?: Amount | undefined;
  /**
   * Whether the payment may begin again under another externalId ("-r2" to "-r4"), if the answer to init was lost and iyzico
   * does not show the requestId. The payout whose requestId was lost pays no recipient unless iyzico authorises it, and is
   * polled on. `true` by default; with `false`, iyzico must be asked for the requestId.
   */
  restart?: boolean | undefined;
  /** Items per page of a poll. 40 by default, as in iyzico's examples; iyzico's maximum is undocumented. */
  pageSize?: number | undefined;
  /** The maximum of requests of a poll in flight at once. 1 by default. */
  concurrency?: number | undefined;
  /** How long the call may take, in milliseconds. 3,600,000 (an hour) by default. Another call goes on after that. */
  maxWaitMs?: number | undefined;
  /** The pause after the first poll of a phase, in milliseconds; it grows by half each time, up to a minute. 5,000 by default. */
  pollEveryMs?: number | undefined;
  /**
   * For how long polls must agree that there is no such payout, or that an init or auth has had no effect, before that is
   * taken as a fact, in milliseconds. Until then the outcome of what was sent is unknown. 600,000 by default.
   */
  notFoundGraceMs?: number | undefined;
  /**
   * How long an item may stay without a final status before that is reported, in milliseconds. By default 3 days for an
   * IBAN and 35 days for other recipients.
   */
  stuckAfterMs?: number | undefined;
  /**
   * The time limit of one attempt, headers and body together, in milliseconds; the client's by default, and half of
   * `maxWaitMs` at most. Init and auth are not begun with less than this left of `maxWaitMs`.
   */
  timeoutMs?: number | undefined;
  /** Ends the call: the request in flight, and every pause. Another call can go on with the payment. */
  signal?: AbortSignal | undefined;
  /** Receives the state of the payment after every step, and is awaited. An error of it ends the call. */
  onProgress?: ((report: PaymentReport) => unknown) | undefined;
}

export const payOptionNames: OptionNames<PayOptions> = {
  store: true,
  approve: true,
  requestId: true,
  checks: true,
  maxAmount: true,
  maxTotal: true,
  maxWaitMs: true,
  pollEveryMs: true,
  notFoundGraceMs: true,
  stuckAfterMs: true,
  restart: true,
  pageSize: true,
  concurrency: true,
  timeoutMs: true,
  signal: true,
  onProgress: true,
};

/**
 * Copies options, each read once, so that the caller cannot change what decides while a payment runs. Store, signal and
 * functions are used as they are. Other names are copied too: they are rejected.
 */
export function copyPayOptions(options: PayOptions): PayOptions {
  const names = new Set([...Object.keys(Object(options)), ...Object.keys(payOptionNames)]) as Set<keyof PayOptions>;
  const { checks, approve, ...others } = Object.fromEntries(
    Array.from(names, (name) => [name, options[name]]),
  ) as Record<keyof PayOptions, unknown>;
  return { ...others, checks: copyObject(checks), approve: copyObject(approve) } as PayOptions;
}

function copyObject(value: unknown): unknown {
  return typeof value === "object" && value !== null ? { ...value } : value;
}
