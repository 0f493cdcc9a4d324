import type { SimulatedOperation } from "../operations/endpoints.js";
import {
  checkFault,
  type Fault,
  isPayoutFault,
  type PayoutFault,
  payoutFaultOperations,
  type WireFault,
} from "./fault.js";

/** The faults that wait for a request. */
export interface FaultQueue {
  /** @throws {TypeError} if the fault can never apply. */
  add(fault: Fault): void;
  /** Takes the first fault for a request of the operation. Only one that is not connected yet can be refused. */
  takeWireFault(operation: SimulatedOperation, isConnected: boolean): WireFault | undefined;
  /** Takes the first fault of the kind for the operation. */
  takePayoutFault<Kind extends PayoutFault["kind"]>(
    kind: Kind,
    operation: SimulatedOperation,
  ): Extract<PayoutFault, { kind: Kind }> | undefined;
  /** Describes each fault that still waits. */
  describeWaiting(): string[];
}

interface Queued<Kind extends Fault> {
  readonly fault: Kind;
  readonly operation: SimulatedOperation | undefined;
  timesLeft: number;
}

export function createFaultQueue(): FaultQueue {
  const wireFaults: Queued<WireFault>[] = [];
  const payoutFaults: Queued<PayoutFault>[] = [];
  return {
    add(fault) {
      checkFault(fault);
      const { times: timesLeft = 1 } = fault;
      if (isPayoutFault(fault)) {
        payoutFaults.push({ fault, operation: fault.operation ?? payoutFaultOperations[fault.kind][0], timesLeft });
      } else wireFaults.push({ fault, operation: fault.operation, timesLeft });
    },
    takeWireFault: (operation, isConnected) =>
      take(
        wireFaults,
        (queued) =>
          (queued.operation === undefined || queued.operation === operation) &&
          !(isConnected && queued.fault.kind === "connection-refused"),
      ),
    takePayoutFault: <Kind extends PayoutFault["kind"]>(kind: Kind, operation: SimulatedOperation) =>
      take(payoutFaults, (queued) => queued.fault.kind === kind && queued.operation === operation) as
        | Extract<PayoutFault, { kind: Kind }>
        | undefined,
    describeWaiting: () =>
      [...wireFaults, ...payoutFaults].map(
        ({ fault, operation, timesLeft }) => `${fault.kind} (${operation ?? "any operation"}, ${timesLeft} more)`,
      ),
  };
}

function take<Kind extends Fault>(queue: Queued<Kind>[], applies: (queued: Queued<Kind>) => boolean): Kind | undefined {
  const index = queue.findIndex(applies);
  const queued = queue[index];
  if (queued === undefined) return undefined;
  queued.timesLeft -= 1;
  if (queued.timesLeft === 0) queue.splice(index, 1);
  return queued.fault;
}
