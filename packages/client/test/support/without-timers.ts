/**
 * Runs without timers: time is the simulator's, and the real limit of a request must not end one on a slow machine. A spy
 * would keep every timer of all schedules in memory.
 */
export async function withoutTimers(run: () => Promise<void>): Promise<void> {
  const { setTimeout } = globalThis;
  const timer = { ref: () => timer, unref: () => timer, refresh: () => timer };
  globalThis.setTimeout = (() => timer) as unknown as typeof setTimeout;
  try {
    await run();
  } finally {
    globalThis.setTimeout = setTimeout;
  }
}
