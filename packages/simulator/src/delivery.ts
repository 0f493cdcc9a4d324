import { type Answer, badGateway, failureAnswer, type Reader } from "./answer.js";
import { failures, systemError } from "./failure.js";
import type { WireFault } from "./fault.js";

/** What comes back over the wire. */
export type Delivery =
  | { readonly kind: "answer"; readonly answer: Answer; readonly afterMs: number }
  /** The headers and half of the body, and then nothing. */
  | { readonly kind: "half"; readonly answer: Answer }
  | { readonly kind: "reset" }
  | { readonly kind: "silence" };

/** Lets a request through, as the fault allows. `execute` may be called once, twice or not at all. */
export function deliver(fault: WireFault | undefined, execute: () => Answer, reader: Reader): Delivery {
  const answered = (answer: Answer, afterMs = 0): Delivery => ({ kind: "answer", answer, afterMs });
  switch (fault?.kind) {
    case undefined:
      return answered(execute());
    case "reset-before":
      return { kind: "reset" };
    case "reset-after":
      execute();
      return { kind: "reset" };
    case "timeout-before":
      return { kind: "silence" };
    case "timeout-after":
      execute();
      return { kind: "silence" };
    case "stalled-body":
      return { kind: "half", answer: execute() };
    case "html-502":
      if (fault.executed) execute();
      return answered(badGateway);
    case "rate-limited":
      return answered(failureAnswer(failures.limitExceeded, reader));
    case "system-error":
      if (fault.executed) execute();
      return answered(failureAnswer(systemError(fault.errorCode ?? "100001"), reader));
    case "duplicate":
      execute();
      return answered(execute());
    case "slow":
      return answered(execute(), fault.ms);
  }
}
