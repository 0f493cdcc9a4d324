import { setImmediate } from "node:timers/promises";
import type { Simulator } from "../../src/index.ts";

/** Waits until so many requests have arrived. Only the test's own time limit ends it. */
export async function untilRequests(simulator: Simulator, count: number): Promise<void> {
  while (simulator.history.length < count) await setImmediate();
}
