import type { OperationName } from "../api/endpoints.js";
import type { MassPayoutErrorCode } from "../errors/codes.js";
import type { Outcome } from "../errors/mass-payout-error.js";

/** What every event has. */
interface EventOf<Type extends string> {
  type: Type;
  operation: OperationName;
  /** The number of the call, the same in all events of one request and its retries. */
  call: number;
}

/** How an attempt or a call ended. `code` is present if it failed. */
interface Ending {
  /** In milliseconds. */
  durationMs: number;
  httpStatus?: number | undefined;
  code?: MassPayoutErrorCode | undefined;
  /** The vendor's code. */
  errorCode?: string | undefined;
}

/** A call begins: its request can be sent, and it is about to wait for a slot of the rate limit. `call-ended` follows. */
export type CallStarted = EventOf<"call-started">;

/** An attempt begins: it has a slot of the rate limit and is about to be signed and sent. */
export interface AttemptStarted extends EventOf<"attempt-started"> {
  /** Counts from 1. */
  attempt: number;
  method: "GET" | "POST";
  /** The path template, without ids. */
  urlTemplate: string;
  serverAddress: string;
  serverPort: number;
}

/** An attempt ended, with an answer or without one. */
export interface AttemptEnded extends EventOf<"attempt-ended">, Ending {
  attempt: number;
}

/** The client is about to pause, or has waited 100 milliseconds or more for a slot of the rate limit. */
export interface Waiting extends EventOf<"waiting"> {
  /**
   * `retry`: before the next attempt. `poll`: before the next poll of a payout. `rate-limit`: for a slot, which it has
   * now. The event of an init or auth of `pay` has a `call` of its own: `pay` waits before it stores and begins the call.
   */
  reason: "retry" | "poll" | "rate-limit";
  /** The length of the pause, in milliseconds. */
  delayMs: number;
  /** How many attempts were made before; for `poll`, how many polls. */
  attempt: number;
}

/** A call ended with its result or its error. */
export interface CallEnded extends EventOf<"call-ended">, Ending {
  attempts: number;
  /** Whether the operation took effect, of a call that failed. */
  outcome?: Outcome | undefined;
}

/**
 * iyzico created a payout and rejected some or all of its items: they will not be paid, and auth does not mention them
 * again. Worth an alert.
 */
export interface ItemsRejected extends EventOf<"items-rejected"> {
  operation: "init";
  /** How many items iyzico rejected. */
  rejected: number;
  /** How many items the request had. */
  items: number;
}

/** An event of the client. No event contains a value of a request or a response. */
export type MassPayoutEvent = CallStarted | AttemptStarted | AttemptEnded | Waiting | ItemsRejected | CallEnded;

/**
 * Receives events. Its errors and the rejection of a promise that it returns are ignored: a listener must not change a
 * call.
 */
export type EventListener = (event: MassPayoutEvent) => unknown;

/** Wraps a listener so that its errors are ignored. */
export function safeListener(listener: EventListener | undefined): (event: MassPayoutEvent) => void {
  if (listener === undefined) return () => undefined;
  // `async` catches a synchronous error, `allSettled` a rejection. The listener still runs synchronously up to its
  // first await.
  return (event) => void Promise.allSettled([(async () => listener(event))()]);
}
