import { operationNames, type SimulatedOperation } from "./operation-name.js";

/** Which requests a fault meets: the next `times` ones (1 by default) of the operation, or of any operation. */
interface Aim {
  operation?: SimulatedOperation | undefined;
  times?: number | undefined;
}

/**
 * Something that goes wrong on the way of a request or its answer. One request meets one of these at the most.
 *
 * - `reset-before`, `timeout-before`: the connection breaks, or nothing ever comes; nothing was done.
 * - `reset-after`, `timeout-after`: the same after the deed is done.
 * - `stalled-body`: done; the headers and half of the body arrive, and then nothing.
 * - `html-502`: a proxy's page with HTTP 502; done only with `executed`.
 * - `rate-limited`: 50000; nothing was done.
 * - `system-error`: `errorCode`, "100001" by default; done only with `executed`.
 * - `duplicate`: the request arrives twice, and the answer to the second is returned.
 * - `slow`: done at once; the answer comes `ms` later.
 */
export type WireFault = Aim &
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
 * Something odd about a payout, which the next success of an operation meets, also one whose answer is lost.
 *
 * - `late`: what this init made is not found by retrieve and item for `ms` milliseconds.
 * - `page-drift`: after this retrieve the payout's first item moves to the end of the listing, past all pages.
 */
export type PayoutFault =
  | { kind: "late"; operation?: "init" | undefined; times?: number | undefined; ms: number }
  | { kind: "page-drift"; operation?: "retrieve" | undefined; times?: number | undefined };

/** A fault to be queued with `simulator.fault`. */
export type Fault = WireFault | PayoutFault;

/** What goes wrong, by name. */
export type FaultKind = Fault["kind"];

/** The faults that are to come. */
export interface FaultQueue {
  add(fault: Fault): void;
  /** Takes the first that meets a request of the operation on the wire. */
  onWire(operation: SimulatedOperation): WireFault | undefined;
  /** Takes the first that meets a success of the operation. */
  onSuccess(operation: SimulatedOperation): PayoutFault | undefined;
  /** Those that have met no request yet, in words. */
  unmet(): string[];
}

const wireKinds: readonly WireFault["kind"][] = [
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

/** The one operation that each of these is about. */
const subjects: Readonly<Record<PayoutFault["kind"], SimulatedOperation>> = { late: "init", "page-drift": "retrieve" };

/** Every kind of fault. */
export const faultKinds: readonly FaultKind[] = [...wireKinds, "late", "page-drift"];

interface Queued<Kind extends Fault> {
  readonly fault: Kind;
  readonly operation: SimulatedOperation | undefined;
  left: number;
}

export function createFaultQueue(): FaultQueue {
  const onWire: Queued<WireFault>[] = [];
  const onSuccess: Queued<PayoutFault>[] = [];
  return {
    add(fault) {
      checkFault(fault);
      const { times = 1 } = fault;
      if (isPayoutFault(fault)) onSuccess.push({ fault, operation: subjects[fault.kind], left: times });
      else onWire.push({ fault, operation: fault.operation, left: times });
    },
    onWire: (operation) => take(onWire, operation),
    onSuccess: (operation) => take(onSuccess, operation),
    unmet: () =>
      [...onWire, ...onSuccess].map(
        ({ fault, operation, left }) => `${fault.kind} (${operation ?? "any operation"}, ${left} more)`,
      ),
  };
}

function take<Kind extends Fault>(queue: Queued<Kind>[], operation: SimulatedOperation): Kind | undefined {
  const index = queue.findIndex((queued) => queued.operation === undefined || queued.operation === operation);
  const queued = queue[index];
  if (queued === undefined) return undefined;
  queued.left -= 1;
  if (queued.left === 0) queue.splice(index, 1);
  return queued.fault;
}

function isPayoutFault(fault: Fault): fault is PayoutFault {
  return Object.hasOwn(subjects, fault.kind);
}

/** A fault that can't come about would let a test pass that proves nothing. */
function checkFault(fault: Fault): void {
  const { kind, operation, times = 1 } = fault;
  if (!faultKinds.includes(kind)) throw new TypeError("There is no fault of this kind.");
  if (operation !== undefined && !operationNames.includes(operation))
    throw new TypeError("There is no such operation.");
  if (isPayoutFault(fault) && (operation ?? subjects[fault.kind]) !== subjects[fault.kind]) {
    throw new TypeError(`The fault ${kind} is about ${subjects[fault.kind]} alone.`);
  }
  if (!(Number.isSafeInteger(times) && times > 0)) throw new TypeError("times must be a positive integer.");
  if ("ms" in fault ? !(Number.isFinite(fault.ms) && fault.ms >= 0) : kind === "late" || kind === "slow") {
    throw new TypeError("ms must be a number of milliseconds that is not negative.");
  }
}
