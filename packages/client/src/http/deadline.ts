import type { Clock } from "./clock.js";

/** A moment until which everything that belongs to one call must be over: attempts, pauses, pages, polls. */
export interface Deadline {
  /** Milliseconds that are left; infinite when there is no deadline, never negative. */
  remaining(): number;
}

/** A deadline so many milliseconds from now. */
export function deadlineIn(milliseconds: number | undefined, clock: Clock): Deadline {
  if (milliseconds === undefined) return { remaining: () => Number.POSITIVE_INFINITY };
  const end = clock.now() + milliseconds;
  return { remaining: () => Math.max(0, end - clock.now()) };
}
