import { onTestFinished, vi } from "vitest";

const { setTimeout: start, clearTimeout: clear } = globalThis;

/** A limit for calls whose timer is held. */
export const heldMs = 20_000;

export interface HeldTimers {
  /** How many have been started. */
  started(): number;
  /** How many of them have neither ended nor been cleared. */
  running(): number;
  /** Ends all that are running. */
  fire(): void;
}

/**
 * Holds every timer of `minMs` or more that starts in the rest of this test, until the test fires it: a limit is reached
 * when the test says so, however slow the machine is. By default it holds the limits of calls and no other timer.
 */
export function holdTimers(minMs = 10_000): HeldTimers {
  const running = new Map<unknown, () => void>();
  let started = 0;
  vi.spyOn(globalThis, "setTimeout").mockImplementation(((run: () => void, milliseconds: number) => {
    if (milliseconds < minMs) return start(run, milliseconds);
    started += 1;
    const timer = { ref: () => timer, unref: () => timer, refresh: () => timer };
    running.set(timer, run);
    return timer;
  }) as typeof setTimeout);
  vi.spyOn(globalThis, "clearTimeout").mockImplementation((timer) => {
    if (!running.delete(timer)) clear(timer);
  });
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  return {
    started: () => started,
    running: () => running.size,
    fire() {
      const runs = [...running.values()];
      running.clear();
      for (const run of runs) run();
    },
  };
}
