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
 * - `connection-refused`: no connection is made, so nothing is sent, and the request is not in the history. For
 *   `simulator.fetch` only: a request that arrives on a port has its connection. To refuse those, close the server, and
 *   listen on the same port again later.
 * - `reset-before`, `timeout-before`: the connection is reset, or no response ever comes; not executed.
 * - `reset-after`, `timeout-after`: the same, after the operation was executed.
 * - `stalled-body`: executed; the headers and half of the body arrive, and no more.
 * - `html-502`: a proxy's page with HTTP 502; executed only with `executed`.
 * - `redirect`: HTTP 302 with a location, executed only with `executed`. `simulator.fetch` does not follow it.
 * - `rate-limited`: 50000; not executed.
 * - `system-error`: `errorCode`, "100001" by default; executed only with `executed`.
 * - `duplicate`: the request arrives twice, and the second answer is returned.
 * - `slow`: executed at once; the answer comes `ms` milliseconds later.
 * - `rejection`: a documented rejection, `errorCode`, "11" by default, although the request was executed with `executed`.
 *   "401" is the gateway's answer: HTTP 401, a numeric status, errorCode "5". Any other code is possible.
 * - `delayed`: the connection is reset, and the request arrives and is executed `ms` milliseconds later.
 * - `duplicate-later`: executed and answered at once; it arrives again and is executed again `ms` milliseconds later.
 */
export type WireFault = FaultTarget &
  (
    | {
        kind:
          | "connection-refused"
          | "reset-before"
          | "reset-after"
          | "timeout-before"
          | "timeout-after"
          | "stalled-body"
          | "rate-limited"
          | "duplicate";
      }
    | { kind: "html-502" | "redirect"; executed?: boolean | undefined }
    | { kind: "system-error"; executed?: boolean | undefined; errorCode?: "1" | "2" | "100001" | undefined }
    | { kind: "rejection"; executed?: boolean | undefined; errorCode?: string | undefined }
    | { kind: "slow" | "delayed" | "duplicate-later"; ms: number }
  );

/**
 * A fault in how a payout is read. It applies to the next success of its operation, also if the answer is lost; `stale`
 * also to a read that finds nothing.
 *
 * - `late`: the payout that this init made is not found by retrieve and item for `ms` milliseconds.
 * - `page-drift`: after this retrieve the payout's first item moves to the end of the listing, after all pages.
 * - `stale`: this read shows payout, items and balance as they were `ms` milliseconds before, so that statuses go
 *   backwards; a payout that was received or became visible later is not found. Of retrieve by default.
 */
export type PayoutFault =
  | { kind: "late"; operation?: "init" | undefined; times?: number | undefined; ms: number }
  | { kind: "page-drift"; operation?: "retrieve" | undefined; times?: number | undefined }
  | { kind: "stale"; operation?: "retrieve" | "item" | "balance" | undefined; times?: number | undefined; ms: number };

/** A fault for `simulator.fault`. */
export type Fault = WireFault | PayoutFault;

/** The kind of a fault. */
export type FaultKind = Fault["kind"];

const wireFaultKinds: readonly WireFault["kind"][] = [
  "connection-refused",
  "reset-before",
  "reset-after",
  "timeout-before",
  "timeout-after",
  "stalled-body",
  "html-502",
  "redirect",
  "rate-limited",
  "system-error",
  "duplicate",
  "slow",
  "rejection",
  "delayed",
  "duplicate-later",
];

/** The operations that each payout fault can apply to, the default first. */
export const payoutFaultOperations: Readonly<
  Record<PayoutFault["kind"], readonly [SimulatedOperation, ...SimulatedOperation[]]>
> = {
  late: ["init"],
  "page-drift": ["retrieve"],
  stale: ["retrieve", "item", "balance"],
};

/** The kinds that require `ms`. */
const timedKinds: readonly FaultKind[] = ["slow", "delayed", "duplicate-later", "late", "stale"];

/** Every kind of fault. */
export const faultKinds: readonly FaultKind[] = [...wireFaultKinds, "late", "page-drift", "stale"];

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
  if (isPayoutFault(fault) && operation !== undefined) {
    const operations = payoutFaultOperations[fault.kind];
    if (!operations.includes(operation)) {
      const allowed = operations.length > 1 ? `one of ${operations.join(", ")}` : operations[0];
      throw new TypeError(`operation of the fault ${kind} must be ${allowed}.`);
    }
  }
  if (!(Number.isSafeInteger(times) && times > 0)) throw new TypeError("times must be a positive integer.");
  if ("ms" in fault ? !(Number.isFinite(fault.ms) && fault.ms >= 0) : timedKinds.includes(kind)) {
    throw new TypeError("ms must be a non-negative number of milliseconds.");
  }
  if (kind === "rejection") {
    const { errorCode = "11" } = fault;
    if (typeof errorCode !== "string" || errorCode === "") throw new TypeError("errorCode must be a non-empty string.");
  }
}
