import type { OperationName } from "../api/endpoints.js";
import type { MassPayoutErrorCode } from "../errors/codes.js";

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
  /** How many attempts were made before; for `poll`, how many polls. */
  attempt: number;
}

/** A call ended: the caller has its result or its error. */
export interface CallEnded extends EventOf<"call-ended">, Ending {
  attempts: number;
}

/**
 * iyzico created a payout and rejected items of it: they will not be paid, and auth does not mention them again. Worth an
 * alert.
 */
export interface ItemsRejected extends EventOf<"items-rejected"> {
  operation: "init";
  /** How many items iyzico rejected. */
  rejected: number;
  /** How many items the request had. */
  items: number;
}

/** What the client reports while it works. No event has a value of a request or a response in it. */
export type MassPayoutEvent = AttemptStarted | AttemptEnded | Waiting | ItemsRejected | CallEnded;

/** Receives events. Its errors are ignored, also those of a promise that it returns: observing must not change a call. */
export type EventListener = (event: MassPayoutEvent) => unknown;

/** Wraps a listener so that its errors are ignored. */
export function safeListener(listener: EventListener | undefined): (event: MassPayoutEvent) => void {
  // `async` catches what it throws at once, `allSettled` what its promise rejects with. It runs synchronously up to its
  // first await.
  return (event) => void Promise.allSettled([(async () => listener?.(event))()]);
}
