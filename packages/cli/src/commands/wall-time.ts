import type { Clock } from "@iyzico-mass-payout/client";

/** The wall time of a command, in milliseconds since 1970. */
export function dateOf(clock: Clock | undefined): number {
  return clock?.date?.() ?? Date.now();
}
