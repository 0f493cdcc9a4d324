import { type VendorFailure, vendorFailures } from "../operations/vendor-failure.js";
import {
  type Answer,
  badGatewayAnswer,
  type Envelope,
  failureAnswer,
  gatewayAnswer,
  redirectAnswer,
} from "./answer.js";
import type { WireFault } from "./fault.js";

/** What the caller receives. */
export type WireResponse =
  | { readonly kind: "answer"; readonly answer: Answer; readonly afterMs: number }
  /** The headers and half of the body; the rest never comes. */
  | { readonly kind: "half"; readonly answer: Answer }
  /** There is no connection. */
  | { readonly kind: "refused" }
  /** The connection is reset. */
  | { readonly kind: "reset" }
  /** No response ever comes. */
  | { readonly kind: "silence" };

/** Executes a request: at once, or as a delivery of its own after some milliseconds. */
export interface Execution {
  now(): Answer;
  later(fault: WireFault["kind"], milliseconds: number): void;
}

/** Responds to a request as the wire fault says. Executes it zero times, once or twice. */
export function respond(
  fault: WireFault | undefined,
  { now: execute, later }: Execution,
  envelope: Envelope,
): WireResponse {
  const respondWith = (answer: Answer, afterMs = 0): WireResponse => ({ kind: "answer", answer, afterMs });
  switch (fault?.kind) {
    case undefined:
      return respondWith(execute());
    case "connection-refused":
      return { kind: "refused" };
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
    case "redirect":
      if (fault.executed) execute();
      return respondWith(redirectAnswer);
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
    case "rejection":
      if (fault.executed) execute();
      return respondWith(rejectionAnswer(fault.errorCode ?? "11", envelope));
    case "delayed":
      later(fault.kind, fault.ms);
      return { kind: "reset" };
    case "duplicate-later":
      later(fault.kind, fault.ms);
      return respondWith(execute());
  }
}

const { invalidRequest, invalidSignature, unknownCredentials } = vendorFailures;

function rejectionAnswer(errorCode: string, envelope: Envelope): Answer {
  if (errorCode === "401") return gatewayAnswer(envelope);
  const documented = [invalidRequest, invalidSignature, unknownCredentials].find(
    (each) => each.errorCode === errorCode,
  );
  return failureAnswer(documented ?? { errorCode, message: { tr: "Reddedildi", en: "Rejected" } }, envelope);
}

function systemError(errorCode: string): VendorFailure {
  return { errorCode, message: { tr: "Sistem hatası", en: "System error" } };
}
