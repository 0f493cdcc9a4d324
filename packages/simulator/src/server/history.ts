import type { SimulatedOperation } from "../operations/endpoints.js";
import type { Answer } from "./answer.js";
import type { FaultKind } from "./fault.js";

/** One request that arrived, without personal data. */
export interface SimulatedCall {
  /** Milliseconds on the simulator's clock. */
  readonly at: number;
  /**
   * When it was sent, if a fault delivered it later: `delayed` or `duplicate-later`. The sending has an entry of its own
   * before.
   */
  readonly sentAt?: number;
  /** Missing if path and method belong to no operation. */
  readonly operation?: SimulatedOperation;
  /** The payout's id, if the request names it or the operation found the payout. */
  readonly requestId?: string;
  /** The merchant's id of the payout, under the same conditions. */
  readonly externalId?: string;
  /** The item's id, if the operation is `item`. */
  readonly referenceCode?: string;
  /** Whether the signature was valid. */
  readonly verified: boolean;
  /** Whether the operation succeeded at least once, whether or not its answer arrived. */
  readonly executed: boolean;
  /** The result in the answer, whether or not it arrived; "none" if there was no answer. */
  readonly outcome: "success" | "failure" | "none";
  /** The code of a failure, as a string. */
  readonly errorCode?: string;
  /** The faults that were applied to the request. */
  readonly faults: readonly FaultKind[];
}

/** A call in progress. */
export type OpenCall = {
  -readonly [Name in keyof Omit<SimulatedCall, "outcome" | "errorCode">]: SimulatedCall[Name];
} & {
  readonly faults: FaultKind[];
};

/** Ends a call with its answer. */
export function closeCall(call: OpenCall, answer: Answer | undefined): SimulatedCall {
  const { outcome = "none", errorCode } = answer ?? {};
  const faults = Object.freeze([...call.faults]);
  return Object.freeze({ ...call, faults, outcome, ...(errorCode !== undefined && { errorCode }) });
}
