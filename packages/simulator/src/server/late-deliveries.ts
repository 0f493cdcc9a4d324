import type { EventQueue } from "../model/event-queue.js";
import type { SimulatedOperation } from "../operations/endpoints.js";
import type { FaultKind } from "./fault.js";

/** The requests that a fault delivers later. */
export interface LateDeliveries {
  /** Delivers a request at its time, before every request that arrives after it. */
  schedule(
    at: number,
    request: { operation: SimulatedOperation; fault: FaultKind },
    deliver: (at: number) => void,
  ): void;
  /** Describes each request that is not delivered yet. */
  describeWaiting(): string[];
}

/** What a delivery throws goes to `onError`: its caller has given up. */
export function createLateDeliveries(eventQueue: EventQueue, onError: (error: unknown) => void): LateDeliveries {
  const waiting = new Set<{ operation: SimulatedOperation; fault: FaultKind }>();
  return {
    schedule(at, request, deliver) {
      waiting.add(request);
      eventQueue.schedule(at, (dueAt) => {
        waiting.delete(request);
        try {
          deliver(dueAt);
        } catch (error) {
          onError(error);
        }
      });
    },
    describeWaiting: () =>
      Array.from(
        waiting,
        ({ operation, fault }) => `The fault ${fault} has not delivered its request of ${operation} yet.`,
      ),
  };
}
