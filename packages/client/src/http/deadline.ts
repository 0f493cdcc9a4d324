import type { Clock } from "./clock.js";

/** The time limit of a whole call, with all of its attempts, pauses, pages and polls. */
export interface Deadline {
  /** The milliseconds left, never negative; infinite if there is no deadline. */
  remaining(): number;
}

/** A deadline that many milliseconds from now; without a number, none. */
export function deadlineIn(milliseconds: number | undefined, clock: Clock): Deadline {
  if (milliseconds === undefined) return { remaining: () => Number.POSITIVE_INFINITY };
  const end = clock.now() + milliseconds;
  return { remaining: () => Math.max(0, end - clock.now()) };
}
