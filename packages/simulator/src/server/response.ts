import { type VendorFailure, vendorFailures } from "../operations/vendor-failure.js";
import { type Answer, badGatewayAnswer, type Envelope, failureAnswer } from "./answer.js";
import type { WireFault } from "./fault.js";

/** What the caller receives. */
export type WireResponse =
  | { readonly kind: "answer"; readonly answer: Answer; readonly afterMs: number }
  /** The headers and half of the body; the rest never comes. */
  | { readonly kind: "half"; readonly answer: Answer }
  /** The connection is reset. */
  | { readonly kind: "reset" }
  /** No response ever comes. */
  | { readonly kind: "silence" };

/** Responds to a request as the wire fault says. Calls `execute` zero times, once or twice. */
export function respond(fault: WireFault | undefined, execute: () => Answer, envelope: Envelope): WireResponse {
  const respondWith = (answer: Answer, afterMs = 0): WireResponse => ({ kind: "answer", answer, afterMs });
  switch (fault?.kind) {
    case undefined:
      return respondWith(execute());
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
      return respondWith(badGatewayAnswer);
    case "rate-limited":
      return respondWith(failureAnswer(vendorFailures.limitExceeded, envelope));
    case "system-error":
      if (fault.executed) execute();
      return respondWith(failureAnswer(systemError(fault.errorCode ?? "100001"), envelope));
    case "duplicate":
      execute();
      return respondWith(execute());
    case "slow":
      return respondWith(execute(), fault.ms);
  }
}

function systemError(errorCode: string): VendorFailure {
  return { errorCode, message: { tr: "Sistem hatası", en: "System error" } };
}
