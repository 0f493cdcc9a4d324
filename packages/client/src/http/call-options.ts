import { invalidConfiguration } from "../errors/invalid.js";
import { checkNames, type OptionNames } from "../validation/check-names.js";
import type { Clock } from "./clock.js";
import { type Deadline, deadlineIn, dualDeadlineIn } from "./deadline.js";
import type { Reply } from "./exchange.js";
import { maxTimerMs } from "./with-timeout.js";

/** The options of one call. Any other name is rejected with `invalid_configuration`. */
export interface CallOptions {
  /** Ends the call at once: the request in flight and every pause. */
  signal?: AbortSignal | undefined;
  /** The time limit of one attempt, headers and body together, in milliseconds. The client's by default. */
  timeoutMs?: number | undefined;
  /**
   * The time limit of the whole call, in milliseconds: attempts, pauses, pages and the wait for the rate limit. The
   * client's by default.
   */
  deadlineMs?: number | undefined;
}

/**
 * The options of one call of an operation that changes something: `init`, `auth` or `cancel`.
 *
 * @example
 * ```ts
 * import type { MassPayoutClient } from "@iyzico-mass-payout/client";
 *
 * // Only the holder of a lease may send, and it lasts 30 seconds.
 * export async function authoriseLeased(iyzico: MassPayoutClient, requestId: string, takeLease: () => Promise<void>) {
 *   const begin = performance.now();
 *   await takeLease();
 *   await iyzico.auth(requestId, { startWithinMs: 20_000 - (performance.now() - begin) });
 * }
 * ```
 */
export interface WriteOptions extends CallOptions {
  /**
   * The request begins within that many milliseconds after the call, or it is not sent at all: the error then has the code
   * `deadline_exceeded` and the outcome `not-sent`. The wait for the rate limit ends at it too. Both the clock's `now()` and
   * the wall time count, so a process that was paused does not send when it goes on. No limit by default.
   */
  startWithinMs?: number | undefined;
  /**
   * Whether the request takes no slot of the rate limit, because `acquireSlot` was called for it. A slot is for one request.
   * `false` by default.
   */
  hasSlot?: boolean | undefined;
}

/** How to wait for a slot of the rate limit. */
export interface SlotOptions extends Omit<CallOptions, "timeoutMs"> {
  /** The write that follows, as errors and events name it. `auth` by default. */
  operation?: "init" | "auth" | "cancel" | undefined;
}

export const callNames: OptionNames<CallOptions> = { signal: true, timeoutMs: true, deadlineMs: true };
export const writeNames: OptionNames<WriteOptions> = { ...callNames, startWithinMs: true, hasSlot: true };
export const slotNames: OptionNames<SlotOptions> = { signal: true, deadlineMs: true, operation: true };

/** The limits of a call that has begun. */
export interface Limits {
  signal: AbortSignal | undefined;
  timeoutMs: number;
  deadline: Deadline;
  /** When a request must have begun. */
  start: Deadline;
  /** Whether a slot of the rate limit was acquired for the request before the call. */
  hasSlot: boolean;
  /** Receives the reply that the call's result was read from. */
  onReply?: ((reply: Reply) => void) | undefined;
}

/**
 * The limits of a call that begins now. Throws a MassPayoutError if an option cannot be used.
 *
 * @param known every name that the options of the call may have.
 */
export function limitsOf<Options extends WriteOptions>(
  options: Options | null | undefined,
  known: OptionNames<Options>,
  defaults: { timeoutMs: number; deadlineMs: number | undefined; clock: Clock },
): Limits {
  checkNames("options", options, known);
  const { signal, timeoutMs, deadlineMs, startWithinMs, hasSlot }: WriteOptions = options ?? {};
  checkMilliseconds({ timeoutMs, deadlineMs, startWithinMs });
  checkSignal(signal);
  checkFlags({ hasSlot });
  return {
    signal,
    timeoutMs: timeoutMs ?? defaults.timeoutMs,
    deadline: deadlineIn(deadlineMs ?? defaults.deadlineMs, defaults.clock),
    start: dualDeadlineIn(startWithinMs, defaults.clock),
    hasSlot: hasSlot ?? false,
  };
}

/** Throws a MassPayoutError if a signal is given that is not an AbortSignal. */
export function checkSignal(signal: AbortSignal | undefined): void {
  if (signal === undefined || typeof signal?.addEventListener === "function") return;
  throw invalidConfiguration("signal must be an AbortSignal.", "Leave it out if nothing is to end the call.");
}

/** Throws a MassPayoutError if an option is given and is not a number of milliseconds that a timer can wait. */
export function checkMilliseconds(options: Readonly<Record<string, number | undefined>>): void {
  for (const [name, value] of Object.entries(options)) {
    const isUsable = value === undefined || (typeof value === "number" && value > 0 && value <= maxTimerMs);
    if (isUsable) continue;
    const hint = "Leave it out for the default.";
    throw invalidConfiguration(`${name} must be a positive number of milliseconds, ${maxTimerMs} at most.`, hint);
  }
}

/** Throws a MassPayoutError if an option is given and is neither true nor false. */
export function checkFlags(options: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || typeof value === "boolean") continue;
    throw invalidConfiguration(`${name} must be true or false.`, "Leave it out for the default.");
  }
}

/** Throws a MassPayoutError if an option is given and is not a function. */
export function checkFunctions(options: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || typeof value === "function") continue;
    throw invalidConfiguration(`${name} must be a function.`, "Leave it out for the default.");
  }
}

/** Throws a MassPayoutError if an option lacks one of the methods: half a clock would fail in the middle of a call. */
export function checkMethods(name: string, value: unknown, ...methods: readonly string[]): void {
  const object = Object(value) as Readonly<Record<string, unknown>>;
  if (methods.every((method) => typeof object[method] === "function")) return;
  throw invalidConfiguration(`${name} must implement { ${methods.join(", ")} }.`, "Leave it out for the default.");
}
