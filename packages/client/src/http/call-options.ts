import { invalidConfiguration } from "../errors/invalid.js";
import type { Clock } from "./clock.js";
import { type Deadline, deadlineIn } from "./deadline.js";
import { maxTimerMs } from "./with-timeout.js";

/** What one call may set for itself. */
export interface CallOptions {
  /** Ends the call at once: the request in flight, and every pause. */
  signal?: AbortSignal | undefined;
  /** How long one attempt may take, headers and body together, in milliseconds. */
  timeoutMs?: number | undefined;
  /** How long everything may take together, attempts, pauses and pages, in milliseconds. */
  deadlineMs?: number | undefined;
}

/** The limits of a call that has begun. */
export interface Limits {
  signal: AbortSignal | undefined;
  timeoutMs: number;
  deadline: Deadline;
}

/** Starts the clock of a call. Throws when a limit is no number of milliseconds, or the signal is none. */
export function limitsOf(
  options: CallOptions | null | undefined,
  defaults: { timeoutMs: number; deadlineMs: number | undefined; clock: Clock },
): Limits {
  const { signal, timeoutMs, deadlineMs } = options ?? {};
  checkMilliseconds({ timeoutMs, deadlineMs });
  checkSignal(signal);
  return {
    signal,
    timeoutMs: timeoutMs ?? defaults.timeoutMs,
    deadline: deadlineIn(deadlineMs ?? defaults.deadlineMs, defaults.clock),
  };
}

/** Throws when something is given that can't be listened to. */
export function checkSignal(signal: AbortSignal | undefined): void {
  if (signal === undefined || typeof signal?.addEventListener === "function") return;
  throw invalidConfiguration("signal is not an AbortSignal.", "Leave it out when nothing is to end the call.");
}

/** Throws when one of the options is given and is not a number of milliseconds that a timer can wait. */
export function checkMilliseconds(options: Readonly<Record<string, number | undefined>>): void {
  for (const [name, value] of Object.entries(options)) {
    const isUsable = value === undefined || (typeof value === "number" && value > 0 && value <= maxTimerMs);
    if (isUsable) continue;
    const hint = "Leave it out for the default.";
    throw invalidConfiguration(`${name} is not a number of milliseconds from 1 to ${maxTimerMs}.`, hint);
  }
}
