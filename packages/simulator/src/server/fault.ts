import { operationNames, type SimulatedOperation } from "../operations/endpoints.js";

/** The requests that a fault affects. */
interface FaultTarget {
  /** Any operation by default. */
  operation?: SimulatedOperation | undefined;
  /** How many requests it affects, the next ones. 1 by default. */
  times?: number | undefined;
}

/**
 * A fault on the way of a request or its answer. At most one of these affects a request.
 *
 * - `reset-before`, `timeout-before`: the connection is reset, or no response ever comes; not executed.
 * - `reset-after`, `timeout-after`: the same, after the operation was executed.
 * - `stalled-body`: executed; the headers and half of the body arrive, and no more.
 * - `html-502`: a proxy's page with HTTP 502; executed only with `executed`.
 * - `rate-limited`: 50000; not executed.
 * - `system-error`: `errorCode`, "100001" by default; executed only with `executed`.
 * - `duplicate`: the request arrives twice, and the second answer is returned.
 * - `slow`: executed at once; the answer comes `ms` milliseconds later.
 */
export type WireFault = FaultTarget &
  (
    | {
        kind:
          | "reset-before"
          | "reset-after"
          | "timeout-before"
          | "timeout-after"
          | "stalled-body"
          | "rate-limited"
          | "duplicate";
      }
    | { kind: "html-502"; executed?: boolean | undefined }
    | { kind: "system-error"; executed?: boolean | undefined; errorCode?: "1" | "2" | "100001" | undefined }
    | { kind: "slow"; ms: number }
  );

/**
 * A fault in how a payout is read. It applies to the next success of its operation, also if the answer is lost.
 *
 * - `late`: the payout that this init made is not found by retrieve and item for `ms` milliseconds.
 * - `page-drift`: after this retrieve the payout's first item moves to the end of the listing, after all pages.
 */
export type PayoutFault =
  | { kind: "late"; operation?: "init" | undefined; times?: number | undefined; ms: number }
  | { kind: "page-drift"; operation?: "retrieve" | undefined; times?: number | undefined };

/** A fault for `simulator.fault`. */
export type Fault = WireFault | PayoutFault;

/** The kind of a fault. */
export type FaultKind = Fault["kind"];

const wireFaultKinds: readonly WireFault["kind"][] = [
  "reset-before",
  "reset-after",
  "timeout-before",
  "timeout-after",
  "stalled-body",
  "html-502",
  "rate-limited",
  "system-error",
  "duplicate",
  "slow",
];

/** The one operation that each payout fault applies to. */
export const payoutFaultOperations: Readonly<Record<PayoutFault["kind"], SimulatedOperation>> = {
  late: "init",
  "page-drift": "retrieve",
};

/** Every kind of fault. */
export const faultKinds: readonly FaultKind[] = [...wireFaultKinds, "late", "page-drift"];

export function isPayoutFault(fault: Fault): fault is PayoutFault {
  return Object.hasOwn(payoutFaultOperations, fault.kind);
}

/**
 * Checks a fault. One that can never apply would let a test pass that proves nothing.
 *
 * @throws {TypeError} that names the invalid field.
 */
export function checkFault(fault: Fault): void {
  const { kind, operation, times = 1 } = fault;
  if (!faultKinds.includes(kind)) throw new TypeError(`kind must be one of ${faultKinds.join(", ")}.`);
  if (operation !== undefined && !operationNames.includes(operation)) {
    throw new TypeError(`operation must be one of ${operationNames.join(", ")}.`);
  }
  if (isPayoutFault(fault) && (operation ?? payoutFaultOperations[fault.kind]) !== payoutFaultOperations[fault.kind]) {
    throw new TypeError(`operation of the fault ${kind} must be ${payoutFaultOperations[fault.kind]}.`);
  }
  if (!(Number.isSafeInteger(times) && times > 0)) throw new TypeError("times must be a positive integer.");
  if ("ms" in fault ? !(Number.isFinite(fault.ms) && fault.ms >= 0) : kind === "late" || kind === "slow") {
    throw new TypeError("ms must be a non-negative number of milliseconds.");
  }
}
