import type { Address } from "./base-url.js";
import type { Deadline } from "./deadline.js";

/** A signed request, as it is written. */
export interface SignedRequest {
  address: Address;
  method: "GET" | "POST";
  /** The path with its query. */
  path: string;
  headers: Readonly<Record<string, string>>;
  body: Uint8Array<ArrayBuffer> | undefined;
}

/** What a way of sending heeds and reports. */
export interface SendLimits {
  /** Ends the connection, and nothing is written any more. */
  signal: AbortSignal;
  /** When the request must have begun. */
  start: Deadline;
  /** Called just before anything of the request may leave this process. A request that failed before was not sent. */
  onWrite(): void;
}

/** The request was not sent, because its time to begin was over. */
export class StartMissed extends Error {}

/** An answer whose head has arrived. */
export interface Reply {
  status: number;
  /** Where it came from. */
  url: string;
  redirect: "unfollowed" | "followed" | undefined;
  /** The whole body, decompressed. Rejects with UnreadableBody if it is too large. */
  body: Promise<Uint8Array>;
  /** The answer as errors have it: status and headers, and a body that has been read. */
  response(): Response | undefined;
  /** Ends the connection, even if the client's fetch ignores signals. */
  cancel(): void;
}
