import { type Clock, dateOf } from "./clock.js";

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

/**
 * A deadline that many milliseconds from now, by the clock and by the wall time, whichever comes first: while a machine
 * is suspended, the monotonic time may stand still, and the wall time may be set back.
 */
export function dualDeadlineIn(milliseconds: number | undefined, clock: Clock): Deadline {
  const monotonic = deadlineIn(milliseconds, clock);
  if (milliseconds === undefined) return monotonic;
  const end = dateOf(clock) + milliseconds;
  return { remaining: () => Math.max(0, Math.min(monotonic.remaining(), end - dateOf(clock))) };
}
