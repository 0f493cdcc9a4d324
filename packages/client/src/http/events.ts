import type { OperationName } from "../api/endpoints.js";
import type { MassPayoutErrorCode } from "../errors/mass-payout-error.js";

/** What every event says. */
interface EventOf<Type extends string> {
  type: Type;
  operation: OperationName;
  /** The same number for everything that belongs to one request and its repetitions. */
  call: number;
}

/** What is known when something ended. `code` is there when it failed. */
interface Ending {
  durationMs: number;
  httpStatus?: number | undefined;
  code?: MassPayoutErrorCode | undefined;
  /** The vendor's. */
  errorCode?: string | undefined;
}

/** An attempt begins: it has its slot of the rate limit and is about to be signed and sent. */
export interface AttemptStarted extends EventOf<"attempt-started"> {
  /** Counts from 1. */
  attempt: number;
  method: "GET" | "POST";
  /** The path without its values. */
  urlTemplate: string;
  serverAddress: string;
  serverPort: number;
}

/** An attempt ended, in whatever way. */
export interface AttemptEnded extends EventOf<"attempt-ended">, Ending {
  attempt: number;
}

/** The client pauses before something, or has waited a tenth of a second or more for a slot of the rate limit. */
export interface Waiting extends EventOf<"waiting"> {
  /** `retry`: before another attempt. `poll`: before another look at a payout. `rate-limit`: for a slot, which it has now. */
  reason: "retry" | "poll" | "rate-limit";
  delayMs: number;
  /** How many attempts were made before; for `poll`, how many looks. */
  attempt: number;
}

/** A call ended: the caller has its result or its error. */
export interface CallEnded extends EventOf<"call-ended">, Ending {
  attempts: number;
}

/**
 * iyzico received a payout and refused items of it: they will not be paid, and auth does not mention them again. Worth an
 * alarm.
 */
export interface ItemsRefused extends EventOf<"items-refused"> {
  operation: "init";
  /** How many items were refused. */
  refused: number;
  /** How many items the payout was to have. */
  items: number;
}

/** What the client tells while it works. No event carries a value of a request or a response. */
export type MassPayoutEvent = AttemptStarted | AttemptEnded | Waiting | ItemsRefused | CallEnded;

/** Takes events. Whatever it throws is dropped, at once or later: watching must not change what is watched. */
export type EventListener = (event: MassPayoutEvent) => unknown;

/** A listener that can't hurt. */
export function harmless(listener: EventListener | undefined): (event: MassPayoutEvent) => void {
  // Async for what it throws at once, settled for what it throws later. It runs up to its first pause before this returns.
  return (event) => void Promise.allSettled([(async () => listener?.(event))()]);
}
