import type { Answer } from "./answer.js";
import type { FaultKind } from "./fault.js";
import type { SimulatedOperation } from "./operation-name.js";

/** One request that arrived, without personal data. */
export interface SimulatedCall {
  /** Milliseconds on the simulator's clock. */
  readonly at: number;
  /** Missing when path and method are none of the API. */
  readonly operation?: SimulatedOperation;
  /** Whom it was about, as far as the request or its answer says. */
  readonly requestId?: string;
  readonly externalId?: string;
  readonly referenceCode?: string;
  /** Whether the signature was right. */
  readonly verified: boolean;
  /** Whether the operation was carried out with success, at least once; whatever became of the answer. */
  readonly executed: boolean;
  /** What the answer said, whether or not it arrived; "none" when there was none to send. */
  readonly outcome: "success" | "failure" | "none";
  /** The code of a failure, as a text. */
  readonly errorCode?: string;
  /** The faults that it met. */
  readonly faults: readonly FaultKind[];
}

/** A call while it goes on. */
export type OpenCall = {
  -readonly [Name in keyof Omit<SimulatedCall, "outcome" | "errorCode">]: SimulatedCall[Name];
} & {
  readonly faults: FaultKind[];
};

/** A call at its end, with what its answer said. */
export function closed(call: OpenCall, answer: Answer | undefined): SimulatedCall {
  const { outcome = "none", errorCode } = answer ?? {};
  const faults = Object.freeze([...call.faults]);
  return Object.freeze({ ...call, faults, outcome, ...(errorCode !== undefined && { errorCode }) });
}
